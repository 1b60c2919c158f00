package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Subproblem;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.objectives.functions.mgh.MoreGarbowHillstrom;
import dev.dupin.optimizers.TrustRegion;
import dev.dupin.optimizers.globalizer.AdaptiveRadius;
import dev.dupin.optimizers.globalizer.RatioRadius;
import dev.dupin.optimizers.subproblem.Gltr;
import dev.dupin.optimizers.subproblem.MoreSorensen;
import java.util.List;
import java.util.function.ObjDoubleConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * ORACLES T1 for every dense trust-region solve of whole runs, on all problems of Moré, Garbow and
 * Hillstrom: (B + multiplier I) s = -g, B + multiplier I positive semidefinite, multiplier (radius
 * - |s|) = 0. Together these say that no point of the region is lower on the model.
 */
class TrustRegionCertificateTest {

  private static final double EPS = 0x1p-52;

  /** A subproblem whose every solution is checked. */
  private static final class Certified implements Subproblem {

    private final Subproblem checked;
    private int solutions;

    Certified(Subproblem checked) {
      this.checked = checked;
    }

    @Override
    public Class<? extends Control> control() {
      return checked.control();
    }

    @Override
    public List<String> columns() {
      return checked.columns();
    }

    @Override
    public Prepared prepare(Model model, RunContext context) {
      Prepared prepared = checked.prepare(model, context);
      return new Prepared() {
        @Override
        public Proposal solve(Control control) {
          Proposal proposal = prepared.solve(control);
          if (proposal.step().length > 0) {
            double[] multiplier = {Double.NaN};
            prepared.report(
                (name, value) -> multiplier[0] = name.equals("multiplier") ? value : multiplier[0]);
            certify(model, proposal, control.value(), multiplier[0]);
            solutions++;
          }
          return proposal;
        }

        @Override
        public void report(ObjDoubleConsumer<String> out) {
          prepared.report(out);
        }
      };
    }
  }

  /** To within the rounding of a decomposition of B, a small multiple of n eps |B|. */
  private static void certify(Model model, Proposal proposal, double radius, double multiplier) {
    DenseSymmetric matrix = model.curvature().toDense();
    int n = matrix.n();
    double unit = 20 * n * EPS;
    double size = Vectors.norm(matrix.values());
    double[] gradient = model.here().gradient();
    double[] step = proposal.step();
    double length = Vectors.norm(step);

    double[] residual = new double[n];
    matrix.apply(step, residual);
    Vectors.addScaled(residual, multiplier, step);
    Vectors.addScaled(residual, 1, gradient);
    double rounding = unit * ((size + multiplier) * length + Vectors.norm(gradient));
    double left = Vectors.norm(residual);
    assertTrue(left <= rounding, () -> "|(B + multiplier I) s + g| = " + left + " > " + rounding);
    assertTrue(multiplier >= 0, () -> "multiplier " + multiplier);
    assertTrue(
        isDefinite(matrix, multiplier + unit * (size + Double.MIN_NORMAL)),
        () -> "B + " + multiplier + " I has a negative eigenvalue");
    assertTrue(length <= radius * (1 + unit), () -> "|s| = " + length + " > " + radius);
    assertTrue(
        multiplier * (radius - length) <= 1e-12 * multiplier * radius,
        () -> "multiplier " + multiplier + " inside the region: " + length + " of " + radius);
  }

  /** Whether B + shift I has a Cholesky factor, which is found by another way than the solution. */
  private static boolean isDefinite(DenseSymmetric matrix, double shift) {
    int n = matrix.n();
    double[] l = matrix.values().clone();
    for (int j = 0; j < n; j++) {
      double pivot = l[j * n + j] + shift;
      for (int k = 0; k < j; k++) {
        pivot -= l[j * n + k] * l[j * n + k];
      }
      if (!(pivot > 0)) {
        return false;
      }
      l[j * n + j] = Math.sqrt(pivot);
      for (int i = j + 1; i < n; i++) {
        double entry = l[i * n + j];
        for (int k = 0; k < j; k++) {
          entry -= l[i * n + k] * l[j * n + k];
        }
        l[i * n + j] = entry / l[j * n + j];
      }
    }
    return true;
  }

  @TestFactory
  Stream<DynamicTest> every_dense_solve_of_a_run_is_optimal() {
    return Stream.of(RatioRadius.withDefaults(), AdaptiveRadius.withDefaults())
        .flatMap(
            rule ->
                IntStream.rangeClosed(1, 35)
                    .mapToObj(
                        number ->
                            dynamicTest(
                                rule.getClass().getSimpleName() + " on problem " + number,
                                () -> runs(number, rule))));
  }

  private static void runs(int number, Globalizer rule) {
    Certified certified = new Certified(new MoreSorensen());
    Result result = run(number, certified, rule);
    assertTrue(result.failure().isEmpty(), result.message());
    assertTrue(
        result.status().category() == Category.CONVERGED
            || result.status().category() == Category.LIMIT,
        result.message());
    assertTrue(certified.solutions > 0);
    assertEquals(certified.solutions, result.trials());
  }

  private static Result run(int number, Subproblem subproblem, Globalizer rule) {
    return Minimizer.of(MoreGarbowHillstrom.problem(number))
        .hessian(new ExactHessian())
        .step(TrustRegion.with(subproblem, rule))
        .stop(Stop.gradientNorm(1e-6), Stop.maxIterations(300))
        .run();
  }

  /** The certificate is one: a solution to a tolerance of 0.1 is refused. */
  @Test
  void an_inexact_solution_is_no_minimum() {
    Result result = run(21, new Certified(Gltr.withDefaults()), RatioRadius.withDefaults());
    assertTrue(result.failure().orElseThrow().toString().contains("multiplier I) s + g| ="));
  }
}
