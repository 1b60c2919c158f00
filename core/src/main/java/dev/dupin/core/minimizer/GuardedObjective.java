package dev.dupin.core.minimizer;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.run.State;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The objective as the loop sees it. An exception from value or gradient becomes NaN, so that a
 * trial point is refused like any other point outside the domain, and is remembered for the
 * message; what is paid can be seen without paying.
 */
final class GuardedObjective implements Objective {

  private final Objective metered;
  private final Runnable valueCountedTwice;
  private @Nullable Throwable latestFailure;

  GuardedObjective(Objective metered) {
    this(metered, () -> {});
  }

  /**
   * @param valueCountedTwice takes one value off the counts: at a point of a checkpoint whose value
   *     was paid before, a gradient computed now would count it again
   */
  GuardedObjective(Objective metered, Runnable valueCountedTwice) {
    this.metered = metered;
    this.valueCountedTwice = valueCountedTwice;
  }

  @Override
  public int dimension() {
    return metered.dimension();
  }

  @Override
  public GuardedEvaluation at(double[] x) {
    return new GuardedEvaluation(this, x);
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return metered.structures();
  }

  @Override
  public Optional<FiniteSum> sum() {
    return metered.sum();
  }

  @Override
  public Objective judged() {
    return metered.judged();
  }

  @Override
  public boolean gradientIsSurrogate() {
    return metered.gradientIsSurrogate();
  }

  @Override
  public boolean isConvex() {
    return metered.isConvex();
  }

  /**
   * Returns what value or gradient threw last, at whatever point, a finite difference included,
   * since {@link #forgetFailure}.
   */
  Optional<Throwable> latestFailure() {
    return Optional.ofNullable(latestFailure);
  }

  void forgetFailure() {
    latestFailure = null;
  }

  /** One point. */
  static final class GuardedEvaluation implements Evaluation {

    private final GuardedObjective objective;
    private final double[] point;
    private @Nullable Evaluation evaluation;
    private @Nullable Throwable failure;
    private boolean valuePaid;
    private double value = Double.NaN;
    private double @Nullable [] gradient;
    private double gradientNorm = Double.NaN;

    private GuardedEvaluation(GuardedObjective objective, double[] point) {
      this.objective = objective;
      this.point = point;
    }

    @Override
    public Objective objective() {
      return objective;
    }

    @Override
    public double[] point() {
      return point;
    }

    @Override
    @SuppressWarnings(
        "CatchingUnchecked") // a plugin's exception, checked or not, refuses the point and is kept
    public double value() {
      if (!valuePaid) {
        try {
          value = evaluation().value();
        } catch (Exception thrown) {
          failed(thrown);
        }
        valuePaid = true; // not where the run ended inside: then the result still pays it
      }
      return value;
    }

    @Override
    @SuppressWarnings("CatchingUnchecked")
    public double[] gradient() {
      double[] known = gradient;
      if (known == null) {
        try {
          boolean paidBefore = valuePaid && evaluation == null;
          known = evaluation().gradient();
          if (paidBefore) {
            objective.valueCountedTwice.run();
          }
          if (known.length != point.length) {
            throw new IllegalStateException(
                "the gradient has " + known.length + " entries at a point of " + point.length);
          }
        } catch (Exception thrown) {
          failed(thrown);
          known = Vectors.filled(point.length, Double.NaN);
        }
        gradient = known;
        gradientNorm = Vectors.norm(known);
      }
      return known;
    }

    private void failed(Exception thrown) {
      failure = thrown;
      objective.latestFailure = thrown;
    }

    private Evaluation evaluation() {
      Evaluation known = evaluation;
      if (known == null) {
        known =
            Objects.requireNonNull(objective.metered.at(point), "the objective's at(x) is null");
        evaluation = known;
      }
      return known;
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      return evaluation().structure(kind);
    }

    /**
     * Returns f if it was paid, alone or with the gradient that includes it; NaN otherwise. Pays
     * nothing.
     */
    double peekValue() {
      return valueKnown() ? value() : Double.NaN;
    }

    boolean valueKnown() {
      return valuePaid || gradient != null;
    }

    /** Returns whether the gradient was paid. */
    boolean gradientKnown() {
      return gradient != null;
    }

    /** Returns the norm of the gradient if it was paid, NaN otherwise. */
    double peekGradientNorm() {
      return gradientNorm;
    }

    /** Returns what value or gradient threw here. */
    Optional<Throwable> failure() {
      return Optional.ofNullable(failure);
    }

    /**
     * Exchanges a point with what was already paid there, so that a resumed run does not pay it
     * again.
     */
    static GuardedEvaluation exchange(
        State state, String name, GuardedEvaluation evaluation, GuardedObjective of) {
      double[] point = state.exchange(name + ".point", evaluation.point());
      boolean valueKnown =
          state.exchange(name + ".valueKnown", evaluation.valueKnown() ? 1L : 0L) == 1;
      double value = state.exchange(name + ".value", evaluation.peekValue());
      double[] known = evaluation.gradient;
      double[] gradient = state.exchange(name + ".gradient", known == null ? new double[0] : known);
      if (point == evaluation.point()) {
        return evaluation; // saving
      }
      GuardedEvaluation restored = of.at(point);
      restored.know(valueKnown, value, gradient);
      return restored;
    }

    /**
     * Returns the same point with what was paid there, and without what else the objective keeps of
     * it: a network's evaluation of all examples holds an activation for each of them and unit.
     */
    GuardedEvaluation settled() {
      GuardedEvaluation settled = objective.at(point);
      settled.know(valueKnown(), peekValue(), gradient == null ? new double[0] : gradient);
      settled.failure = failure;
      return settled;
    }

    private void know(boolean valueKnown, double knownValue, double[] knownGradient) {
      valuePaid = valueKnown;
      value = knownValue;
      if (knownGradient.length > 0) {
        gradient = knownGradient;
        gradientNorm = Vectors.norm(knownGradient);
      }
    }
  }
}
