package dev.dupin.core.minimizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.GuardedObjective.GuardedEvaluation;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Proposal;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a run has come as close as rounding lets it. Two things must hold: the decrease
 * that the step predicts is at most 10 eps |f|, so that f cannot tell the points apart; and the
 * gradient norm is within 100 times its rounding error. That error is measured, not guessed: the
 * largest change of the gradient over three probes that move every coordinate by one unit in its
 * last place, up or down at random. It holds both the rounding inside the gradient and the step
 * from one double to the next, below which no point can be told from the solution. Costs three
 * gradients, once a point.
 */
final class RoundingLevel {

  private static final double EPS = 0x1p-52;
  private static final double VALUE_FACTOR = 10;
  private static final double GRADIENT_FACTOR = 100;
  private static final int PROBES = 3;

  private final RunContext context;
  private @Nullable GuardedEvaluation probed;
  private double noise = Double.NaN;

  RoundingLevel(RunContext context) {
    this.context = context;
  }

  /**
   * Returns whether the predicted decrease is lost in the rounding of f: cheap, the first of the
   * two conditions.
   */
  boolean decreaseIsLost(GuardedEvaluation here, Proposal proposal) {
    return predicted(here, proposal) <= VALUE_FACTOR * EPS * Math.abs(here.value());
  }

  /** Returns both conditions with their numbers if both hold at {@code here}, or empty. */
  Optional<String> test(GuardedEvaluation here, Proposal proposal) {
    if (!decreaseIsLost(here, proposal)) {
      return Optional.empty();
    }
    here.gradient();
    double norm = here.peekGradientNorm();
    double error = noise(here);
    if (!(norm <= GRADIENT_FACTOR * error)) {
      return Optional.empty();
    }
    return Optional.of(
        "predicted decrease "
            + Numbers.brief(predicted(here, proposal))
            + " <= 10 eps |f| = "
            + Numbers.brief(VALUE_FACTOR * EPS * Math.abs(here.value()))
            + ", and gradient norm "
            + Numbers.brief(norm)
            + " <= 100 times its rounding error "
            + Numbers.brief(error));
  }

  /**
   * The decrease that the proposal stands for: its own word, or the slope times the step, or none
   * without a step.
   */
  private static double predicted(GuardedEvaluation here, Proposal proposal) {
    double predicted = proposal.predictedReduction();
    if (Double.isNaN(predicted)) {
      double[] step = proposal.step();
      predicted = step.length == 0 ? 0 : Math.abs(Vectors.dot(step, here.gradient()));
    }
    return predicted;
  }

  private double noise(GuardedEvaluation here) {
    if (here == probed) {
      return noise;
    }
    double[] x = here.point();
    double[] gradient = here.gradient();
    RandomGenerator random = context.random("probe");
    double largest = 0;
    for (int probe = 0; probe < PROBES; probe++) {
      double[] moved = new double[x.length];
      for (int i = 0; i < x.length; i++) {
        double unit = Math.ulp(x[i]);
        moved[i] = x[i] == 0 ? 0 : random.nextBoolean() ? x[i] + unit : x[i] - unit;
      }
      double[] change = Vectors.subtract(here.objective().at(moved).gradient(), gradient);
      double size = Vectors.norm(change);
      largest = size > largest ? size : largest;
    }
    probed = here;
    noise = largest;
    return largest;
  }
}
