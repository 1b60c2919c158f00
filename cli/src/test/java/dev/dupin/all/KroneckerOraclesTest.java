package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Target;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.LayerStatistics;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.EkfacHessian;
import dev.dupin.curvature.GaussNewtonHessian;
import dev.dupin.curvature.KfacHessian;
import dev.dupin.objectives.network.Activation;
import dev.dupin.objectives.network.NeuralNetwork;
import dev.dupin.objectives.regression.LinearRegression;
import dev.dupin.objectives.regression.LogisticRegression;
import dev.dupin.objectives.regression.SoftmaxRegression;
import dev.dupin.testkit.TestContext;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** ORACLES K1 to K7, on the models that a user fits. */
class KroneckerOraclesTest {

  private static final HessianProvider KFAC = kfac(0, false, 0);
  private static final HessianProvider EKFAC =
      new EkfacHessian(new EkfacHessian.Config(0, 0, 1, 0));

  private static final int CLASSES = 3;
  private static final int INPUTS = 4;

  private static HessianProvider kfac(double damping, boolean factored, double average) {
    return new KfacHessian(new KfacHessian.Config(damping, factored, average, 1, 0));
  }

  private static Dataset data(double[][] rows, double[] target, boolean areLabels) {
    int columns = rows[0].length;
    double[] values = Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
    List<String> labels =
        areLabels
            ? IntStream.rangeClosed(0, (int) Arrays.stream(target).max().orElseThrow())
                .mapToObj(label -> "c" + label)
                .toList()
            : List.of();
    return new Dataset(
        "made up",
        new DenseFeatures(rows.length, columns, values),
        Dataset.numberedNames("x", columns),
        Optional.of(new Target("y", target, labels)),
        new int[rows.length]);
  }

  private static double[][] gaussian(int rows, int columns, RandomGenerator random) {
    double[][] drawn = new double[rows][columns];
    for (double[] row : drawn) {
      Arrays.setAll(row, i -> random.nextGaussian());
    }
    return drawn;
  }

  /** Labels 0, 1, 2, 0, 1, …; three rows more than asked for have no weight in any oracle. */
  private static Objective softmax(double[][] rows) {
    double[] labels = IntStream.range(0, rows.length).mapToDouble(i -> i % CLASSES).toArray();
    return new SoftmaxRegression(
        new SoftmaxRegression.Config(() -> data(rows, labels, true), 0, false));
  }

  private static DenseSymmetric dense(HessianProvider hessian, Objective objective, double[] x) {
    return operator(hessian, objective, x).toDense();
  }

  private static SymmetricOperator operator(
      HessianProvider hessian, Objective objective, double[] x) {
    return hessian.start(objective, TestContext.ROOT).at(objective.at(x));
  }

  private static double[] weights(Objective objective, long seed) {
    return new SplittableRandom(seed).doubles(objective.dimension(), -1, 1).toArray();
  }

  private static void assertSame(DenseSymmetric expected, DenseSymmetric found) {
    double scale = Vectors.maxAbs(expected.values());
    assertArrayEquals(expected.values(), found.values(), 1e-12 * scale);
  }

  private static double distance(DenseSymmetric one, DenseSymmetric other) {
    return Vectors.norm(Vectors.subtract(one.values(), other.values()));
  }

  private static double trace(DenseSymmetric matrix) {
    return Arrays.stream(matrix.diagonal()).sum();
  }

  /** K1: all probabilities are equal at W = 0, so S is the same for every example. */
  @Test
  void at_equal_probabilities_it_is_the_gauss_newton_matrix() {
    Objective objective = softmax(gaussian(7, INPUTS, new SplittableRandom(1)));
    double[] zero = new double[objective.dimension()];
    DenseSymmetric expected = dense(new GaussNewtonHessian(), objective, zero);
    assertSame(expected, dense(KFAC, objective, zero));
    assertSame(expected, dense(EKFAC, objective, zero));
  }

  /** K1 and K7: inputs of one direction and length, and copies of one example. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void for_one_input_up_to_its_sign_it_is_the_gauss_newton_matrix(boolean signs) {
    double[] one = {0.3, -1.2, 0.7, 2};
    double[][] rows = new double[6][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Vectors.scale(signs && i % 2 == 1 ? -1 : 1, one);
    }
    Objective objective = softmax(rows);
    double[] x = weights(objective, 2);
    if (!signs) {
      assertSame(dense(new GaussNewtonHessian(), objective, x), dense(KFAC, objective, x));
      Objective few = softmax(Arrays.copyOf(rows, 3));
      assertSame(dense(KFAC, few, x), dense(KFAC, objective, x));
    } else {
      // the probabilities at -x differ from those at x, but x x' does not
      assertSame(dense(new GaussNewtonHessian(), objective, x), dense(KFAC, objective, x));
    }
  }

  /**
   * K1, the generic case: off by tens of per cent, and by no other factor than the definition's.
   */
  @Test
  void in_general_it_is_off_by_just_what_the_definition_says() {
    double[][] rows = gaussian(7, INPUTS, new SplittableRandom(3));
    Objective objective = softmax(rows);
    double[] x = weights(objective, 4);
    DenseSymmetric exact = dense(new GaussNewtonHessian(), objective, x);
    DenseSymmetric expected = bruteForce(rows, x);
    DenseSymmetric found = dense(KFAC, objective, x);
    assertSame(expected, found);
    double error = distance(exact, found) / Vectors.norm(exact.values());
    assertTrue(error > 0.1 && error < 1, "relative error " + error);
    // K3 and K4
    DenseSymmetric corrected = dense(EKFAC, objective, x);
    assertEquals(trace(exact), trace(corrected), 1e-12 * trace(exact));
    assertTrue(Math.abs(trace(exact) - trace(found)) > 1e-3 * trace(exact));
    assertTrue(distance(exact, corrected) < distance(exact, found));
  }

  /** mean(S) (x) mean(x x'), from the probabilities of the softmax. */
  private static DenseSymmetric bruteForce(double[][] rows, double[] weights) {
    double[] s = new double[CLASSES * CLASSES];
    double[] a = new double[INPUTS * INPUTS];
    for (double[] row : rows) {
      double[] p = new double[CLASSES];
      for (int c = 0; c < CLASSES; c++) {
        p[c] =
            Math.exp(Vectors.dot(row, Arrays.copyOfRange(weights, c * INPUTS, (c + 1) * INPUTS)));
      }
      p = Vectors.scale(1 / Arrays.stream(p).sum(), p);
      for (int i = 0; i < CLASSES; i++) {
        for (int j = 0; j < CLASSES; j++) {
          s[i * CLASSES + j] += ((i == j ? p[i] : 0) - p[i] * p[j]) / rows.length;
        }
      }
      for (int i = 0; i < INPUTS; i++) {
        for (int j = 0; j < INPUTS; j++) {
          a[i * INPUTS + j] += row[i] * row[j] / rows.length;
        }
      }
    }
    int n = CLASSES * INPUTS;
    double[] values = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        values[i * n + j] =
            s[i / INPUTS * CLASSES + j / INPUTS] * a[i % INPUTS * INPUTS + j % INPUTS];
      }
    }
    return new DenseSymmetric(n, values);
  }

  /** K2: the output Hessian of squared loss is the identity for every example. */
  @Test
  void squared_loss_is_exact_layer_by_layer_in_a_linear_network() {
    double[][] rows = gaussian(9, 3, new SplittableRandom(5));
    Objective network =
        new NeuralNetwork(
            new NeuralNetwork.Config(
                () -> data(rows, new double[9], false),
                List.of(4),
                Activation.IDENTITY,
                Optional.of(NeuralNetwork.Loss.SQUARED),
                0,
                true,
                false));
    double[] x = weights(network, 6);
    LayerStatistics layers = network.at(x).structure(LayerStatistics.class).orElseThrow();
    DenseSymmetric exact = dense(new GaussNewtonHessian(), network, x);
    for (HessianProvider hessian : List.of(KFAC, EKFAC)) {
      DenseSymmetric found = dense(hessian, network, x);
      for (int layer = 0; layer < layers.layers(); layer++) {
        int from = layers.offset(layer);
        int to = from + layers.rows(layer) * layers.columns(layer);
        for (int i = from; i < to; i++) {
          for (int j = 0; j < exact.n(); j++) {
            boolean inside = j >= from && j < to;
            assertEquals(inside ? exact.get(i, j) : 0, found.get(i, j), 1e-11);
          }
        }
      }
    }
  }

  /** K5: with A = a I and G = 1. */
  @ParameterizedTest
  @ValueSource(doubles = {0.5, 4})
  void damping_is_exact_or_factored(double a) {
    int n = 3;
    double[][] rows = new double[n][n];
    for (int i = 0; i < n; i++) {
      rows[i][i] = Math.sqrt(n * a);
    }
    Objective regression =
        new LinearRegression(
            new LinearRegression.Config(() -> data(rows, new double[] {1, 2, 3}, false), 0, false));
    double damping = 0.3;
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      double exact = dense(kfac(damping, false, 0), regression, x).get(i, i);
      assertEquals(a + damping, exact, 1e-13);
      double factored = dense(kfac(damping, true, 0), regression, x).get(i, i);
      double root = Math.sqrt(a) + Math.sqrt(damping);
      assertEquals(root * root, factored, 1e-13);
    }
  }

  /** K6: W x = W' T x with W' = W T^-1, and so do the steps. */
  @Test
  void the_undamped_step_does_not_depend_on_the_coordinates_of_the_inputs() {
    double[][] rows = gaussian(20, 2, new SplittableRandom(7));
    double[] labels = IntStream.range(0, 20).mapToDouble(i -> i % 2).toArray();
    // x -> M x + c with M = [2 1; 0 3], c = (1, -1)
    double[][] mapped = new double[20][];
    for (int i = 0; i < 20; i++) {
      mapped[i] = new double[] {2 * rows[i][0] + rows[i][1] + 1, 3 * rows[i][1] - 1};
    }
    double[] w = {0.4, -0.7, 0.2};
    // w T^-1 for T = [M c; 0 1]
    double first = w[0] / 2;
    double second = (w[1] - first) / 3;
    double[] v = {first, second, w[2] - first + second};
    double[] step = kfacStep(logistic(rows, labels), w);
    double[] mappedStep = kfacStep(logistic(mapped, labels), v);
    double[] back = {
      2 * mappedStep[0],
      mappedStep[0] + 3 * mappedStep[1],
      mappedStep[0] - mappedStep[1] + mappedStep[2]
    };
    assertArrayEquals(step, back, 1e-12);
  }

  private static Objective logistic(double[][] rows, double[] labels) {
    return new LogisticRegression(
        new LogisticRegression.Config(() -> data(rows, labels, true), 0, true));
  }

  private static double[] kfacStep(Objective objective, double[] x) {
    Evaluation here = objective.at(x);
    double[] step = new double[x.length];
    KFAC.start(objective, TestContext.ROOT)
        .at(here)
        .inverse(0)
        .orElseThrow()
        .solve(here.gradient(), step);
    return step;
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.4})
  void products_and_solutions_belong_together(double shift) {
    Objective objective = softmax(gaussian(7, INPUTS, new SplittableRandom(8)));
    double[] x = weights(objective, 9);
    double[] v = weights(objective, 10);
    for (HessianProvider hessian :
        List.of(
            KfacHessian.withDefaults(),
            EkfacHessian.withDefaults(),
            kfac(0.2, shift == 0, 0))) { // the shift of a factored damping is factored, too
      SymmetricOperator operator = operator(hessian, objective, x);
      double[] product = new double[v.length];
      operator.apply(v, product);
      Vectors.addScaled(product, shift, v);
      double[] solution = new double[v.length];
      operator.inverse(shift).orElseThrow().solve(product, solution);
      assertArrayEquals(v, solution, 1e-11);
    }
  }

  @Test
  void an_undamped_softmax_is_singular_and_says_so() {
    Objective objective = softmax(gaussian(7, INPUTS, new SplittableRandom(8)));
    assertTrue(operator(KFAC, objective, weights(objective, 9)).inverse(0).isEmpty());
  }

  /** Batches count by their examples: the average is that of all rows, the older ones weighted. */
  @Test
  void averages_over_unequal_batches_are_weighted_by_their_size() {
    double[][] rows = gaussian(5, 2, new SplittableRandom(11));
    Objective whole =
        new LinearRegression(
            new LinearRegression.Config(() -> data(rows, new double[5], false), 0, false));
    Evaluation first = whole.sum().orElseThrow().batch(new int[] {0, 1, 2, 3}).at(new double[2]);
    Evaluation second = whole.sum().orElseThrow().batch(new int[] {4}).at(new double[2]);
    Curvature curvature = kfac(0, false, 0.5).start(whole, TestContext.ROOT);
    curvature.at(first);
    curvature.accepted(first, first);
    DenseSymmetric found = curvature.at(second).toDense();
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        double older = 0;
        for (int row = 0; row < 4; row++) {
          older += rows[row][i] * rows[row][j];
        }
        double expected = (0.5 * older + rows[4][i] * rows[4][j]) / (0.5 * 4 + 1);
        assertEquals(expected, found.get(i, j), 1e-13);
      }
    }
  }

  /** Means over many labels drawn come near the expectation, and a point keeps its labels. */
  @Test
  void drawn_labels_give_the_expectation_in_the_mean() {
    Objective objective = softmax(gaussian(7, INPUTS, new SplittableRandom(12)));
    double[] x = weights(objective, 13);
    HessianProvider sampled = new KfacHessian(new KfacHessian.Config(0, false, 0, 1, 4000));
    DenseSymmetric exact = dense(KFAC, objective, x);
    DenseSymmetric drawn = dense(sampled, objective, x);
    // four standard errors: 4 / sqrt(4000) of a relative variance of about 1
    assertTrue(distance(exact, drawn) < 0.06 * Vectors.norm(exact.values()));
    assertArrayEquals(drawn.values(), dense(sampled, objective, x).values());
  }

  /** With a kept basis the factors of the point where it was made stay in use until it is due. */
  @Test
  void a_basis_is_kept_as_long_as_it_was_asked_to() {
    Objective objective = softmax(gaussian(7, INPUTS, new SplittableRandom(14)));
    HessianProvider keeping = new KfacHessian(new KfacHessian.Config(0, false, 0, 2, 0));
    Curvature curvature = keeping.start(objective, TestContext.ROOT);
    Evaluation[] points = new Evaluation[3];
    Arrays.setAll(points, k -> objective.at(weights(objective, 20 + k)));
    DenseSymmetric first = curvature.at(points[0]).toDense();
    curvature.accepted(points[0], points[1]);
    assertSame(first, curvature.at(points[1]).toDense());
    curvature.accepted(points[1], points[2]);
    assertSame(dense(KFAC, objective, points[2].point()), curvature.at(points[2]).toDense());
  }
}
