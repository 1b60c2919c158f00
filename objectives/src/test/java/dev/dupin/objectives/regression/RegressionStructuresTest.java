package dev.dupin.objectives.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Features;
import dev.dupin.core.data.Target;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.LayerStatistics;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.ParameterBlocks;
import dev.dupin.objectives.regression.Examples.Kind;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Layers, lines, samples, targets and held-out rows of every regression. */
final class RegressionStructuresTest {

  @ParameterizedTest
  @EnumSource
  void a_layer_s_inputs_times_its_weights_are_the_outputs(Kind kind) {
    for (boolean intercept : new boolean[] {true, false}) {
      Regression regression = Examples.regression(kind, 3, 20, 3, 0.1, intercept);
      double[] x = Examples.vector(3, regression.dimension(), 1);
      Evaluation here = regression.at(x);
      LayerStatistics layers = here.structure(LayerStatistics.class).orElseThrow();
      OutputLoss loss = here.structure(OutputLoss.class).orElseThrow();
      int columns = layers.columns(0);
      assertEquals(1, layers.layers());
      assertEquals(loss.outputs(), layers.rows(0));
      assertEquals(regression.dimension(), layers.rows(0) * columns + layers.offset(0));
      double[] outputs = new double[20 * loss.outputs()];
      loss.jacobian(x, outputs);
      for (int i = 0; i < 20; i++) {
        for (int k = 0; k < loss.outputs(); k++) {
          double sum = 0;
          for (int j = 0; j < columns; j++) {
            sum += layers.inputs(0)[i * columns + j] * x[k * columns + j];
          }
          assertEquals(sum, outputs[i * loss.outputs() + k], 1e-14);
        }
      }
      double[] roots = loss.outputRoots(0);
      assertArrayEquals(roots, layers.backpropagate(0, roots));
    }
  }

  @Test
  void the_one_block_has_a_row_for_each_class() {
    ParameterBlocks softmax = blocks(Kind.SOFTMAX);
    assertEquals(1, softmax.blocks());
    assertEquals("weights", softmax.name(0));
    assertArrayEquals(new int[] {4, 4}, softmax.shape(0));
    assertArrayEquals(new int[] {4}, blocks(Kind.POISSON).shape(0));
  }

  private static ParameterBlocks blocks(Kind kind) {
    Regression regression = Examples.regression(kind, 3, 20, 3, 0.1, true);
    return regression
        .at(new double[regression.dimension()])
        .structure(ParameterBlocks.class)
        .orElseThrow();
  }

  /** f and its slope and curvature along a line; the higher ones by differences of the lower. */
  @ParameterizedTest
  @EnumSource
  void derivatives_along_a_line_agree_with_one_another(Kind kind) {
    Regression regression = Examples.regression(kind, 4, 50, 3, 0.1, true);
    double[] x = Examples.vector(4, regression.dimension(), 1);
    double[] v = Examples.vector(5, regression.dimension(), 1);
    Evaluation here = regression.at(x);
    double[] along = along(here, v);
    assertEquals(here.value(), along[0], 0.0);
    assertEquals(Vectors.dot(here.gradient(), v), along[1], 1e-13);
    double[] hv = new double[v.length];
    here.structure(HessianProducts.class).orElseThrow().apply(v, hv);
    assertEquals(Vectors.dot(hv, v), along[2], 1e-12);
    // The third root of the machine precision balances truncation and rounding: 1e-10 of error.
    double h = Math.cbrt(Math.ulp(1.0));
    double[] after = along(regression.at(Vectors.add(x, Vectors.scale(h, v))), v);
    double[] before = along(regression.at(Vectors.add(x, Vectors.scale(-h, v))), v);
    for (int order = 1; order <= 6; order++) {
      double difference = (after[order - 1] - before[order - 1]) / (2 * h);
      assertEquals(difference, along[order], 1e-7 * Math.max(1, Math.abs(along[order])));
    }
    assertEquals(1, here.structure(DirectionalDerivatives.class).orElseThrow().along(v, 0).length);
  }

  private static double[] along(Evaluation here, double[] v) {
    return here.structure(DirectionalDerivatives.class).orElseThrow().along(v, 6);
  }

  /** With s = p (1 - p): s, s (1 - 2p), s (1 - 6s), to the last digits also where p is small. */
  @ParameterizedTest
  @CsvSource({"0", "1.5", "-1.5", "12", "-12", "300"})
  void logistic_derivatives_follow_their_formulas(double z) {
    LogisticFamily family = new LogisticFamily(new byte[] {1});
    double[] derivatives = new double[5];
    family.derivatives(0, z, derivatives);
    double p = LogisticLoss.probability(z);
    double s = LogisticLoss.curvature(z);
    double skew = LogisticLoss.probability(-z) - p;
    assertEquals(-LogisticLoss.probability(-z), derivatives[1], 1e-16);
    assertEquals(s, derivatives[2], 1e-15 * s);
    assertEquals(s * skew, derivatives[3], 1e-14 * s);
    assertEquals(s * (1 - 6 * s), derivatives[4], 1e-14 * s);
  }

  /** Every sampled gradient has mean 0 and the output Hessian as covariance. */
  @ParameterizedTest
  @EnumSource
  void samples_have_the_output_hessian_as_covariance(Kind kind) {
    Regression regression = Examples.regression(kind, 10, 12, 2, 0, true);
    Evaluation here = regression.at(Examples.vector(10, regression.dimension(), 1));
    OutputLoss loss = here.structure(OutputLoss.class).orElseThrow();
    int outputs = loss.outputs();
    int draws = 40_000;
    double[] mean = new double[12 * outputs];
    double[] product = new double[12 * outputs];
    double[] fourth = new double[12 * outputs];
    Random random = new Random(5);
    for (int draw = 0; draw < draws; draw++) {
      double[] sample = loss.outputSamples(random);
      for (int i = 0; i < sample.length; i++) {
        double first = sample[i - i % outputs];
        mean[i] += sample[i] / draws;
        product[i] += first * sample[i] / draws;
        fourth[i] += first * first * sample[i] * sample[i] / draws;
      }
    }
    double[] firsts = new double[12 * outputs];
    for (int i = 0; i < firsts.length; i += outputs) {
      firsts[i] = 12; // undoes the mean over examples
    }
    double[] covariance = new double[firsts.length];
    loss.outputHessian(firsts, covariance);
    for (int i = 0; i < mean.length; i++) {
      double variance = covariance[i - i % outputs];
      // Five standard errors of each of some fifty means.
      assertEquals(0, mean[i], 5 * Math.sqrt(Math.max(variance, 1) / draws));
      assertEquals(covariance[i], product[i], 5 * Math.sqrt(fourth[i] / draws) + 1e-12);
    }
  }

  @Test
  void metrics_of_held_out_rows_are_those_of_a_regression_on_them() {
    DenseFeatures features = Examples.dense(20, 60, 3, 1);
    DenseFeatures others = Examples.dense(21, 25, 3, 1);
    for (Kind kind : Kind.values()) {
      Target target = new Target("y", kind.targets(20, features), List.of());
      double[] otherTargets = kind.targets(21, others);
      Target otherTarget = new Target("y", otherTargets, List.of());
      Dataset train = Examples.dataset(features, target);
      Dataset both =
          new Dataset(
              train.origin(),
              features,
              train.featureNames(),
              train.target(),
              train.lines(),
              Optional.of(Examples.dataset(others, otherTarget)));
      Regression regression = kind.on(() -> both, 0.1, true);
      double[] x = Examples.vector(22, regression.dimension(), 1);
      Evaluation here = regression.at(x);
      Evaluation alone = Examples.regression(kind, others, otherTargets, 0.1, true).at(x);
      Map<String, Double> metrics = here.structure(Metrics.class).orElseThrow().values();
      List<String> tested = metrics.keySet().stream().filter(n -> n.startsWith("test")).toList();
      assertTrue(tested.size() >= 2, metrics::toString);
      for (String name : tested) {
        double expected = Examples.metric(alone, "train" + name.substring(4));
        assertEquals(expected, Examples.metric(here, name), 1e-14 * Math.abs(expected));
      }
      assertEquals(regression.at(x).value(), kind.on(() -> train, 0.1, true).at(x).value(), 0.0);
    }
  }

  @Test
  void words_are_classes_by_name() {
    Target target = new Target("kind", new double[] {2, 0, 2, 0}, List.of("ash", "oak", "yew"));
    Dataset data = Examples.dataset(Examples.column(1, 2, 3, 4), target);
    Regression regression = Kind.SOFTMAX.on(() -> data, 0, false);
    assertEquals(2, regression.dimension());
    assertEquals("ash:x1", regression.name(0));
    assertEquals("yew:x1", regression.name(1));
  }

  @Test
  void a_held_out_class_that_nobody_learnt_is_refused_at_its_line() {
    Dataset others =
        Examples.dataset(Examples.column(1, 2), new Target("y", new double[] {1, 7}, List.of()));
    Dataset train =
        Examples.dataset(Examples.column(1, 2), new Target("y", new double[] {0, 1}, List.of()));
    Dataset both =
        new Dataset(
            "memory",
            train.features(),
            train.featureNames(),
            train.target(),
            train.lines(),
            Optional.of(others));
    DataException e = assertThrows(DataException.class, () -> Kind.SOFTMAX.on(() -> both, 0, true));
    assertEquals(2, e.line());
    assertTrue(e.problem().startsWith("label 7 is no class: it does not occur"), e.problem());
    assertThrows(DataException.class, () -> Kind.LOGISTIC.on(() -> both, 0, true));
  }

  @ParameterizedTest
  @CsvSource({
    "POISSON, -1, '-1 is no count: '",
    "POISSON, 2.5, '2.5 is no count: '",
    "POISSON, Infinity, 'Infinity is no number'",
    "LINEAR, NaN, 'NaN is no number'"
  })
  void targets_that_do_not_fit_are_told_at_their_line(Kind kind, double target, String start) {
    DataException e = refused(kind, Examples.column(1, 2, 3), 3, 0, target);
    assertEquals(3, e.line());
    assertTrue(e.problem().startsWith(start), e.problem());
  }

  @Test
  void counts_of_zero_alone_and_one_class_alone_are_refused() {
    assertTrue(
        refused(Kind.POISSON, Examples.column(1, 2), 0, 0).problem().startsWith("every count"));
    assertTrue(
        refused(Kind.SOFTMAX, Examples.column(1, 2), 5, 5).problem().startsWith("every row has"));
  }

  @Test
  void words_are_refused_where_numbers_are_wanted() {
    Target target = new Target("kind", new double[] {0, 1}, List.of("ash", "oak"));
    Dataset data = Examples.dataset(Examples.column(1, 2), target);
    DataException e = assertThrows(DataException.class, () -> Kind.LINEAR.on(() -> data, 0, true));
    assertTrue(e.problem().startsWith("'ash' is no number"), e.problem());
    assertTrue(e.problem().contains("softmax-regression"), e.problem());
  }

  @Test
  void nothing_to_estimate_is_refused() {
    Features nothing = new DenseFeatures(2, 0, new double[0]);
    Dataset data =
        new Dataset(
            "memory",
            nothing,
            List.of(),
            Optional.of(new Target("y", new double[] {1, 2}, List.of())),
            IntStream.rangeClosed(1, 2).toArray());
    DataException e = assertThrows(DataException.class, () -> Kind.LINEAR.on(() -> data, 0, false));
    assertTrue(e.problem().contains("no columns"), e.problem());
    assertEquals(1, Kind.LINEAR.on(() -> data, 0, true).dimension());
  }

  private static DataException refused(Kind kind, DenseFeatures features, double... targets) {
    return assertThrows(
        DataException.class, () -> Examples.regression(kind, features, targets, 0, true));
  }

  @Test
  void large_outputs_keep_softmax_finite_and_small_losses_exact() {
    SoftmaxFamily family = new SoftmaxFamily(new int[] {0}, List.of("a", "b", "c"));
    assertEquals(2 * Math.exp(-40), family.loss(0, new double[] {40, 0, 0}), 1e-31);
    assertEquals(900, family.loss(0, new double[] {-900, 0, -1000}), 1e-12);
    double[] slope = new double[3];
    assertEquals(2000, family.lossAndSlope(0, new double[] {-1000, 1000, 0}, slope), 0.0);
    assertArrayEquals(new double[] {-1, 1, 0}, slope);
    family.slope(0, new double[] {40, 0, 0}, slope);
    assertEquals(-2 * Math.exp(-40), slope[0], 1e-31);
    assertEquals(Math.log(3), family.loss(0, new double[3]), 1e-15);
    assertEquals(Double.NaN, family.loss(0, new double[] {0, Double.NaN, 0}), 0.0);
  }
}
