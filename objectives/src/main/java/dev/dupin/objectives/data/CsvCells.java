package dev.dupin.objectives.data;

import de.siegmar.fastcsv.reader.CsvRecord;
import dev.dupin.core.data.DataException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Tells where a cell stands in the file. The reader of the table does not know, so the file is read
 * again up to the cell; this happens once, when there is a problem to tell.
 */
final class CsvCells {

  private final Path path;
  private final char separator;

  CsvCells(Path path, char separator) {
    this.path = path;
    this.separator = separator;
  }

  /** Returns an exception that points at a row. */
  DataException problem(CsvRecord row, String problem) {
    return new DataException(path.toString(), row.getStartingLineNumber(), 0, problem);
  }

  /** Returns an exception that points at the first character of a cell. */
  DataException problem(CsvRecord row, int field, String problem) {
    // A pipe cannot be read again: then the row has to do.
    try (Reader text =
        new BufferedReader(new InputStreamReader(CheckedText.open(path), StandardCharsets.UTF_8))) {
      Scan scan = new Scan(text, separator);
      if (scan.skipLines(row.getStartingLineNumber() - 1) && scan.skipFields(field)) {
        return new DataException(path.toString(), scan.line, scan.column, problem);
      }
    } catch (IOException | DataException e) {
      return problem(row, problem);
    }
    return problem(row, problem);
  }

  /** Walks over characters; a line ends with LF, CR or CRLF, as for the reader of the table. */
  private static final class Scan {
    private final Reader text;
    private final char separator;
    private long line = 1;
    private int column = 1;
    private int last;

    Scan(Reader text, char separator) {
      this.text = text;
      this.separator = separator;
    }

    boolean skipLines(long count) throws IOException {
      while (line <= count) {
        if (next() < 0) {
          return false;
        }
      }
      return true;
    }

    boolean skipFields(int count) throws IOException {
      boolean quoted = false;
      boolean atStart = true;
      for (int field = 0; field < count; ) {
        int c = next();
        if (c < 0) {
          return false;
        }
        boolean separates = c == separator && !quoted;
        if (separates) {
          field++;
        }
        // A doubled quote inside a quoted cell closes and opens it: no case of its own. A quote
        // behind other characters is one of them.
        if (c == '"' && (quoted || atStart)) {
          quoted = !quoted;
        } else {
          atStart = separates || (atStart && Character.isWhitespace(c));
        }
      }
      return true;
    }

    private int next() throws IOException {
      int c = text.read();
      if (c == '\n' && last == '\r') {
        last = c;
        c = text.read();
      }
      if (c == '\n' || c == '\r') {
        line++;
        column = 1;
      } else if (c >= 0 && !Character.isLowSurrogate((char) c)) {
        column++;
      }
      last = c;
      return c;
    }
  }
}
