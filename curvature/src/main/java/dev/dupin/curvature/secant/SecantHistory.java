package dev.dupin.curvature.secant;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.State;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The last few secant pairs, oldest first, with their inner products: two vectors of n doubles a
 * pair, and 3 m dot products for every pair that is added.
 */
public final class SecantHistory implements Checkpointable {

  private static final SecantPair NONE = new SecantPair(new double[0], new double[0]);

  private final int capacity;
  private final List<SecantPair> pairs = new ArrayList<>();
  private double[] steps = new double[0];
  private double[] mixed = new double[0];
  private double[] changes = new double[0];

  /**
   * @param capacity how many pairs are kept, m
   */
  public SecantHistory(int capacity) {
    this.capacity = capacity;
  }

  /** Returns the pairs, oldest first. */
  public List<SecantPair> pairs() {
    return Collections.unmodifiableList(pairs);
  }

  /** Returns the number of pairs. */
  public int size() {
    return pairs.size();
  }

  /** Returns the pair added last; there is one. */
  public SecantPair latest() {
    return pairs.get(pairs.size() - 1);
  }

  /** Adds a pair, dropping the oldest one where there is no room. */
  public void add(SecantPair pair) {
    if (pairs.size() == capacity) {
      dropOldest();
    }
    pairs.add(pair);
    int last = pairs.size() - 1;
    steps = grown(steps, last);
    mixed = grown(mixed, last);
    changes = grown(changes, last);
    int size = last + 1;
    for (int i = 0; i < size; i++) {
      SecantPair other = pairs.get(i);
      steps[i * size + last] = Vectors.dot(other.step(), pair.step());
      steps[last * size + i] = steps[i * size + last];
      changes[i * size + last] = Vectors.dot(other.change(), pair.change());
      changes[last * size + i] = changes[i * size + last];
      mixed[i * size + last] = Vectors.dot(other.step(), pair.change());
      mixed[last * size + i] = Vectors.dot(pair.step(), other.change());
    }
  }

  /** Forgets the oldest pair. */
  public void dropOldest() {
    pairs.remove(0);
    steps = withoutFirst(steps);
    mixed = withoutFirst(mixed);
    changes = withoutFirst(changes);
  }

  /** Returns s_i's_j. */
  public double stepProduct(int i, int j) {
    return steps[i * pairs.size() + j];
  }

  /** Returns s_i'y_j. */
  public double mixedProduct(int i, int j) {
    return mixed[i * pairs.size() + j];
  }

  /** Returns y_i'y_j. */
  public double changeProduct(int i, int j) {
    return changes[i * pairs.size() + j];
  }

  private static double[] grown(double[] square, int size) {
    double[] grown = new double[(size + 1) * (size + 1)];
    for (int i = 0; i < size; i++) {
      System.arraycopy(square, i * size, grown, i * (size + 1), size);
    }
    return grown;
  }

  private double[] withoutFirst(double[] square) {
    int size = pairs.size();
    double[] rest = new double[size * size];
    for (int i = 0; i < size; i++) {
      System.arraycopy(square, (i + 1) * (size + 1) + 1, rest, i * size, size);
    }
    return rest;
  }

  /** Exchanges pair by pair, so that nothing is held twice; their products come out the same. */
  @Override
  public void exchange(State state) {
    List<SecantPair> before = List.copyOf(pairs);
    long size = state.exchange("size", (long) before.size());
    while (!pairs.isEmpty()) {
      dropOldest();
    }
    for (int i = 0; i < size; i++) {
      SecantPair pair = i < before.size() ? before.get(i) : NONE;
      double[] step = state.exchange("step" + i, pair.step());
      double[] change = state.exchange("change" + i, pair.change());
      add(new SecantPair(step, change));
    }
  }
}
