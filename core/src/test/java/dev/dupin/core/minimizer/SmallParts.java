package dev.dupin.core.minimizer;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.Numbers;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ObjDoubleConsumer;

/** The smallest real parts: enough to run the minimizer without the other modules. */
final class SmallParts {

  private SmallParts() {}

  /** B = I. */
  static HessianProvider identity() {
    return provider(
        here -> {
          int n = here.point().length;
          double[] values = new double[n * n];
          for (int i = 0; i < n; i++) {
            values[i * n + i] = 1;
          }
          return Operators.dense(new DenseSymmetric(n, values), Set.of(Trait.POSITIVE_DEFINITE));
        });
  }

  /** The objective's own dense matrix, paid when asked for. */
  static HessianProvider exact() {
    return provider(
        here ->
            new SymmetricOperator() {
              @Override
              public int dimension() {
                return here.point().length;
              }

              @Override
              public void apply(double[] v, double[] result) {
                toDense().apply(v, result);
              }

              @Override
              public DenseSymmetric toDense() {
                return here.structure(HessianMatrix.class).orElseThrow().matrix();
              }
            });
  }

  static HessianProvider provider(Function<Evaluation, SymmetricOperator> at) {
    return new HessianProvider() {
      @Override
      public Curvature start(Objective objective, RunContext context) {
        return at::apply;
      }
    };
  }

  /** The two-dimensional Newton step, always taken; no escape. */
  static StepStrategy newton2() {
    return context ->
        new Stepper() {
          @Override
          public Proposal propose(Model model) {
            DenseSymmetric h = model.curvature().toDense();
            double[] g = model.here().gradient();
            double det = h.get(0, 0) * h.get(1, 1) - h.get(0, 1) * h.get(1, 0);
            double[] s = {
              (h.get(0, 1) * g[1] - h.get(1, 1) * g[0]) / det,
              (h.get(1, 0) * g[0] - h.get(0, 0) * g[1]) / det
            };
            return new Proposal(s, Double.NaN, Double.NaN);
          }

          @Override
          public Decision judge(Trial trial) {
            return Decision.accept(trial.there());
          }
        };
  }

  /** A fixed step along -g, always taken. */
  static StepStrategy fixed(double rate) {
    return context ->
        new Stepper() {
          @Override
          public Proposal propose(Model model) {
            return new Proposal(Vectors.scale(-rate, model.here().gradient()), Double.NaN, rate);
          }

          @Override
          public Decision judge(Trial trial) {
            return Decision.accept(trial.there());
          }
        };
  }

  /**
   * Descent along -g with a length that halves on refusal and doubles on success; escapes along the
   * first axis if told.
   */
  static StepStrategy descent() {
    return context -> new Descent();
  }

  /** The stepper of {@link #descent}. */
  static final class Descent implements Stepper {
    private double length = 1;

    @Override
    public Proposal propose(Model model) {
      double[] g = model.here().gradient();
      return new Proposal(Vectors.scale(-length, g), 0.5 * length * Vectors.dot(g, g), length);
    }

    @Override
    public Decision judge(Trial trial) {
      if (trial.actualReduction() > 0.1 * trial.proposal().predictedReduction()) {
        length *= 2;
        return Decision.accept(trial.there());
      }
      length *= 0.25;
      return length < 1e-20
          ? Decision.stalled("length " + Numbers.brief(length) + " is exhausted")
          : Decision.REJECT;
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("length", length);
    }

    @Override
    public void exchange(State state) {
      length = state.exchange("length", length);
    }
  }

  /**
   * Leaves a saddle of x^2 - y^2 + ... along the second axis, as long as that lowers f; otherwise
   * descends.
   */
  static StepStrategy escaping() {
    return context ->
        new Stepper() {
          private final Descent descent = new Descent();
          private double escapeLength = 1;

          @Override
          public Proposal propose(Model model) {
            return descent.propose(model);
          }

          @Override
          public Optional<Proposal> escape(Model model) {
            double curvature = model.curvature().toDense().get(1, 1);
            if (!(curvature < 0) || escapeLength < 1e-3) {
              return Optional.empty();
            }
            double[] step = {0, escapeLength};
            return Optional.of(new Proposal(step, model.reduction(step), escapeLength));
          }

          @Override
          public Decision judge(Trial trial) {
            if (trial.model().here().gradient()[1] == 0
                && trial.proposal().control() == escapeLength) {
              if (trial.actualReduction() > 0) {
                return Decision.accept(trial.there());
              }
              escapeLength /= 2;
              return Decision.REJECT;
            }
            return descent.judge(trial);
          }
        };
  }
}
