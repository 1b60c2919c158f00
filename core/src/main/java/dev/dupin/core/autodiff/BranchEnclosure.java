package dev.dupin.core.autodiff;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.interval.Intervals;
import dev.dupin.core.objective.Enclosure;

/**
 * One point of a function with branches: bounds of the branch that it takes. Whether its neighbours
 * take the same one is not known, so it is not certain to be smooth.
 *
 * @param branch the enclosure of that branch over the point
 */
record BranchEnclosure(Enclosure branch) implements Enclosure {

  @Override
  public boolean isSmooth() {
    return false;
  }

  @Override
  public Interval value() {
    return branch.value();
  }

  @Override
  public Intervals gradient() {
    return branch.gradient();
  }

  @Override
  public Intervals hessian() {
    return branch.hessian();
  }
}
