package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Target;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Batching;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Momentum;
import dev.dupin.curvature.AdaGradHessian;
import dev.dupin.curvature.AdamHessian;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.curvature.HutchinsonDiagonalHessian;
import dev.dupin.curvature.RmsPropHessian;
import dev.dupin.objectives.Rosenbrock;
import dev.dupin.objectives.regression.LogisticRegression;
import dev.dupin.optimizers.FixedStep;
import dev.dupin.optimizers.momentum.AverageGradient;
import dev.dupin.optimizers.momentum.HeavyBall;
import dev.dupin.testkit.TestFunctions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The adaptive methods that everybody knows are a diagonal and a fixed step: compared, bit for bit,
 * with transcriptions of their papers.
 */
class AdaptiveMethodsTest {

  private static final int STEPS = 50;
  private static final double RATE = 0.02;

  /** A method as its paper has it: from the gradients one after the other to a change of x. */
  private interface Transcription {
    double[] change(double[] gradient);
  }

  /** Kingma and Ba 2015, algorithm 1; with the largest v so far, Reddi et al. 2018. */
  private static Transcription adam(double beta1, double beta2, double epsilon, boolean amsgrad) {
    double[][] m = {null};
    double[][] v = {null};
    double[][] largest = {null};
    int[] t = {0};
    return g -> {
      int n = g.length;
      if (t[0] == 0) {
        m[0] = new double[n];
        v[0] = new double[n];
        largest[0] = new double[n];
      }
      t[0]++;
      double[] change = new double[n];
      for (int i = 0; i < n; i++) {
        m[0][i] = beta1 * m[0][i] + (1 - beta1) * g[i];
        v[0][i] = beta2 * v[0][i] + (1 - beta2) * (g[i] * g[i]);
        double mHat = m[0][i] / (1 - Math.pow(beta1, t[0]));
        double vHat = v[0][i] / (1 - Math.pow(beta2, t[0]));
        largest[0][i] = Math.max(largest[0][i], vHat);
        double root = Math.sqrt(amsgrad ? largest[0][i] : vHat);
        change[i] = -RATE * (mHat / (root + epsilon));
      }
      return change;
    };
  }

  /** Tieleman and Hinton 2012. */
  private static Transcription rmsprop(double decay, double epsilon) {
    double[][] v = {null};
    return g -> {
      v[0] = v[0] == null ? new double[g.length] : v[0];
      double[] change = new double[g.length];
      for (int i = 0; i < g.length; i++) {
        v[0][i] = decay * v[0][i] + (1 - decay) * (g[i] * g[i]);
        change[i] = -RATE * (g[i] / (Math.sqrt(v[0][i]) + epsilon));
      }
      return change;
    };
  }

  /** Duchi, Hazan and Singer 2011. */
  private static Transcription adagrad(double epsilon) {
    double[][] sum = {null};
    return g -> {
      sum[0] = sum[0] == null ? new double[g.length] : sum[0];
      double[] change = new double[g.length];
      for (int i = 0; i < g.length; i++) {
        sum[0][i] += g[i] * g[i];
        change[i] = -RATE * (g[i] / (Math.sqrt(sum[0][i]) + epsilon));
      }
      return change;
    };
  }

  private static Arguments method(
      String name, HessianProvider hessian, Momentum momentum, Transcription transcription) {
    return Arguments.of(name, hessian, momentum, transcription);
  }

  static Stream<Arguments> methods() {
    Momentum average = AverageGradient.withDefaults();
    Momentum none = HeavyBall.withDefaults();
    return Stream.of(
        method("adam", AdamHessian.withDefaults(), average, adam(0.9, 0.999, 1e-8, false)),
        method("adam without momentum", adamHessian(false), none, adam(0, 0.9, 1e-3, false)),
        method("amsgrad", adamHessian(true), average, adam(0.9, 0.9, 1e-3, true)),
        method("rmsprop", RmsPropHessian.withDefaults(), none, rmsprop(0.9, 1e-8)),
        method("adagrad", AdaGradHessian.withDefaults(), none, adagrad(1e-8)));
  }

  private static HessianProvider adamHessian(boolean amsgrad) {
    return new AdamHessian(new AdamHessian.Config(0.9, 1e-3, amsgrad));
  }

  /** Where a run came by, and which function it asked at every point. */
  private record Trail(HessianProvider hessian, List<Objective> functions, List<double[]> points)
      implements HessianProvider {

    Trail(HessianProvider hessian) {
      this(hessian, new ArrayList<>(), new ArrayList<>());
    }

    @Override
    public Requirements requires() {
      return hessian.requires();
    }

    @Override
    public Set<Trait> traits(Objective objective) {
      return hessian.traits(objective);
    }

    @Override
    public Curvature start(Objective objective, RunContext context) {
      Curvature curvature = hessian.start(objective, context);
      return new Curvature() {
        @Override
        public SymmetricOperator at(Evaluation here) {
          return curvature.at(here);
        }

        @Override
        public void accepted(Evaluation from, Evaluation to) {
          curvature.accepted(from, to);
          functions.add(from.objective());
          points.add(to.point());
        }

        @Override
        public void exchange(State state) {
          curvature.exchange(state);
        }
      };
    }
  }

  private static void assertSamePath(
      Minimizer minimizer, double[] start, Trail trail, Transcription transcription) {
    minimizer.stop(Stop.gradientNorm(0)).stop(Stop.maxIterations(STEPS)).start(start).run();
    assertEquals(STEPS, trail.points().size());
    double[] x = start;
    for (int k = 0; k < STEPS; k++) {
      double[] gradient = trail.functions().get(k).at(x).gradient();
      x = Vectors.add(x, transcription.change(gradient));
      assertArrayEquals(x, trail.points().get(k), "after step " + (k + 1));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void on_one_function(
      String name, HessianProvider hessian, Momentum momentum, Transcription transcription) {
    Trail trail = new Trail(hessian);
    Objective rosenbrock = new Rosenbrock(new Rosenbrock.Config(6));
    assertSamePath(
        Minimizer.of(rosenbrock).hessian(trail).step(FixedStep.of(RATE, momentum)),
        new double[] {-1.2, 1, -1.2, 1, 0.3, 0},
        trail,
        transcription);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void on_mini_batches(
      String name, HessianProvider hessian, Momentum momentum, Transcription transcription) {
    Trail trail = new Trail(hessian);
    assertSamePath(
        Minimizer.of(logistic())
            .hessian(trail)
            .step(FixedStep.of(RATE, momentum))
            .batches(new Batching(7, false)),
        new double[5],
        trail,
        transcription);
    assertTrue(Set.copyOf(trail.functions()).size() > 3, "there were batches");
  }

  /** 40 examples of 4 columns. */
  private static Objective logistic() {
    Random random = new Random(3);
    int rows = 40;
    double[] columns = random.doubles(rows * 4L, -1, 1).toArray();
    double[] labels = random.ints(rows, 0, 2).asDoubleStream().toArray();
    Dataset data =
        new Dataset(
            "memory",
            new DenseFeatures(rows, 4, columns),
            List.of("a", "b", "c", "d"),
            Optional.of(new Target("y", labels, List.of())),
            IntStream.rangeClosed(1, rows).toArray());
    return new LogisticRegression(new LogisticRegression.Config(() -> data, 1e-2, true));
  }

  /** A1: every coordinate moves by rate g / (|g| + epsilon). */
  @Test
  void the_first_step_of_adam_is_the_sign_of_the_gradient() {
    Trail trail = new Trail(adamHessian(false));
    double[] start = {-1.2, 1, 2};
    Objective rosenbrock = new Rosenbrock(new Rosenbrock.Config(3));
    Minimizer.of(rosenbrock)
        .hessian(trail)
        .step(FixedStep.of(RATE, AverageGradient.withDefaults()))
        .start(start)
        .stop(Stop.maxIterations(1))
        .run();
    double[] gradient = rosenbrock.at(start).gradient();
    for (int i = 0; i < 3; i++) {
      double expected = start[i] - RATE * gradient[i] / (Math.abs(gradient[i]) + 1e-3);
      assertEquals(expected, trail.points().get(0)[i], 1e-15);
    }
  }

  /** AdaHessian comes down a badly scaled bowl at a pace that gradients alone do not allow. */
  @Test
  void ada_hessian_does_not_feel_the_scale_of_coordinates() {
    double[] scales = {1e-2, 1, 1e2};
    Result result =
        Minimizer.of(TestFunctions.quadratic(scales, 1, 1, 1))
            .hessian(
                new HutchinsonDiagonalHessian(
                    new HutchinsonDiagonalHessian.Config(
                        1,
                        0.999,
                        HutchinsonDiagonalHessian.Average.ROOT_MEAN_SQUARE,
                        false,
                        1,
                        1,
                        1e-12,
                        new ExactHessian())))
            .step(FixedStep.of(0.5))
            .stop(Stop.gradientNorm(1e-8))
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status(), result.message());
    // The Hessian is diagonal, so the estimate is exact and every step halves the distance.
    assertEquals(34, result.iterations());
  }
}
