package dev.dupin.optimizers.subproblem;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.Lanczos;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.optimizers.internal.Dense;
import dev.dupin.optimizers.internal.SymmetricEigen;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A model in the Krylov space of its curvature and gradient, which grows until a solution in it is
 * good enough for the whole space. There the curvature is tridiagonal and the gradient a multiple
 * of the first basis vector, so the problem has the size of the space (Gould, Lucidi, Roma and
 * Toint 1999, "Solving the trust-region subproblem using the Lanczos method").
 *
 * <p>Where the space is invariant before it is whole, it cannot see what is orthogonal to it: the
 * hard case. Then a second Krylov space, of a random vector orthogonal to the first one, is
 * searched for lower curvature, and joins it if it has any. The basis is kept for further controls:
 * m steps take m n doubles, 128 MiB at most.
 *
 * <p>With a preconditioner M the basis is orthonormal in its inner product, and the norm of a step
 * is that of M; residuals are measured in the norm of M^-1. It takes 2 m n doubles then.
 */
final class KrylovModel {

  /** 2^24 doubles are 128 MiB. */
  private static final long KEPT_DOUBLES = 1L << 24;

  /**
   * Up to this size the small problem is solved after every product; above, after every 5 % more,
   * which costs as many products too many at most.
   */
  private static final int SOLVED_EVERY_STEP = 60;

  private static final double SPACING = 0.05;

  /**
   * The second space has seen enough where its lowest Ritz value has this relative residual, if it
   * is negative; the error of the value is the square of that.
   */
  private static final double SETTLED = 1e-6;

  /** As much, where the lowest Ritz value is positive and only has to stay so. */
  private static final double SETTLED_ABOVE = 1e-2;

  /** A coupling this small beside |B| joins nothing that a step would notice. */
  private static final double NEARLY_INVARIANT = 0x1p-26;

  private static final double EPS = 0x1p-52;

  private final Model model;
  private final RunContext context;
  private final double[] gradient;
  private final Optional<Lanczos.Product> inverse;
  private final int mostSteps;
  private final Lanczos lanczos;
  private @Nullable Lanczos orthogonal;
  private boolean orthogonalAsked;
  private @Nullable Small small;

  /** Starts with an empty space; the gradient must not be zero. */
  KrylovModel(
      Model model, Optional<Inverse> preconditioner, int maxIterations, RunContext context) {
    this.model = model;
    this.context = context;
    gradient = model.here().gradient();
    inverse = preconditioner.map(solver -> solver::solve);
    long vectors = KEPT_DOUBLES / gradient.length / (inverse.isPresent() ? 2 : 1);
    long kept = Math.max(2, vectors);
    mostSteps = (int) Math.min(kept, maxIterations);
    lanczos = new Lanczos(model.curvature()::apply, inverse, gradient);
  }

  /** The problem of the present size. */
  private record Small(SymmetricEigen eigen, SecularEquation secular) {}

  /** Says how small the residual of a solution has to be, relative to the gradient. */
  interface Tolerance {
    double of(SecularEquation.Solution solution);
  }

  int steps() {
    return lanczos.steps();
  }

  /**
   * Solves in the present space, and extends it as long as the residual of the optimality
   * condition, |(B + multiplier M) s + g|, is above the tolerance. It is the last coupling of the
   * tridiagonal matrix times the last coordinate, so it costs nothing.
   */
  SecularEquation.Solution solve(
      Function<SecularEquation, SecularEquation.Solution> solver, Tolerance tolerance) {
    if (lanczos.steps() == 0) {
      lanczos.step();
    }
    while (true) {
      Small problem = small();
      SecularEquation.Solution solution = solver.apply(problem.secular());
      int last = lanczos.steps() - 1;
      double[] y = problem.eigen().combine(solution.coordinates());
      double residual = lanczos.beta(last) * Math.abs(y[last]);
      boolean goOn =
          residual > tolerance.of(solution) * lanczos.startNorm() ? extend() : lookBeside();
      if (!goOn) {
        return solution;
      }
    }
  }

  private boolean extend() {
    int before = lanczos.steps();
    if (before >= mostSteps || context.cancelled()) {
      return false;
    }
    int more = before < SOLVED_EVERY_STEP ? 1 : (int) Math.ceil(SPACING * before);
    for (int i = 0; i < more && lanczos.steps() < mostSteps && lanczos.step(); i++) {
      small = null;
    }
    return lanczos.steps() > before || lookBeside();
  }

  /** Looks for lower curvature beside an invariant space, once. */
  private boolean lookBeside() {
    int n = gradient.length;
    boolean asked =
        !orthogonalAsked
            && lanczos.beta(lanczos.steps() - 1) <= NEARLY_INVARIANT * lanczos.norm()
            && lanczos.steps() < n
            && !model.curvature().is(Trait.POSITIVE_SEMIDEFINITE);
    if (!asked) {
      return false;
    }
    orthogonalAsked = true;
    Optional<Lanczos> found = beside();
    orthogonal = found.orElse(null);
    small = null;
    return found.isPresent();
  }

  private Optional<Lanczos> beside() {
    int n = gradient.length;
    RandomGenerator random = context.random("beside");
    double[] start = new double[n];
    for (int i = 0; i < n; i++) {
      start[i] = random.nextGaussian();
    }
    project(start);
    if (!(Vectors.norm(start) > Math.sqrt(EPS * n))) {
      return Optional.empty();
    }
    Lanczos second =
        new Lanczos(
            (v, result) -> {
              model.curvature().apply(v, result);
              project(result);
            },
            inverse,
            start);
    double known = small().eigen().values()[0];
    int most = Math.min(n - lanczos.steps(), mostSteps);
    boolean settled = false;
    double lowest = Double.POSITIVE_INFINITY;
    while (!settled && second.steps() < most && !context.cancelled() && second.step()) {
      SymmetricEigen ritz = Dense.eigen(second.tridiagonal());
      lowest = ritz.values()[0];
      int last = second.steps() - 1;
      double residual = second.beta(last) * Math.abs(ritz.vector(0)[last]);
      settled = residual <= (lowest < 0 ? SETTLED : SETTLED_ABOVE) * Math.abs(lowest);
    }
    return lowest < Math.min(known, 0) ? Optional.of(second) : Optional.empty();
  }

  /** Takes out what lies in the first space; twice is enough. */
  private void project(double[] vector) {
    for (int pass = 0; pass < 2; pass++) {
      for (int j = 0; j < lanczos.steps(); j++) {
        Vectors.addScaled(vector, -Vectors.dot(lanczos.basis(j), vector), lanczos.dual(j));
      }
    }
  }

  private Small small() {
    Small known = small;
    if (known == null) {
      SymmetricEigen eigen = Dense.eigen(lanczos.tridiagonal());
      Lanczos second = orthogonal;
      if (second != null) {
        eigen = joined(eigen, Dense.eigen(second.tridiagonal()));
      }
      double[] projected = new double[eigen.values().length];
      projected[0] = lanczos.startNorm();
      known = new Small(eigen, new SecularEquation(eigen.values(), eigen.coordinates(projected)));
      small = known;
    }
    return known;
  }

  /** The eigenvalues and eigenvectors of two blocks, ascending again. */
  private static SymmetricEigen joined(SymmetricEigen first, SymmetricEigen second) {
    int k = first.values().length;
    int all = k + second.values().length;
    double[] values = new double[all];
    double[] vectors = new double[all * all];
    int a = 0;
    int b = 0;
    for (int row = 0; row < all; row++) {
      boolean takeFirst =
          b == second.values().length || (a < k && first.values()[a] <= second.values()[b]);
      if (takeFirst) {
        values[row] = first.values()[a];
        System.arraycopy(first.vector(a), 0, vectors, row * all, k);
        a++;
      } else {
        values[row] = second.values()[b];
        System.arraycopy(second.vector(b), 0, vectors, row * all + k, all - k);
        b++;
      }
    }
    return new SymmetricEigen(values, vectors);
  }

  /** The first basis vector lies along the steepest descent; its product is not paid again. */
  OptionalDouble firstLength() {
    if (inverse.isEmpty()) {
      return OptionalDouble.empty();
    }
    if (lanczos.steps() == 0) {
      lanczos.step();
    }
    double length = lanczos.startNorm() / Math.abs(lanczos.alpha(0));
    return length < Double.POSITIVE_INFINITY ? OptionalDouble.of(length) : OptionalDouble.empty();
  }

  /** Returns a solution as a step of the whole space. */
  Proposal proposal(SecularEquation.Solution solution, double control) {
    double[] y = small().eigen().combine(solution.coordinates());
    double[] step = new double[gradient.length];
    for (int j = 0; j < y.length; j++) {
      Vectors.addScaled(step, y[j], basis(j));
    }
    if (Vectors.maxAbs(step) == 0) {
      return Proposal.NONE;
    }
    return inverse.isEmpty()
        ? new Proposal(step, solution.reduction(), control)
        : new Proposal(step, solution.reduction(), control, Vectors.norm(y));
  }

  private double[] basis(int j) {
    Lanczos second = orthogonal;
    int first = lanczos.steps();
    return second == null || j < first ? lanczos.basis(j) : second.basis(j - first);
  }
}
