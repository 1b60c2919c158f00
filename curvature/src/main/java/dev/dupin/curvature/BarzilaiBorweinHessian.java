package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.curvature.diagonal.ScalarOperator;
import dev.dupin.curvature.secant.SecantPair;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.Set;
import java.util.function.ObjDoubleConsumer;

/**
 * The multiple of the identity that fits the last step best (Barzilai and Borwein 1988, "Two-point
 * step size gradient methods"). With s the step and y the change of the gradient along it, the
 * Newton step is then as long as
 *
 * <pre>
 *   long:  s's / s'y, which makes |B s - y| least,
 *   short: s'y / y'y, which makes |s - B^-1 y| least.
 * </pre>
 *
 * <p>Where the gradient does not grow along the step, s'y &lt;= 0, the length is |s| / |y| (Dai,
 * Al-Baali and Yang 2015, "A positive Barzilai-Borwein-like stepsize"): between the two, where both
 * exist. Before the first step the largest entry of a Newton step is 1 (Raydan 1997, "The Barzilai
 * and Borwein gradient method for the large scale unconstrained minimization problem").
 *
 * <p>Steps of full length are not monotone in f, and fast just for that: a line search that insists
 * on a decrease slows them down. Keeps one number; an accepted step costs 3 n multiplications, a
 * product or a solution n.
 */
public final class BarzilaiBorweinHessian implements HessianProvider {

  /** Which of the two lengths. */
  public enum Length {
    /** s's / s'y. */
    LONG,
    /** s'y / y'y. */
    SHORT,
    /** The long one after the first step, the short one after the second, and so on. */
    ALTERNATING
  }

  /**
   * The keys of {@code barzilai-borwein}.
   *
   * @param length which of the two lengths a Newton step has
   */
  public record Config(@Default("long") Length length) {
    public Config {
      Objects.requireNonNull(length, "length is null");
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public BarzilaiBorweinHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys. */
  public static BarzilaiBorweinHessian withDefaults() {
    return new BarzilaiBorweinHessian(new Config(Length.LONG));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    return ScalarOperator.TRAITS;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    return new TwoPointCurvature(config.length());
  }

  private static final class TwoPointCurvature implements Curvature {

    private final Length length;
    private double scale; // 0 before the first step
    private long steps;

    TwoPointCurvature(Length length) {
      this.length = length;
    }

    @Override
    public SymmetricOperator at(Evaluation here) {
      double present = scale > 0 ? scale : initial(here.gradient());
      return new ScalarOperator(here.point().length, present);
    }

    private static double initial(double[] gradient) {
      double largest = Vectors.maxAbs(gradient);
      return isUsable(largest) ? largest : 1;
    }

    @Override
    public void accepted(Evaluation from, Evaluation to) {
      SecantPair pair = SecantPair.between(from, to);
      double next = pair.product() > 0 ? fitted(pair) : pair.size();
      if (isUsable(next)) {
        scale = next;
      }
      steps++;
    }

    private double fitted(SecantPair pair) {
      boolean isLong =
          switch (length) {
            case LONG -> true;
            case SHORT -> false;
            case ALTERNATING -> steps % 2 == 0;
          };
      return isLong ? pair.product() / Vectors.dot(pair.step(), pair.step()) : pair.scale();
    }

    /** Neither a NaN nor so far out that its inverse, or a product, is lost. */
    private static boolean isUsable(double curvature) {
      return curvature >= Double.MIN_NORMAL && curvature <= 1 / Double.MIN_NORMAL;
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("curvatureScale", scale > 0 ? scale : Double.NaN);
    }

    @Override
    public void exchange(State state) {
      scale = state.exchange("scale", scale);
      steps = state.exchange("steps", steps);
    }
  }
}
