package dev.dupin.core.objective;

/**
 * Bounds of f and its derivatives over whole boxes, by interval arithmetic (Moore 1966, "Interval
 * Analysis"): what a proof about a critical point rests on. Offered by functions whose every
 * operation is known.
 */
public interface Enclosures extends Structure {

  /**
   * Returns f over a box; pays nothing yet. The box need not be around the point of the evaluation.
   *
   * @param lower n coordinates; kept without a copy
   * @param upper n coordinates, none below its lower one; kept without a copy
   */
  Enclosure over(double[] lower, double[] upper);

  @Override
  default Structure metered(Meter meter) {
    return (Enclosures) (lower, upper) -> new MeteredEnclosure(over(lower, upper), meter);
  }
}
