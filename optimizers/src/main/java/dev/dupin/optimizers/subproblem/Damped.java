package dev.dupin.optimizers.subproblem;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseMemory;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.ResidualCurvature;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.internal.CgSystem;
import dev.dupin.optimizers.internal.CholeskySystem;
import dev.dupin.optimizers.internal.DampedSystem;
import dev.dupin.optimizers.internal.Forcing;
import dev.dupin.optimizers.internal.QrSystem;
import dev.dupin.optimizers.internal.ScaledVectors;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/**
 * The damped Newton step (B + damping D^2) s = -g of Levenberg 1944 and Marquardt 1963, D being the
 * scale that the damping brings along. There is none where B + damping D^2 is not positive
 * definite: a larger damping is needed then.
 *
 * <p>Costs by solver: QR of J 2 m n^2 operations and m n doubles, and 3 n^3 for each damping;
 * Cholesky the dense B, which may be n products, and n^3 / 6 for each damping; conjugate gradients
 * some products for each damping, and nothing of size n x n.
 */
public final class Damped implements Subproblem {

  /** Up to here a dense factorisation is no matter; above, its n^3 is. */
  private static final int DENSE_DIMENSION = 500;

  /** How the system is solved. */
  public enum Solver {
    /**
     * QR where B is the Gauss-Newton matrix of residuals, Cholesky elsewhere, both up to 500
     * variables and where the matrix fits into a quarter of the heap; conjugate gradients above.
     */
    AUTOMATIC,
    /** QR of the Jacobian upon the damping, which keeps the digits that J'J loses. */
    QR,
    /** Cholesky of the dense matrix. */
    CHOLESKY,
    /** Conjugate gradients, preconditioned by the scale. */
    CG
  }

  /**
   * The keys of {@code damped}.
   *
   * @param solver how the system is solved
   * @param acceleration whether half the geodesic acceleration is added to the step: one second
   *     derivative of the residuals along it, and one more solve (Transtrum and Sethna 2012,
   *     "Improvements to the Levenberg-Marquardt algorithm for nonlinear least-squares
   *     minimization")
   * @param maxAcceleration a step whose acceleration is more than this times the step, both scaled,
   *     is too long for it: the damping grows
   * @param tolerance of conjugate gradients: the residual relative to |g| is at most this, and at
   *     most sqrt|g|
   * @param maxIterations of conjugate gradients, one product each; 2 n + 10 if left out
   */
  public record Config(
      @Default("automatic") Solver solver,
      @Default("false") boolean acceleration,
      @Default("0.75") @Range("(0, inf)") double maxAcceleration,
      @Default("0.1") @Range("(0, 1)") double tolerance,
      @Range("[1, inf)") Optional<Integer> maxIterations) {}

  private final Config config;

  @Inject
  public Damped(Config config) {
    this.config = config;
  }

  /** Returns this subproblem with its default keys. */
  public static Damped withDefaults() {
    return with(Solver.AUTOMATIC);
  }

  /** Returns this subproblem with a solver and default keys besides. */
  public static Damped with(Solver solver) {
    return new Damped(new Config(solver, false, 0.75, 0.1, Optional.empty()));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Class<? extends Control> control() {
    return Damping.class;
  }

  @Override
  public List<String> columns() {
    return List.of("cgIterations", "acceleration");
  }

  /** QR needs the Gauss-Newton matrix of residuals, the acceleration the residuals' curvature. */
  @Override
  public Requirements requires() {
    Requirements needs = Requirements.NONE;
    if (config.solver() == Solver.QR) {
      needs = Requirements.anyOf(Residuals.class).and(Requirements.traits(Trait.GAUSS_NEWTON));
    }
    return config.acceleration()
        ? needs
            .and(Requirements.anyOf(Residuals.class))
            .and(Requirements.anyOf(ResidualCurvature.class))
        : needs;
  }

  /** Room for the dense matrix and its factors, where they were asked for. */
  @Override
  public Optional<String> unmetNeed(Objective objective) {
    return config.solver() == Solver.CHOLESKY
        ? DenseMemory.unmet(objective.dimension(), 3)
        : Optional.empty();
  }

  @Override
  public Prepared prepare(Model model, RunContext context) {
    return new Ready(model, system(model));
  }

  private DampedSystem system(Model model) {
    int n = model.here().point().length;
    return switch (config.solver()) {
      case AUTOMATIC -> automatic(model, n);
      case QR -> new QrSystem(n, residuals(model).orElseThrow());
      case CHOLESKY -> new CholeskySystem(model);
      case CG -> conjugateGradients(model, n);
    };
  }

  private DampedSystem automatic(Model model, int n) {
    if (n > DENSE_DIMENSION) {
      return conjugateGradients(model, n);
    }
    Optional<Residuals> residuals = residuals(model);
    return residuals.isPresent() && DenseMemory.holds(residuals.get().values().length, n)
        ? new QrSystem(n, residuals.get())
        : new CholeskySystem(model);
  }

  /** The residuals whose Gauss-Newton matrix B is, if it is one: no other B is replaced by it. */
  private static Optional<Residuals> residuals(Model model) {
    return model.curvature().is(Trait.GAUSS_NEWTON)
        ? model.here().structure(Residuals.class)
        : Optional.empty();
  }

  private DampedSystem conjugateGradients(Model model, int n) {
    double tolerance = Forcing.superlinear(config.tolerance(), model.here().gradient());
    int limit = config.maxIterations().orElseGet(() -> Forcing.usualIterations(n));
    return new CgSystem(model, tolerance, limit);
  }

  private final class Ready implements Prepared {

    private final Model model;
    private final DampedSystem system;
    private double acceleration = Double.NaN;

    Ready(Model model, DampedSystem system) {
      this.model = model;
      this.system = system;
    }

    @Override
    public Proposal solve(Control control) {
      Damping damping = control instanceof Damping given ? given : new Damping(control.value());
      acceleration = Double.NaN;
      return system
          .solve(damping)
          .filter(solution -> Vectors.maxAbs(solution.step()) > 0)
          .flatMap(solution -> proposal(solution, damping))
          .orElse(Proposal.NONE);
    }

    private Optional<Proposal> proposal(DampedSystem.Solution solution, Damping damping) {
      Optional<double[]> step =
          config.acceleration()
              ? accelerated(solution.step(), damping)
              : Optional.of(solution.step());
      return step.map(s -> new Proposal(s, solution.reduction(), damping.value()));
    }

    /**
     * Returns the step with half its acceleration, or empty where that is so long that the step
     * leaves the region where its second order tells the truth (eq. 17). The reduction promised
     * remains that of the step alone.
     */
    private Optional<double[]> accelerated(double[] step, Damping damping) {
      double[] second =
          new double[model.here().structure(Residuals.class).orElseThrow().values().length];
      model.here().structure(ResidualCurvature.class).orElseThrow().secondDerivative(step, second);
      if (!Vectors.isFinite(second)) {
        return Optional.empty();
      }
      Optional<double[]> half = system.correction(second, damping);
      if (half.isEmpty()) {
        return Optional.empty();
      }
      double squared =
          4 * ScaledVectors.squared(half.get(), damping) / ScaledVectors.squared(step, damping);
      acceleration = Math.sqrt(squared);
      return acceleration <= config.maxAcceleration()
          ? Optional.of(Vectors.add(step, half.get()))
          : Optional.empty();
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("cgIterations", system.iterations());
      out.accept("acceleration", acceleration);
    }
  }
}
