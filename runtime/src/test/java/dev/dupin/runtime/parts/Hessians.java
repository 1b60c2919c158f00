package dev.dupin.runtime.parts;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.LayerStatistics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import jakarta.inject.Inject;
import java.util.Set;

/** Hessians of the tests. */
public final class Hessians {

  private Hessians() {}

  private record Multiple(int dimension, double scale) implements SymmetricOperator {
    @Override
    public void apply(double[] v, double[] result) {
      for (int i = 0; i < v.length; i++) {
        result[i] = scale * v[i];
      }
    }
  }

  /** Needs products. */
  public static final class Exact implements HessianProvider {
    @Override
    public Curvature start(Objective objective, RunContext context) {
      return here -> new Multiple(objective.dimension(), 1);
    }

    @Override
    public Requirements requires() {
      return Requirements.anyOf(HessianProducts.class);
    }
  }

  /** A multiple of the identity. */
  public static final class Scaled implements HessianProvider {

    /**
     * @param scale the multiple
     */
    public record Config(@Default("1") @Range("(0, inf)") double scale) {}

    private final Scaled.Config config;

    @Inject
    public Scaled(Scaled.Config config) {
      this.config = config;
    }

    /** Returns the multiple. */
    public double scale() {
      return config.scale();
    }

    @Override
    public Curvature start(Objective objective, RunContext context) {
      return here -> new Multiple(objective.dimension(), config.scale());
    }

    @Override
    public Set<Trait> traits(Objective objective) {
      return Set.of(Trait.POSITIVE_DEFINITE, Trait.DIAGONAL);
    }
  }

  /** Needs what no objective of the tests has. */
  public static final class ByLayers implements HessianProvider {
    @Override
    public Curvature start(Objective objective, RunContext context) {
      return here -> new Multiple(objective.dimension(), 1);
    }

    @Override
    public Requirements requires() {
      return Requirements.anyOf(LayerStatistics.class);
    }
  }

  /** Has a required key, so it is never a way out. */
  public static final class NeedsKey implements HessianProvider {

    /**
     * @param rank of it
     */
    public record Config(int rank) {}

    private final NeedsKey.Config config;

    @Inject
    public NeedsKey(NeedsKey.Config config) {
      this.config = config;
    }

    @Override
    public Curvature start(Objective objective, RunContext context) {
      return here -> new Multiple(objective.dimension(), config.rank());
    }
  }
}
