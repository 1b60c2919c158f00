package dev.dupin.runtime.parts;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.step.StepStrategy;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Has a key of every type. */
public final class EveryType extends Quadratic {

  /** An enum. */
  public enum Search {
    BACKTRACKING,
    STRONG_WOLFE
  }

  /**
   * A nested record.
   *
   * @param width of it
   * @param colour of it
   */
  public record Nested(@Default("2.5") double width, @Default("red") String colour) {}

  /** Keys. */
  public record Config(
      @Default("0.5") @Range("(0, 1)") double real,
      @Default("0.25") float single,
      @Default("3") int whole,
      @Default("inf") @Range("[1, inf)") long limit,
      @Default("true") boolean flag,
      @Default("some text") String text,
      @Default("strong-wolfe") Search search,
      @Default("data.csv") Path path,
      @Default("[1, 2.5]") @Range("[0, inf)") double[] vector,
      @Default("[[1, 2], [3, 4]]") double[][] matrix,
      @Default("[64, 32]") List<Integer> hidden,
      @Default("{b1: 500, b2: 1e-4}") Map<String, Double> parameters,
      @Default("{}") Nested nested,
      @Default("[{width: 1}, {}]") List<Nested> several,
      Optional<String> maybeText,
      Optional<Nested> maybeNested,
      OptionalDouble maybeReal,
      OptionalInt maybeWhole,
      OptionalLong maybeLimit,
      Optional<StepStrategy> maybeStep,
      @Default("exact") HessianProvider hessian,
      @Default("[scaled, {type: scaled, scale: 3}]") List<HessianProvider> hessians,
      @Default("{}") Map<String, StepStrategy> steps) {}

  private final Config config;

  @Inject
  public EveryType(Config config) {
    this.config = config;
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  double scale() {
    return 1;
  }
}
