package dev.dupin.core.step;

import dev.dupin.core.run.Checkpointable;
import dev.dupin.core.run.State;

/**
 * What a step remembers of the steps, or the gradients, before it: an extension point. An immutable
 * recipe.
 */
public interface Momentum {

  /**
   * Starts this momentum for one run.
   *
   * @param lookAhead whether the step is the one that ends where the remembered motion will lead
   *     (Nesterov 1983)
   */
  Memory start(boolean lookAhead);

  /**
   * A momentum during one run. {@link #gradient} and {@link #step} are asked in this order, once or
   * several times, and commit nothing; {@link #taken} commits the last answers.
   */
  interface Memory extends Checkpointable {

    /**
     * Returns what stands for the gradient in B^-1 g.
     *
     * @param gradient g, n entries; frozen
     * @return the same array where the momentum leaves the gradient alone; else a new one
     */
    default double[] gradient(double[] gradient) {
      return gradient;
    }

    /**
     * Returns the step to take.
     *
     * @param fresh -learningRate B^-1 {@link #gradient}, n entries; frozen
     * @return the same array where nothing is added to it; else a new one
     */
    default double[] step(double[] fresh) {
      return fresh;
    }

    /** The step was taken. */
    default void taken() {}

    @Override
    default void exchange(State state) {}
  }
}
