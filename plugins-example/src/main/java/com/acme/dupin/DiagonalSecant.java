package com.acme.dupin;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.function.ObjDoubleConsumer;

/**
 * A diagonal that learns from gradients: after every step s, along which the gradient changed by y,
 * the diagonal matrix nearest to the last one (in the Frobenius norm) with s'Ds = s'y (Zhu,
 * Nazareth and Wolkowicz 1999, "The quasi-Cauchy relation and diagonal updating"). It costs n
 * numbers of memory and no evaluation of its own. Its entries may turn negative, which a trust
 * region uses.
 */
public final class DiagonalSecant implements HessianProvider {
  private final Config config;

  /**
   * The keys of a spec.
   *
   * @param initial every diagonal entry before the first step
   */
  public record Config(@Default("1.0") @Range("(0, inf)") double initial) {}

  @Inject
  public DiagonalSecant(Config config) {
    this.config = config;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    return new Learned(Vectors.filled(objective.dimension(), config.initial()));
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    return Set.of(Trait.DIAGONAL);
  }

  /** The diagonal during one run. A new array for every update: the old one may still be read. */
  private static final class Learned implements Curvature {
    private double[] diagonal;

    Learned(double[] diagonal) {
      this.diagonal = diagonal;
    }

    @Override
    public SymmetricOperator at(Evaluation here) {
      return new Diagonal(diagonal);
    }

    @Override
    public void accepted(Evaluation from, Evaluation to) {
      double[] step = Vectors.subtract(to.point(), from.point());
      double[] change = Vectors.subtract(to.gradient(), from.gradient());
      double measured = Vectors.dot(step, change);
      double modelled = 0;
      double fourthPowers = 0;
      for (int i = 0; i < step.length; i++) {
        double square = step[i] * step[i];
        modelled += square * diagonal[i];
        fourthPowers += square * square;
      }
      double multiplier = (measured - modelled) / fourthPowers;
      if (!Double.isFinite(multiplier)) {
        return; // a step so short that its fourth power underflows teaches nothing
      }
      double[] updated = new double[step.length];
      for (int i = 0; i < step.length; i++) {
        updated[i] = diagonal[i] + multiplier * step[i] * step[i];
      }
      diagonal = updated;
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("smallestEntry", Arrays.stream(diagonal).min().orElse(Double.NaN));
      out.accept("largestEntry", Arrays.stream(diagonal).max().orElse(Double.NaN));
    }

    @Override
    public void exchange(State state) {
      diagonal = state.exchange("diagonal", diagonal);
    }
  }

  private record Diagonal(double[] entries) implements SymmetricOperator {
    @Override
    public int dimension() {
      return entries.length;
    }

    @Override
    public void apply(double[] v, double[] result) {
      for (int i = 0; i < entries.length; i++) {
        result[i] = entries[i] * v[i];
      }
    }

    @Override
    public Set<Trait> traits() {
      return Set.of(Trait.DIAGONAL);
    }

    @Override
    public Optional<double[]> diagonal() {
      return Optional.of(entries);
    }

    @Override
    public Optional<Inverse> inverse(double shift) {
      boolean singular = Arrays.stream(entries).anyMatch(entry -> entry + shift == 0);
      return singular
          ? Optional.empty()
          : Optional.of(
              (rhs, result) -> {
                for (int i = 0; i < entries.length; i++) {
                  result[i] = rhs[i] / (entries[i] + shift);
                }
              });
    }
  }
}
