package dev.dupin.core.minimizer;

import dev.dupin.core.run.TrialEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ObjDoubleConsumer;

/** The row of the trace, one object for the whole run, filled anew for every trial. */
final class TraceRow implements TrialEvent {

  static final int ITERATION = 0;
  static final int TRIAL = 1;
  static final int ACCEPTED = 2;
  static final int VALUE = 3;
  static final int GRADIENT_NORM = 4;
  static final int STEP_NORM = 5;
  static final int PREDICTED_REDUCTION = 6;
  static final int ACTUAL_REDUCTION = 7;
  static final int VALUE_CALLS = 8;
  static final int GRADIENT_CALLS = 9;
  static final int HESSIAN_PRODUCTS = 10;
  static final int HESSIANS = 11;
  static final int SECONDS = 12;

  private final List<String> columns;
  private final Map<String, Integer> places = new HashMap<>();
  private final double[] row;
  private int next;

  /**
   * @param reports what the parts report; called once to learn the names
   */
  TraceRow(Consumer<ObjDoubleConsumer<String>> reports) {
    List<String> names = new ArrayList<>(COLUMNS);
    reports.accept((name, value) -> names.add(name));
    columns = List.copyOf(names);
    for (int i = 0; i < columns.size(); i++) {
      if (places.put(columns.get(i), i) != null) {
        throw new IllegalStateException("two parts report a column '" + columns.get(i) + "'");
      }
    }
    row = new double[columns.size()];
  }

  /** Empties the row. */
  void clear() {
    Arrays.fill(row, Double.NaN);
    next = COLUMNS.size();
  }

  void set(int column, double value) {
    row[column] = value;
  }

  /**
   * Takes one reported number. Parts report in the same order every time, so the place is rarely
   * searched for.
   */
  void report(String name, double value) {
    int place = next < row.length && columns.get(next).equals(name) ? next : place(name);
    row[place] = value;
    next = place + 1;
  }

  private int place(String name) {
    Integer place = places.get(name);
    if (place == null) {
      throw new IllegalStateException(
          "a part reports '"
              + name
              + "' now, but did not at the start: names must always be the same");
    }
    return place;
  }

  @Override
  public long iteration() {
    return (long) row[ITERATION];
  }

  @Override
  public long trial() {
    return (long) row[TRIAL];
  }

  @Override
  public boolean accepted() {
    return row[ACCEPTED] == 1;
  }

  @Override
  public double number(String column) {
    Integer place = places.get(column);
    return place == null ? Double.NaN : row[place];
  }

  @Override
  public List<String> columns() {
    return columns;
  }

  @Override
  public double number(int column) {
    return row[column];
  }
}
