package dev.dupin.all;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.minimizer.Compatibility;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.StepStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** A Hessian and a step that go together. */
record Pair(String hessianName, HessianProvider hessian, String stepName, StepStrategy step) {

  /** They take every step they compute. */
  private static final Set<String> NOT_GLOBALISED = Set.of("newton", "fixed-step", "perturbed");

  /** Returns every step with each of these Hessians, where they go together on the objective. */
  static List<Pair> on(Objective objective, String... hessians) {
    Map<String, HessianProvider> known = BuiltInParts.hessians();
    Map<String, StepStrategy> steps = BuiltInParts.steps();
    List<Pair> pairs = new ArrayList<>();
    for (String name : hessians) {
      HessianProvider hessian = Objects.requireNonNull(known.get(name), name);
      steps.forEach(
          (stepName, step) -> {
            if (Compatibility.check(objective, hessian, step).isEmpty()) {
              pairs.add(new Pair(name, hessian, stepName, step));
            }
          });
    }
    return pairs;
  }

  Minimizer minimize(Objective objective) {
    return Minimizer.of(objective).hessian(hessian).step(step);
  }

  /** Returns whether the step refuses points that are no better. */
  boolean isGlobalised() {
    return !NOT_GLOBALISED.contains(stepName);
  }

  /** Returns whether every step is along the gradient, so that it may creep. */
  boolean isSteepestDescent() {
    return hessianName.equals("identity") || stepName.startsWith("cauchy");
  }

  /**
   * Returns whether the radius asks of a secant Hessian what only the exact one gives: in its ratio
   * the gradient, which zigzags where the condition is bad, counts as a fault of the model.
   */
  boolean isAdaptiveOnSecants() {
    return stepName.endsWith("adaptive-radius") && !seesCurvature();
  }

  /**
   * Returns whether the damping falls by a twentieth an iteration at most: made for the noise of
   * batches, it converges linearly where the other steps do so quadratically.
   */
  boolean isSlowlyDamped() {
    return stepName.equals("two-parameter");
  }

  /** Returns whether the step leaves critical points without looking at the curvature. */
  boolean leavesAtRandom() {
    return stepName.equals("perturbed");
  }

  /** Returns whether the Hessian is, or is as good as, the objective's own. */
  boolean seesCurvature() {
    return hessianName.equals("exact") || hessianName.equals("finite-difference");
  }

  @Override
  public String toString() {
    return hessianName + " + " + stepName;
  }
}
