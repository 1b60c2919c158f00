package dev.dupin.objectives.data;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Features;
import dev.dupin.core.data.SparseFeatures;
import dev.dupin.core.data.Target;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * One pass over a file of rows {@code label index:value …}. Used once. Until it is known whether
 * the data are dense, an entry takes 8 bytes for its value and one or a few for its column.
 */
final class LibsvmParser {

  // Above one half a dense row is smaller (8 bytes a cell against 12 an entry) and faster.
  private static final double DENSE = 0.5;

  private final String origin;
  private final Cursor cursor;
  private final Optional<Integer> width;

  private final DoubleBuilder labels = new DoubleBuilder();
  private final IntBuilder lines = new IntBuilder();
  private final IntBuilder pointers = new IntBuilder();
  private final GapBuilder gaps = new GapBuilder();
  private final DoubleBuilder values;
  private int largestIndex;
  // Of the row being read: the last index that was stored.
  private int stored;

  /**
   * @param origin for messages
   * @param cursor at the start of the text
   * @param width the number of columns, if the user says
   * @param expectedEntries how many entries will probably come
   */
  LibsvmParser(String origin, Cursor cursor, Optional<Integer> width, long expectedEntries) {
    this.values = new DoubleBuilder(expectedEntries);
    this.origin = origin;
    this.cursor = cursor;
    this.width = width;
  }

  Dataset parse() throws IOException {
    boolean empty = cursor.peek() == Cursor.END;
    while (cursor.peek() != Cursor.END) {
      cursor.skipToToken();
      if (!cursor.atLineEnd()) {
        row();
      }
      if (cursor.peek() != Cursor.END) {
        cursor.advance();
      }
    }
    if (labels.size() == 0) {
      throw new DataException(
          origin,
          0,
          0,
          empty ? "the file is empty" : "the file holds no row, only blank lines and comments");
    }
    pointers.add(values.size());
    return dataset();
  }

  private void row() throws IOException {
    lines.add(cursor.line());
    pointers.add(values.size());
    labels.add(label());
    stored = 0;
    int previous = 0;
    cursor.skipToToken();
    while (!cursor.atLineEnd()) {
      previous = entry(previous);
      cursor.skipToToken();
    }
    largestIndex = Math.max(largestIndex, previous);
  }

  private double label() throws IOException {
    int column = cursor.column();
    String text = cursor.token();
    double label = Numbers.parse(text);
    if (Double.isNaN(label)) {
      throw problem(column, "a row starts with its label, a number; " + Numbers.describe(text));
    }
    return label;
  }

  /** Reads {@code index:value} and returns the index. */
  private int entry(int previous) throws IOException {
    int column = cursor.column();
    String token = cursor.token();
    int colon = token.indexOf(':');
    if (colon < 0) {
      throw problem(column, "after the label comes index:value; " + Numbers.describe(token));
    }
    int index = index(token.substring(0, colon), previous, column);
    String text = token.substring(colon + 1);
    double value = Numbers.parse(text);
    if (Double.isNaN(value)) {
      int valueColumn = column + token.codePointCount(0, colon + 1);
      throw problem(
          valueColumn,
          "the value of index " + index + " wants a number; " + Numbers.describe(text));
    }
    if (value != 0) {
      store(index, value, column);
    }
    return index;
  }

  private int index(String text, int previous, int column) {
    long index = wholeNumber(text);
    if (index < 0) {
      throw problem(
          column, "an index is a whole number from 1; " + Numbers.describe(text) + " before ':'");
    }
    if (index == 0) {
      throw problem(column, "index 0: columns are counted from 1; add 1 to every index");
    }
    if (index <= previous) {
      throw problem(
          column, "index " + index + " after index " + previous + ": indices ascend in a row");
    }
    if (width.isPresent() && index > width.get()) {
      throw problem(
          column, "index " + index + " is beyond the " + width.get() + " columns of 'features'");
    }
    if (index >= Integer.MAX_VALUE) {
      throw problem(column, "index " + index + " is too large; at most 2147483646");
    }
    return (int) index;
  }

  /** Returns the number that the digits write, at most 2^62 or so; -1 where there are others. */
  private static long wholeNumber(String text) {
    long number = text.isEmpty() ? -1 : 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = Math.min(10 * number + digit, Long.MAX_VALUE / 20);
    }
    return number;
  }

  private void store(int index, double value, int column) {
    if (!values.hasRoomFor(1)) {
      throw problem(column, "more entries than one array can hold (2^31)");
    }
    gaps.add(index - stored);
    stored = index;
    values.add(value);
  }

  private DataException problem(int column, String problem) {
    return new DataException(origin, cursor.line(), column, problem);
  }

  private Dataset dataset() {
    int columns = width.orElse(largestIndex);
    if (columns == 0) {
      throw new DataException(
          origin, 0, 0, "the file holds labels only; a row goes on with index:value");
    }
    List<String> names = Dataset.numberedNames("x", columns);
    int rows = labels.size();
    Target target = new Target("label", labels.drain(), List.of());
    return new Dataset(origin, features(rows, columns), names, Optional.of(target), lines.drain());
  }

  private Features features(int rows, int columns) {
    double cells = (double) rows * columns;
    boolean isDense = cells <= DoubleBuilder.CAPACITY && values.size() > DENSE * cells;
    if (isDense) {
      return new DenseFeatures(rows, columns, dense(rows, columns));
    }
    double[] entries = values.drain();
    int[] starts = pointers.drain();
    return new SparseFeatures(rows, columns, starts, indices(starts), entries);
  }

  private double[] dense(int rows, int columns) {
    if (values.size() == rows * columns) {
      return values.drain(); // every row is full, so that its columns are in place
    }
    double[] dense = new double[rows * columns];
    GapBuilder.Reader reader = gaps.read();
    for (int row = 0; row < rows; row++) {
      int index = -1;
      for (int k = pointers.get(row); k < pointers.get(row + 1); k++) {
        index += reader.next();
        dense[row * columns + index] = values.get(k);
      }
    }
    return dense;
  }

  private int[] indices(int[] starts) {
    int rows = starts.length - 1;
    int[] indices = new int[starts[rows]];
    GapBuilder.Reader reader = gaps.read();
    for (int row = 0; row < rows; row++) {
      int index = -1;
      for (int k = starts[row]; k < starts[row + 1]; k++) {
        index += reader.next();
        indices[k] = index;
      }
    }
    return indices;
  }
}
