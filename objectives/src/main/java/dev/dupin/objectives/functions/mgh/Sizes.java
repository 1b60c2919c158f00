package dev.dupin.objectives.functions.mgh;

import java.util.function.IntPredicate;

/**
 * Which numbers of variables, or of residuals, a problem can have.
 *
 * @param words what they are, for an error: "10 or more"
 * @param usual the one of the paper's tables
 * @param allowed tells them
 */
record Sizes(String words, int usual, IntPredicate allowed) {

  static Sizes only(int size) {
    return new Sizes(Integer.toString(size), size, tried -> tried == size);
  }

  static Sizes atLeast(int least, int usual) {
    return new Sizes(least + " or more", usual, tried -> tried >= least);
  }

  static Sizes between(int least, int most, int usual) {
    return new Sizes(least + " to " + most, usual, tried -> tried >= least && tried <= most);
  }

  static Sizes multiplesOf(int factor, int usual) {
    return new Sizes(
        "multiples of " + factor, usual, tried -> tried >= factor && tried % factor == 0);
  }

  boolean allow(int size) {
    return allowed.test(size);
  }
}
