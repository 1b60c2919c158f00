package dev.dupin.objectives.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Target;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One pass over a table. Used once. */
final class CsvParser {

  // Wider tables exist in genomics; this stops a binary blob of separators, not a user.
  private static final int MOST_COLUMNS = 1 << 20;

  // How FastCSV ends its messages; without it the line is simply not told.
  private static final Pattern LINE = Pattern.compile(" ?\\(record starting at line (\\d+)\\)");

  private final CsvSource.Config config;
  private final CsvCells cells;
  private final DoubleBuilder values = new DoubleBuilder();
  private final IntBuilder lines = new IntBuilder();
  private final TargetBuilder target = new TargetBuilder();

  CsvParser(CsvSource.Config config) {
    this.config = config;
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
    while (records.hasNext()) {
      row(records.next(), header);
    }
    if (lines.size() == 0) {
      throw problem("the file names columns, but holds no row below them");
    }
    return dataset(header);
  }

  private void row(CsvRecord row, CsvHeader header) {
    if (row.getFieldCount() != header.width()) {
      throw cells.problem(
          row,
          "the row has %d %s, the header names %d columns"
              .formatted(
                  row.getFieldCount(),
                  row.getFieldCount() == 1 ? "cell" : "cells",
                  header.width()));
    }
    if (!values.hasRoomFor(header.features().length)) {
      throw cells.problem(row, "more numbers than one array can hold (2^31)");
    }
    lines.add(Math.toIntExact(row.getStartingLineNumber()));
    for (int field : header.features()) {
      values.add(number(row, field, header));
    }
    if (header.target().isPresent()) {
      int field = header.target().getAsInt();
      Optional<String> refused = target.add(row.getField(field).strip());
      if (refused.isPresent()) {
        throw cells.problem(row, field, header.quoted(field) + " " + refused.get());
      }
    }
  }

  private double number(CsvRecord row, int field, CsvHeader header) {
    String cell = row.getField(field).strip();
    double number = Numbers.parse(cell);
    if (Double.isNaN(number)) {
      String wayOut =
          lines.size() == 1 && config.features().isEmpty()
              ? "; if it is no feature, list those that are under 'features'"
              : "";
      throw cells.problem(
          row, field, header.quoted(field) + " wants a number; " + Numbers.describe(cell) + wayOut);
    }
    return number;
  }

  private Dataset dataset(CsvHeader header) {
    List<String> names = header.featureNames();
    int rows = lines.size();
    double[] features = values.toArray();
    if (config.standardize()) {
      Standardization.apply(features, rows, names, config.path().toString());
    }
    Optional<Target> column =
        header.target().isPresent()
            ? Optional.of(target.build(header.name(header.target().getAsInt())))
            : Optional.empty();
    return new Dataset(
        config.path().toString(),
        new DenseFeatures(rows, names.size(), features),
        names,
        column,
        lines.toArray());
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
