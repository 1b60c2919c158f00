package dev.dupin.testkit;

import dev.dupin.core.autodiff.DifferentiableFunction;
import dev.dupin.core.autodiff.DifferentiableMap;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.minimizer.Compatibility;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.StepStrategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The functions that the contract of a run is checked on, in two forms: plain, with a Hessian
 * alone; and as models with outputs, terms and blocks, for Hessians that need those. Values, starts
 * and minima are the same.
 *
 * @param easyBowl see {@link TestFunctions#easyBowl}
 * @param rosenbrock see {@link TestFunctions#rosenbrock}
 * @param walled see {@link TestFunctions#walled}
 * @param broken throws at its start (1, 2)
 */
public record TestProblems(
    Objective easyBowl, Objective rosenbrock, Objective walled, Objective broken) {

  /** Returns the plain functions. */
  public static TestProblems plain() {
    return new TestProblems(
        TestFunctions.easyBowl(),
        TestFunctions.rosenbrock(),
        TestFunctions.walled(),
        TestFunctions.startingAt(new double[] {1, 2}, TestProblems::outOfOrder));
  }

  /** Returns the same functions as models. */
  public static TestProblems models() {
    return new TestProblems(
        model(
            new double[] {1, -2, 3},
            x -> x,
            z ->
                z[0].square()
                    .multiply(0.25)
                    .add(z[1].square().multiply(0.5))
                    .add(z[2].square().multiply(0.75)),
            0.5,
            1,
            1.5),
        model(
            new double[] {-1.2, 1},
            x -> new Real[] {x[1].subtract(x[0].square()).multiply(10), x[0].subtract(1)},
            z -> z[0].square().add(z[1].square()),
            2,
            2),
        model(
            new double[] {3, 1},
            x -> x,
            z -> z[0].subtract(z[0].log()).add(z[1].square().multiply(0.5)),
            1,
            1),
        model(new double[] {1, 2}, x -> x, TestProblems::outOfOrder, 1, 1));
  }

  private static Real outOfOrder(Real[] x) {
    throw new IllegalStateException("out of order");
  }

  /**
   * Returns f = loss(model(x)) as the mean over 2 K examples of loss(z) - slope'z. The slopes are
   * plus and minus each axis of the outputs, of such a length that their covariance is the Hessian
   * of the loss at the minimum. So the gradients of the examples vary as those of a model that is
   * true, and the empirical Fisher matrix is the Hessian there.
   *
   * @param curvatures the K diagonal entries of that Hessian
   */
  private static Objective model(
      double[] start, DifferentiableMap model, DifferentiableFunction loss, double... curvatures) {
    int outputs = curvatures.length;
    List<ModelObjective.Example> examples = new ArrayList<>();
    for (int k = 0; k < outputs; k++) {
      int axis = k;
      for (int sign : new int[] {1, -1}) {
        double slope = sign * Math.sqrt(outputs * curvatures[k]);
        OutputFunction tilted =
            OutputFunction.convex(outputs, z -> loss.apply(z).subtract(z[axis].multiply(slope)));
        examples.add(new ModelObjective.Example(model, tilted));
      }
    }
    return new ModelObjective(start, examples, new double[start.length]);
  }

  /** Returns the form that offers what the Hessian needs; empty where neither does. */
  public static Optional<TestProblems> fitting(HessianProvider hessian) {
    return List.of(plain(), models()).stream()
        .filter(problems -> Compatibility.check(problems.rosenbrock, hessian).isEmpty())
        .findFirst();
  }

  /** Returns the form on which the two go together; empty where they do so on neither. */
  public static Optional<TestProblems> fitting(HessianProvider hessian, StepStrategy step) {
    return List.of(plain(), models()).stream()
        .filter(problems -> Compatibility.check(problems.rosenbrock, hessian, step).isEmpty())
        .findFirst();
  }
}
