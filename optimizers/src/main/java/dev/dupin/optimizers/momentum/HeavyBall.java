package dev.dupin.optimizers.momentum;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Momentum;
import jakarta.inject.Inject;

/**
 * Keeps a part of the last velocity: v' = coefficient v + s, where s is the fresh step. The heavy
 * ball (Polyak 1964, "Some methods of speeding up the convergence of iteration methods") steps by
 * v'. Looking ahead it steps by coefficient v' + s: Nesterov's method, written for the points where
 * gradients are taken (Sutskever et al. 2013, "On the importance of initialization and momentum in
 * deep learning").
 *
 * <p>Keeps n doubles; with coefficient 0 nothing, and the fresh step is taken as it is.
 */
public final class HeavyBall implements Momentum {

  private final Config config;

  /**
   * The keys of {@code heavy-ball}.
   *
   * @param coefficient the part of the last velocity that is kept; 0 is none
   */
  public record Config(@Default("0") @Range("[0, 1)") double coefficient) {}

  @Inject
  public HeavyBall(Config config) {
    this.config = config;
  }

  /** Returns the momentum that keeps nothing. */
  public static HeavyBall withDefaults() {
    return of(0);
  }

  /** Returns the momentum with this coefficient. */
  public static HeavyBall of(double coefficient) {
    return new HeavyBall(new Config(coefficient));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Memory start(boolean lookAhead) {
    if (config.coefficient() == 0) {
      return new Memory() {};
    }
    return new Velocity(config.coefficient(), lookAhead);
  }

  private static final class Velocity implements Memory {

    private final double coefficient;
    private final boolean lookAhead;
    private double[] velocity = new double[0]; // empty: at rest
    private double[] next = velocity;

    Velocity(double coefficient, boolean lookAhead) {
      this.coefficient = coefficient;
      this.lookAhead = lookAhead;
    }

    @Override
    public double[] step(double[] fresh) {
      double[] moved = fresh.clone();
      if (velocity.length > 0) {
        Vectors.addScaled(moved, coefficient, velocity);
      }
      next = moved;
      if (!lookAhead) {
        return moved;
      }
      double[] step = fresh.clone();
      Vectors.addScaled(step, coefficient, moved);
      return step;
    }

    @Override
    public void taken() {
      velocity = next;
    }

    @Override
    public void exchange(State state) {
      velocity = state.exchange("velocity", velocity);
      next = velocity;
    }
  }
}
