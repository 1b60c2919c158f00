package dev.dupin.cli;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Objectives that misbehave. */
public final class TestPlugin implements Plugin {
  @Override
  public void register(Registry registry) {
    registry.add(Objective.class, "throwing", Throwing.class);
    registry.add(Objective.class, "slow", Slow.class);
    registry.add(Objective.class, "slightly-wrong", SlightlyWrong.class);
    registry.add(Objective.class, "nowhere", Nowhere.class);
    registry.add(Objective.class, "unbuildable", Unbuildable.class);
  }

  /** Throws wherever it is evaluated. */
  public static final class Throwing implements Objective {
    @Override
    public int dimension() {
      return 2;
    }

    @Override
    public Evaluation at(double[] x) {
      return new Here(this, x) {
        @Override
        public double value() {
          throw new IllegalStateException("no value", new ArithmeticException("the cause"));
        }
      };
    }
  }

  /** Takes a millisecond for a value and never gets anywhere: f = x, with steps of length 1. */
  public static final class Slow implements Objective {
    /** Counted down once a run is under way. */
    static final CountDownLatch STARTED = new CountDownLatch(2);

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public Evaluation at(double[] x) {
      return new Here(this, x) {
        @Override
        public double value() {
          STARTED.countDown();
          try {
            Thread.sleep(1);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
          return super.value();
        }
      };
    }
  }

  /** f = x1, whose gradient is off by a part in a million. */
  public static final class SlightlyWrong implements Objective {
    @Override
    public int dimension() {
      return 3;
    }

    @Override
    public Evaluation at(double[] x) {
      return new Here(this, x) {
        @Override
        public double[] gradient() {
          double[] gradient = super.gradient();
          gradient[1] = 1e-6;
          return gradient;
        }
      };
    }
  }

  /** NaN everywhere. */
  public static final class Nowhere implements Objective {
    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public Evaluation at(double[] x) {
      return new Here(this, x) {
        @Override
        public double value() {
          return Double.NaN;
        }
      };
    }
  }

  /** Cannot even be built. */
  public static final class Unbuildable implements Objective {
    public Unbuildable() {
      throw new IllegalStateException("a library is missing");
    }

    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public Evaluation at(double[] x) {
      return new Here(this, x);
    }
  }

  /** f = x1. */
  private static class Here implements Evaluation {
    private final Objective objective;
    private final double[] point;
    private final double[] gradient;

    Here(Objective objective, double[] point) {
      this.objective = objective;
      this.point = point;
      gradient = new double[point.length];
      gradient[0] = 1;
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
    public double value() {
      return point[0];
    }

    @Override
    public double[] gradient() {
      return gradient;
    }

    @Override
    public <S extends dev.dupin.core.objective.Structure> Optional<S> structure(Class<S> kind) {
      return Optional.empty();
    }
  }
}
