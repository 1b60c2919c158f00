package dev.dupin.objectives.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.dupin.core.data.DataException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** The first row of a table: which field is which column, and which columns are wanted. */
final class CsvHeader {

  private final List<String> names;
  private final OptionalInt target;
  private final int[] features;

  /**
   * Finds the columns that the configuration names.
   *
   * @throws DataException for a name that stands twice, one that is not there, and a header that
   *     leaves no feature
   */
  CsvHeader(CsvRecord header, CsvSource.Config config, CsvCells cells) {
    this.names = header.getFields().stream().map(String::strip).toList();
    Map<String, Integer> fields = distinct(header, cells);
    this.target =
        config
            .target()
            .map(name -> OptionalInt.of(field(name, fields, header, cells)))
            .orElseGet(OptionalInt::empty);
    this.features =
        config
            .features()
            .map(
                wanted ->
                    wanted.stream().mapToInt(name -> field(name, fields, header, cells)).toArray())
            .orElseGet(() -> allButTarget(header, cells));
    checkWords(config.words(), header, cells);
  }

  private void checkWords(List<String> words, CsvRecord header, CsvCells cells) {
    List<String> known = featureNames();
    for (String name : words) {
      if (!known.contains(name)) {
        throw cells.problem(
            header,
            "'oneHot' names '" + name + "', which is no feature" + Suggestion.among(known, name));
      }
    }
  }

  /** Returns the number of columns in the file. */
  int width() {
    return names.size();
  }

  /** Returns the field of the target, if one is wanted. */
  OptionalInt target() {
    return target;
  }

  /** Returns the fields of the features, in the order of the features. */
  int[] features() {
    return features;
  }

  /** Returns the name of a field. */
  String name(int field) {
    return names.get(field);
  }

  /** Returns {@code column 'name'}. */
  String quoted(int field) {
    return "column '" + names.get(field) + "'";
  }

  /** Returns the names of the features. */
  List<String> featureNames() {
    return IntStream.of(features).mapToObj(names::get).toList();
  }

  private Map<String, Integer> distinct(CsvRecord header, CsvCells cells) {
    Map<String, Integer> fields = new HashMap<>();
    for (int field = 0; field < names.size(); field++) {
      String name = names.get(field);
      Integer first = fields.putIfAbsent(name, field);
      if (first != null && !name.isEmpty()) {
        throw cells.problem(
            header,
            field,
            "columns %d and %d have the same name '%s'".formatted(first + 1, field + 1, name));
      }
    }
    return fields;
  }

  private int field(String name, Map<String, Integer> fields, CsvRecord header, CsvCells cells) {
    Integer field = name.isEmpty() ? null : fields.get(name);
    if (field == null) {
      throw cells.problem(
          header, "there is no column '" + name + "'" + Suggestion.among(named(), name));
    }
    return field;
  }

  private List<String> named() {
    return names.stream().filter(name -> !name.isEmpty()).toList();
  }

  private int[] allButTarget(CsvRecord header, CsvCells cells) {
    List<Integer> fields = new ArrayList<>();
    for (int field = 0; field < names.size(); field++) {
      if (target.isPresent() && target.getAsInt() == field) {
        continue;
      }
      if (names.get(field).isEmpty()) {
        throw cells.problem(
            header,
            field,
            "column "
                + (field + 1)
                + " has no name; name it, or list the columns to use under 'features'");
      }
      fields.add(field);
    }
    if (fields.isEmpty()) {
      throw cells.problem(header, "besides the target there is no column to predict from");
    }
    return fields.stream().mapToInt(Integer::intValue).toArray();
  }
}
