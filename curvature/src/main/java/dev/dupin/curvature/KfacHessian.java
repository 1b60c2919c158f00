package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.LayerStatistics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.kronecker.KroneckerCurvature;
import dev.dupin.curvature.kronecker.KroneckerCurvature.Method;
import dev.dupin.curvature.kronecker.Moments;
import jakarta.inject.Inject;
import java.util.EnumSet;
import java.util.Set;

/**
 * Kronecker-factored approximate curvature, K-FAC (Martens and Grosse 2015, "Optimizing neural
 * networks with Kronecker-factored approximate curvature"): for every layer the Fisher matrix of
 * its weights is taken to be S (x) A, the product of the mean of b b' over the gradients b at the
 * layer's outputs and the mean of a a' over its inputs a, the constant one of the bias among them.
 * What couples two layers is left out. It is the Gauss-Newton block where b b' and a a' are
 * uncorrelated over the examples, as for a single example or for squared loss in a linear network,
 * and off by tens of per cent in general.
 *
 * <p>The expectation over labels is exact, by one vector for each output of the model, or over
 * labels drawn from the model; labels from the data would give the empirical Fisher matrix. The
 * penalty enters as its mean over a layer. Parameters that belong to no layer have curvature 1.
 *
 * <p>A point costs, for each output or sample, carrying a vector back through the network, counted
 * as one Hessian product, N (rows^2 + columns^2) multiplications a layer, and about 9 (rows^3 +
 * columns^3) where the basis is new; a product or a solution 2 (rows + columns) rows columns.
 * Memory: some copies of rows^2 + columns^2 doubles a layer.
 */
public final class KfacHessian implements HessianProvider {

  private static final String NAME = "k-fac";

  /**
   * The keys of {@code k-fac}.
   *
   * @param damping added to the diagonal; a trust region needs none, a fixed step does
   * @param factored whether damping goes to the two factors, balanced by their traces (section 6.3
   *     there), instead of to the diagonal exactly by the eigenbasis; a shift that a step asks for
   *     then goes there as well
   * @param average how much of the factors is kept from one iteration to the next: 0 for full
   *     batches, 0.95 is usual for mini-batches
   * @param refresh how many iterations the factors' eigenvectors, and the factors, stay in use
   * @param samples labels drawn for each example in an iteration; 0 for the exact expectation
   */
  public record Config(
      @Default("1e-3") @Range("[0, inf)") double damping,
      @Default("false") boolean factored,
      @Default("0") @Range("[0, 1)") double average,
      @Default("1") @Range("[1, inf)") long refresh,
      @Default("0") @Range("[0, inf)") int samples) {}

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public KfacHessian(Config config) {
    this.config = config;
  }

  /** Returns this Hessian with its default keys. */
  public static KfacHessian withDefaults() {
    return new KfacHessian(new Config(1e-3, false, 0, 1, 0));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Requirements requires() {
    return needs();
  }

  static Requirements needs() {
    return Requirements.anyOf(LayerStatistics.class).and(Requirements.anyOf(OutputLoss.class));
  }

  @Override
  public Set<Trait> traits(Objective objective) {
    return traits(config.damping(), config.samples());
  }

  static Set<Trait> traits(double damping, int samples) {
    EnumSet<Trait> traits = EnumSet.of(Trait.POSITIVE_SEMIDEFINITE);
    if (damping > 0) {
      traits.add(Trait.POSITIVE_DEFINITE);
    }
    if (samples > 0) {
      traits.add(Trait.STOCHASTIC);
    }
    return traits;
  }

  @Override
  public Curvature start(Objective objective, RunContext context) {
    Method method =
        new Method(config.damping(), config.factored(), config.average(), config.refresh(), false);
    return curvature(NAME, method, config.samples(), traits(objective), context);
  }

  static Curvature curvature(
      String name, Method method, int samples, Set<Trait> traits, RunContext context) {
    return new KroneckerCurvature(
        here -> {
          LayerStatistics layers = Structures.at(here, LayerStatistics.class, name);
          OutputLoss loss = Structures.at(here, OutputLoss.class, name);
          return samples == 0
              ? Moments.exact(layers, loss)
              : Moments.sampled(layers, loss, samples, context.random("labels"));
        },
        here -> Structures.at(here, OutputLoss.class, name).ridge(),
        method,
        traits);
  }
}
