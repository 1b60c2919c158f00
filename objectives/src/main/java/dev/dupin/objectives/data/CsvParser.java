package dev.dupin.objectives.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One pass over a table. Used once. */
final class CsvParser {

  // Wider tables exist in genomics; this stops a binary blob of separators, not a user.
  private static final int MOST_COLUMNS = 1 << 20;

  // How FastCSV ends its messages; without it the line is simply not told.
  private static final Pattern LINE = Pattern.compile(" ?\\(record starting at line (\\d+)\\)");

  private final CsvSource.Config config;
  private final long size;
  private final long fileLines;
  private final CsvCells cells;
  private final IntBuilder lines = new IntBuilder();
  private final TargetBuilder target = new TargetBuilder();

  /**
   * @param size of the file in bytes; 0 if it has none
   * @param fileLines how many lines it has; 0 if that is not known
   */
  CsvParser(CsvSource.Config config, long size, long fileLines) {
    this.config = config;
    this.size = size;
    this.fileLines = fileLines;
    this.cells = new CsvCells(config.path(), config.separator().charAt(0));
  }

  Dataset parse(InputStream text) throws IOException {
    try (CsvReader<CsvRecord> reader = reader(text)) {
      return table(reader.iterator());
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      throw translated(e);
    }
  }

  private CsvReader<CsvRecord> reader(InputStream text) {
    return CsvReader.builder()
        .fieldSeparator(config.separator().charAt(0))
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .trimWhitespacesAroundQuotes(true)
        .build(
            CsvRecordHandler.of(handler -> handler.maxFields(MOST_COLUMNS)),
            text,
            StandardCharsets.UTF_8);
  }

  private Dataset table(Iterator<CsvRecord> records) {
    if (!records.hasNext()) {
      throw problem("the file is empty; the first row names the columns");
    }
    CsvHeader header = new CsvHeader(records.next(), config, cells);
    FeatureBuilder features =
        new FeatureBuilder(
            header.featureNames(),
            Set.copyOf(config.words()),
            config.dropFirst(),
            expectedRows(header.width()));
    while (records.hasNext()) {
      row(records.next(), header, features);
    }
    if (lines.size() == 0) {
      throw problem("the file names columns, but holds no row below them");
    }
    return dataset(header, features);
  }

  /** All lines but the first are rows, as a rule, and each cell of them takes a byte at least. */
  private long expectedRows(int width) {
    return Math.min(Math.max(fileLines - 1, 0), size / width);
  }

  private void row(CsvRecord row, CsvHeader header, FeatureBuilder features) {
    if (row.getFieldCount() != header.width()) {
      throw cells.problem(
          row,
          "the row has %d %s, the header names %d columns"
              .formatted(
                  row.getFieldCount(),
                  row.getFieldCount() == 1 ? "cell" : "cells",
                  header.width()));
    }
    if (!features.hasRoom()) {
      throw cells.problem(row, "more numbers than one array can hold (2^31)");
    }
    lines.add(Math.toIntExact(row.getStartingLineNumber()));
    int[] fields = header.features();
    for (int column = 0; column < fields.length; column++) {
      add(row, fields[column], header, features.add(column, cell(row, fields[column])));
    }
    if (header.target().isPresent()) {
      int field = header.target().getAsInt();
      add(row, field, header, target.add(cell(row, field)));
    }
  }

  private static String cell(CsvRecord row, int field) {
    return row.getField(field).strip();
  }

  private void add(CsvRecord row, int field, CsvHeader header, Optional<String> refused) {
    if (refused.isPresent()) {
      boolean couldBeLeftOut =
          lines.size() == 1 && config.features().isEmpty() && header.target().orElse(-1) != field;
      throw cells.problem(
          row,
          field,
          header.quoted(field)
              + " "
              + refused.get()
              + (couldBeLeftOut
                  ? "; if it is no feature, list those that are under 'features'"
                  : ""));
    }
  }

  private Dataset dataset(CsvHeader header, FeatureBuilder features) {
    int rows = lines.size();
    List<String> names = features.codedNames();
    Optional<String> refused = features.refusal(rows, names);
    if (refused.isPresent()) {
      throw problem(refused.get());
    }
    Optional<Target> column =
        header.target().isPresent()
            ? Optional.of(target.build(header.name(header.target().getAsInt())))
            : Optional.empty();
    return new Dataset(
        config.path().toString(), features.build(rows, names.size()), names, column, lines.drain());
  }

  private DataException translated(CsvParseException e) {
    if (e.getCause() instanceof DataException problem) {
      return problem;
    }
    String message = String.valueOf(e.getMessage());
    Matcher matcher = LINE.matcher(message);
    return matcher.find()
        ? new DataException(
            config.path().toString(),
            Long.parseLong(matcher.group(1)),
            0,
            matcher.replaceFirst("") + "; a quote inside a quoted cell is doubled")
        : problem(message);
  }

  private DataException problem(String problem) {
    return new DataException(config.path().toString(), 0, 0, problem);
  }
}
