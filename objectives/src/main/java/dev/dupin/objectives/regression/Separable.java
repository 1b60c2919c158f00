package dev.dupin.objectives.regression;

/**
 * How a family's losses vanish only far away. Along a direction D of the parameters an example's
 * outputs move by u; each of its comparisons is a linear function c'u. The loss falls forever along
 * D, and reaches no minimum, where no comparison of any example is negative and one is positive
 * (Albert and Anderson 1984, "On the existence of maximum likelihood estimates in logistic
 * regression models").
 */
interface Separable {

  /** The losses have a minimum whatever the data. */
  Separable NEVER =
      new Separable() {
        @Override
        public int comparisons() {
          return 0;
        }

        @Override
        public double compare(int example, double[] z, int comparison, double[] direction) {
          throw new IndexOutOfBoundsException(comparison);
        }

        @Override
        public int groups() {
          return 0;
        }

        @Override
        public int group(int example) {
          throw new IndexOutOfBoundsException(example);
        }
      };

  /** Returns how many comparisons an example makes. */
  int comparisons();

  /**
   * Fills c of a comparison and returns how far from vanishing its share of the loss is, from 0 to
   * 1; infinity where c'u must be zero.
   *
   * @param direction K entries, filled with c
   */
  double compare(int example, double[] z, int comparison, double[] direction);

  /** Returns into how many groups the targets divide the examples. */
  int groups();

  /** Returns the group of an example. */
  int group(int example);

  /** Returns whether a column that separates must be constant in that group. */
  default boolean isPinned(int group) {
    return false;
  }
}
