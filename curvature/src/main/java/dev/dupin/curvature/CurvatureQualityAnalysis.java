package dev.dupin.curvature;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.minimizer.Compatibility;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.curvature.CurvatureQuality.Row;
import dev.dupin.curvature.quality.DenseComparison;
import dev.dupin.curvature.quality.ProbedComparison;
import dev.dupin.curvature.quality.Quality;
import dev.dupin.curvature.verdict.TrueHessian;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Says how near Hessians are to the true one: where a run ends, and with {@code every} along its
 * way, while another Hessian drives it. They learn what they would learn if they drove it, from
 * full evaluations, in mini-batch runs as well. The run is the same to the bit with and without
 * them.
 *
 * <p>Up to {@code denseLimit} variables a point costs a dense Hessian, n products with every other
 * one, and some 10 n^3 multiplications each; above it {@code probes} + 2 {@code lanczosSteps}
 * products with each, and 2 probes + lanczosSteps vectors of n. Besides, a Hessian is asked at
 * every point of the run for what it learns there.
 */
public final class CurvatureQualityAnalysis implements Analysis {

  /** The largest n whose n x n entries fit an array. */
  private static final int LARGEST = 46_340;

  /**
   * The keys of {@code curvature-quality}.
   *
   * @param hessian which Hessians are compared, by name
   * @param every how many iterations pass between two comparisons along the run; 0 compares where
   *     it ends alone
   * @param denseLimit the most variables for which the matrices are made and compared entry by
   *     entry
   * @param probes random vectors, where they are not
   * @param lanczosSteps of the processes that find eigenvalues and steps, where they are not
   * @param damping what is added to a matrix for its Newton-like step, as a part of its norm
   */
  public record Config(
      Map<String, HessianProvider> hessian,
      @Default("0") @Range("[0, inf)") long every,
      @Default("1000") @Range("[0, 46340]") int denseLimit,
      @Default("30") @Range("[2, 100000]") int probes,
      @Default("30") @Range("[1, 100000]") int lanczosSteps,
      @Default("1e-3") @Range("(0, inf)") double damping) {
    public Config {
      hessian = Collections.unmodifiableMap(new LinkedHashMap<>(hessian));
      if (hessian.isEmpty()) {
        throw new IllegalArgumentException("there is no hessian to compare: name one at least");
      }
      require("every", every, every >= 0, "[0, inf)");
      require("denseLimit", denseLimit, denseLimit >= 0 && denseLimit <= LARGEST, "[0, 46340]");
      require("probes", probes, probes >= 2 && probes <= 100_000, "[2, 100000]");
      require(
          "lanczosSteps",
          lanczosSteps,
          lanczosSteps >= 1 && lanczosSteps <= 100_000,
          "[1, 100000]");
      Checks.positive("damping", damping);
    }

    private static void require(String key, Object value, boolean holds, String range) {
      if (!holds) {
        throw new IllegalArgumentException(key + " is " + value + ", but must be in " + range);
      }
    }
  }

  private final Config config;

  /** Takes the keys as a spec gives them. */
  @Inject
  public CurvatureQualityAnalysis(Config config) {
    this.config = config;
  }

  /**
   * Returns this analysis with its default keys.
   *
   * @param hessian which Hessians are compared, by name
   */
  public static CurvatureQualityAnalysis of(Map<String, HessianProvider> hessian) {
    return new CurvatureQualityAnalysis(new Config(hessian, 0, 1000, 30, 30, 1e-3));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Optional<String> unmetNeed(Objective judged) {
    for (Map.Entry<String, HessianProvider> entry : config.hessian().entrySet()) {
      List<Compatibility.Mismatch> unmet = Compatibility.check(judged, entry.getValue());
      if (!unmet.isEmpty()) {
        Compatibility.Mismatch first = unmet.get(0);
        String offers = first.offers().isEmpty() ? "" : "; the objective offers " + first.offers();
        return Optional.of(first.needs() + " for its hessian '" + entry.getKey() + "'" + offers);
      }
    }
    return Optional.empty();
  }

  @Override
  public Analyser start(Objective judged, RunContext context) {
    return new Shadows(config, judged, context);
  }

  /** The Hessians during one run, and what was said of them. */
  private static final class Shadows implements Analyser {

    private final Config config;
    private final RunContext context;
    private final Map<String, Curvature> curvatures = new LinkedHashMap<>();
    private final Curvature truth;
    private final List<Row> rows = new ArrayList<>();
    private long iteration;

    Shadows(Config config, Objective judged, RunContext context) {
      this.config = config;
      this.context = context;
      config
          .hessian()
          .forEach(
              (name, provider) ->
                  curvatures.put(name, provider.start(judged, context.part("hessian." + name))));
      boolean isKnown =
          judged.structures().contains(HessianProducts.class)
              || judged.structures().contains(HessianMatrix.class);
      HessianProvider exact = isKnown ? new ExactHessian() : FiniteDifferenceHessian.withDefaults();
      truth = exact.start(judged, context.part("truth"));
    }

    /** They are asked for their operator first, since some learn there what they learn. */
    @Override
    public void accepted(Evaluation from, Evaluation to) {
      if (config.every() > 0 && iteration % config.every() == 0) {
        compare(from);
      }
      curvatures.forEach(
          (name, curvature) -> {
            try {
              curvature.at(from);
              curvature.accepted(from, to);
            } catch (RuntimeException failure) {
              rows.add(failed(name, failure));
            }
          });
      iteration++;
    }

    @Override
    public CurvatureQuality findings(Evaluation here) {
      compare(here);
      return new CurvatureQuality(rows);
    }

    private void compare(Evaluation here) {
      Function<SymmetricOperator, Quality> comparison;
      try {
        comparison = comparison(here);
      } catch (RuntimeException failure) {
        curvatures.keySet().forEach(name -> rows.add(failed(name, failure)));
        return;
      }
      curvatures.forEach(
          (name, curvature) -> {
            try {
              rows.add(row(name, comparison.apply(curvature.at(here))));
            } catch (RuntimeException failure) {
              rows.add(failed(name, failure));
            }
          });
    }

    private Function<SymmetricOperator, Quality> comparison(Evaluation here) {
      if (here.point().length <= config.denseLimit()) {
        return new DenseComparison(
                TrueHessian.withoutError(here).matrix(), here.gradient(), config.damping())
            ::with;
      }
      ProbedComparison.Effort effort =
          new ProbedComparison.Effort(config.probes(), config.lanczosSteps(), config.damping());
      return new ProbedComparison(truth.at(here), here.gradient(), effort, context.random("probes"))
          ::with;
    }

    private Row row(String name, Quality quality) {
      return new Row(
          iteration,
          name,
          quality.relativeError().value(),
          quality.relativeError().error(),
          quality.traceRatio().value(),
          quality.traceRatio().error(),
          quality.stepAngleDegrees(),
          quality.smallest().value(),
          quality.smallest().error(),
          quality.largest().value(),
          quality.largest().error(),
          quality.products(),
          quality.certificate(),
          "");
    }

    private Row failed(String name, RuntimeException failure) {
      // a numerical failure is said in words; anything else is a fault, and named with its kind
      boolean isNumerical = failure instanceof NumericalFailureException;
      String why = isNumerical ? String.valueOf(failure.getMessage()) : failure.toString();
      return failed(iteration, name, why);
    }

    private static Row failed(long iteration, String name, String error) {
      double none = Double.NaN;
      return new Row(
          iteration, name, none, none, none, none, none, none, none, none, none, 0, "", error);
    }

    @Override
    public void exchange(State state) {
      iteration = state.exchange("iteration", iteration);
      curvatures.forEach((name, curvature) -> state.exchange("hessian." + name, curvature));
      exchangeRows(state);
    }

    private void exchangeRows(State state) {
      List<String> names = List.copyOf(curvatures.keySet());
      long count = state.exchange("rows", (long) rows.size());
      List<Row> exchanged = new ArrayList<>();
      for (int k = 0; k < count; k++) {
        Row row = k < rows.size() ? rows.get(k) : null;
        exchanged.add(StoredRow.exchange(state, "row." + k, row, names));
      }
      rows.clear();
      rows.addAll(exchanged);
    }
  }

  /** Rows as numbers, which is all that a checkpoint knows: texts are their characters. */
  private static final class StoredRow {

    private StoredRow() {}

    static Row exchange(State state, String key, @Nullable Row row, List<String> names) {
      double[] numbers = state.exchange(key, row == null ? new double[0] : numbers(row, names));
      String certificate = text(state, key + ".certificate", row == null ? "" : row.certificate());
      String error = text(state, key + ".error", row == null ? "" : row.error());
      return new Row(
          (long) numbers[0],
          names.get((int) numbers[1]),
          numbers[2],
          numbers[3],
          numbers[4],
          numbers[5],
          numbers[6],
          numbers[7],
          numbers[8],
          numbers[9],
          numbers[10],
          (long) numbers[11],
          certificate,
          error);
    }

    private static double[] numbers(Row row, List<String> names) {
      return new double[] {
        row.iteration(),
        names.indexOf(row.hessian()),
        row.relativeError(),
        row.relativeErrorStandardError(),
        row.traceRatio(),
        row.traceRatioStandardError(),
        row.stepAngleDegrees(),
        row.smallestEigenvalue(),
        row.smallestResidual(),
        row.largestEigenvalue(),
        row.largestResidual(),
        row.products()
      };
    }

    private static String text(State state, String key, String text) {
      double[] characters = text.chars().asDoubleStream().toArray();
      StringBuilder exchanged = new StringBuilder();
      for (double character : state.exchange(key, characters)) {
        exchanged.append((char) character);
      }
      return exchanged.toString();
    }
  }
}
