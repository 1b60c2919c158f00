package dev.dupin.all;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.Structure;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Rosenbrock's function as half a sum of squares, r = (10 (x2 - x1^2), 1 - x1) from (-1.2, 1),
 * whose residuals and Jacobian may lie. The calls are counted as in {@link FaultyObjective}.
 */
final class FaultyResiduals implements Objective {

  private final FaultyObjective.Lie<double[]> valuesLie;
  private final FaultyObjective.Lie<double[]> jacobianLie;
  private final AtomicInteger values = new AtomicInteger();
  private final AtomicInteger jacobians = new AtomicInteger();

  private FaultyResiduals(
      FaultyObjective.Lie<double[]> valuesLie, FaultyObjective.Lie<double[]> jacobianLie) {
    this.valuesLie = valuesLie;
    this.jacobianLie = jacobianLie;
  }

  static FaultyResiduals ofResiduals(FaultyObjective.Lie<double[]> lie) {
    return new FaultyResiduals(lie, (x, call, truth) -> truth);
  }

  static FaultyResiduals ofJacobian(FaultyObjective.Lie<double[]> lie) {
    return new FaultyResiduals((x, call, truth) -> truth, lie);
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  public double[] start(RandomGenerator random) {
    return new double[] {-1.2, 1};
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return Set.of(Residuals.class);
  }

  @Override
  public Evaluation at(double[] x) {
    return new At(this, x);
  }

  static double[] residuals(double[] x) {
    return new double[] {10 * (x[1] - x[0] * x[0]), 1 - x[0]};
  }

  static double[] jacobian(double[] x) {
    return new double[] {-20 * x[0], 10, -1, 0};
  }

  /** The gradient without any lie. */
  static double[] gradient(double[] x) {
    return gradient(residuals(x), jacobian(x));
  }

  private static double[] gradient(double[] r, double[] j) {
    return new double[] {j[0] * r[0] + j[2] * r[1], j[1] * r[0] + j[3] * r[1]};
  }

  private static final class At implements Evaluation, Residuals {
    private final FaultyResiduals of;
    private final double[] x;
    private double @Nullable [] residuals;
    private double @Nullable [] jacobian;
    private double @Nullable [] gradient;

    At(FaultyResiduals of, double[] x) {
      this.of = of;
      this.x = x;
    }

    @Override
    public Objective objective() {
      return of;
    }

    @Override
    public double[] point() {
      return x;
    }

    @Override
    public double value() {
      double[] r = values();
      return 0.5 * (r[0] * r[0] + r[1] * r[1]);
    }

    @Override
    public double[] gradient() {
      double[] known = gradient;
      if (known == null) {
        known = FaultyResiduals.gradient(values(), jacobianMatrix());
        gradient = known;
      }
      return known;
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      return kind == Residuals.class ? Optional.of(kind.cast(this)) : Optional.empty();
    }

    @Override
    public double scale() {
      return 0.5;
    }

    @Override
    public double[] values() {
      double[] known = residuals;
      if (known == null) {
        known = of.valuesLie.of(x, of.values.incrementAndGet(), residuals(x));
        residuals = known;
      }
      return known;
    }

    @Override
    public double[] jacobianMatrix() {
      double[] known = jacobian;
      if (known == null) {
        known = of.jacobianLie.of(x, of.jacobians.incrementAndGet(), FaultyResiduals.jacobian(x));
        jacobian = known;
      }
      return known;
    }

    @Override
    public void jacobian(double[] v, double[] result) {
      double[] j = jacobianMatrix();
      result[0] = j[0] * v[0] + j[1] * v[1];
      result[1] = j[2] * v[0] + j[3] * v[1];
    }

    @Override
    public void transposed(double[] u, double[] result) {
      double[] j = jacobianMatrix();
      result[0] = j[0] * u[0] + j[2] * u[1];
      result[1] = j[1] * u[0] + j[3] * u[1];
    }
  }
}
