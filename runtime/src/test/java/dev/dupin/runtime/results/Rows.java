package dev.dupin.runtime.results;

import dev.dupin.core.run.TrialEvent;
import java.util.ArrayList;
import java.util.List;

/** A row of the trace with given numbers. */
record Rows(List<String> columns, double... numbers) implements TrialEvent {
  /** The columns of every trace, and one that a part reports. */
  static final List<String> WITH_RADIUS = withRadius();

  private static List<String> withRadius() {
    List<String> columns = new ArrayList<>(TrialEvent.COLUMNS);
    columns.add("radius");
    return columns;
  }

  /** A row that is as plain as can be but for the number of its trial. */
  static Rows trial(long trial) {
    return new Rows(WITH_RADIUS, trial, trial, 1, 0.5, 0.1, 1, 1, 1, 2, 2, 0, 2, 0.25, 4);
  }

  @Override
  public long iteration() {
    return (long) numbers[0];
  }

  @Override
  public long trial() {
    return (long) numbers[1];
  }

  @Override
  public boolean accepted() {
    return numbers[2] != 0;
  }

  @Override
  public double number(String column) {
    int place = columns.indexOf(column);
    return place < 0 ? Double.NaN : numbers[place];
  }

  @Override
  public double number(int column) {
    return numbers[column];
  }
}
