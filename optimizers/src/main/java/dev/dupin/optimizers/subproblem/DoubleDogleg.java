package dev.dupin.optimizers.subproblem;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Subproblem;
import jakarta.inject.Inject;

/**
 * The double dogleg path (Dennis and Mei 1979, "Two new unconstrained optimization algorithms which
 * use function and gradient values"; Dennis and Schnabel 1983, algorithm A6.4.4): as {@link
 * Dogleg}, but from the Cauchy point to a part of the Newton step first, and along that step from
 * there, so that the path turns to the Newton direction earlier.
 *
 * <p>Needs and costs what {@link Dogleg} does.
 */
public final class DoubleDogleg implements Subproblem {

  @Inject
  public DoubleDogleg() {}

  @Override
  public Class<? extends Control> control() {
    return Radius.class;
  }

  @Override
  public Requirements requires() {
    return Requirements.traits(Trait.POSITIVE_DEFINITE);
  }

  @Override
  public Prepared prepare(Model model, RunContext context) {
    return DoglegPath.of(model, true);
  }
}
