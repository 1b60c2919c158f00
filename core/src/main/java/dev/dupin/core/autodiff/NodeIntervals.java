package dev.dupin.core.autodiff;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.IntervalArithmetic;

/** One interval for every node of a program, in two arrays; zeros at first. */
final class NodeIntervals {

  final double[] lower;
  final double[] upper;

  NodeIntervals(int length) {
    lower = new double[length];
    upper = new double[length];
  }

  Interval get(int node) {
    return new Interval(lower[node], upper[node]);
  }

  void set(int node, Interval interval) {
    lower[node] = interval.lower();
    upper[node] = interval.upper();
  }

  void add(int node, Interval interval) {
    set(node, IntervalArithmetic.add(get(node), interval));
  }

  /** Returns whether a node has the interval that holds only 0. */
  boolean isZero(int node) {
    return lower[node] == 0 && upper[node] == 0;
  }
}
