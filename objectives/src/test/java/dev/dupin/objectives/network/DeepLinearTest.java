package dev.dupin.objectives.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.LayerStatistics;
import dev.dupin.core.objective.Structure;
import dev.dupin.testkit.ObjectiveContract;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Deep linear networks at critical points whose whole spectrum is known. */
class DeepLinearTest {

  private static DeepLinear of(double[][] target, Integer... widths) {
    return new DeepLinear(
        new DeepLinear.Config(List.of(widths), Optional.of(target), Optional.empty(), false));
  }

  private static DeepLinear ofData(Dataset data, boolean autoencoder, Integer... widths) {
    DataSource source = () -> data;
    return new DeepLinear(
        new DeepLinear.Config(List.of(widths), Optional.empty(), Optional.of(source), autoencoder));
  }

  @TestFactory
  Stream<DynamicContainer> linear_networks_keep_the_contract_of_an_objective() {
    Dataset numbers = Networks.data(9, 3, 0, NeuralNetwork.Loss.SQUARED);
    Dataset classes = Networks.data(9, 3, 3, NeuralNetwork.Loss.SOFTMAX);
    double[][] target = {{1, -2, 0.5}, {0.3, 1, 2}};
    return Stream.of(
            of(target, 3, 2),
            of(target, 3, 4, 2),
            of(target, 3, 2, 1, 2),
            ofData(numbers, false, 3, 2, 1),
            ofData(classes, false, 3, 2, 3),
            ofData(numbers, true, 3, 2, 3))
        .map(
            objective ->
                dynamicContainer(
                    Arrays.toString(objective.network().layout().widths()),
                    ObjectiveContract.of(
                        objective, random -> ObjectiveContract.near(objective, random))));
  }

  @Test
  void value_is_half_the_squared_distance_of_the_product() {
    DeepLinear objective = of(new double[][] {{1, 2}, {3, 4}}, 2, 1, 2);
    // W_1 = (1 2), W_2 = (3 4)': the product is ((3, 6), (4, 8)).
    Evaluation here = objective.at(new double[] {1, 2, 3, 4});
    assertEquals((4 + 16 + 1 + 16) / 2.0, here.value(), 0.0);
  }

  /** C1 and C2: the balanced critical points that keep some of the singular values of Y. */
  @ParameterizedTest
  @CsvSource({
    "3, 3, 2, ''",
    "3, 3, 2, 0",
    "3, 3, 2, 1",
    "3, 3, 2, 2",
    "3, 3, 2, '0,1'",
    "3, 3, 2, '0,2'",
    "4, 2, 3, ''",
    "4, 2, 3, '1'",
    "2, 5, 1, '0'",
    "2, 5, 2, '0,1'",
    "3, 4, 4, '0,2'"
  })
  void spectrum_at_a_balanced_critical_point_is_the_known_one(
      int inputs, int outputs, int hidden, String kept) {
    int[] set =
        kept.isEmpty()
            ? new int[0]
            : Arrays.stream(kept.split(",")).mapToInt(Integer::parseInt).toArray();
    CriticalPoint critical = new CriticalPoint(inputs, outputs, hidden, set);
    DeepLinear objective = of(critical.target(), inputs, hidden, outputs);
    Evaluation here = objective.at(critical.point());
    assertEquals(critical.loss(), here.value(), 1e-12);
    assertArrayEquals(new double[objective.dimension()], here.gradient(), 1e-13);
    DenseSymmetric hessian = here.structure(HessianMatrix.class).orElseThrow().matrix();
    double[] eigenvalues = JacobiEigenvalues.of(hessian);
    assertArrayEquals(critical.spectrum(), eigenvalues, 1e-10);
    assertEquals(critical.index(), Arrays.stream(eigenvalues).filter(e -> e < -1e-10).count());
  }

  /**
   * A critical point of |W_2 W_1 - Y|^2 / 2 that keeps the singular values of a set S: W_1 has the
   * rows sqrt(s_a) v_a', W_2 the columns sqrt(s_a) u_a, a in S, and zeros.
   *
   * @param kept S, of at most as many as there are hidden units
   */
  private record CriticalPoint(int inputs, int outputs, int hidden, int[] kept) {

    private static final double[] SINGULAR_VALUES = {3, 1.75, 0.5};

    private int rank() {
      return Math.min(Math.min(inputs, outputs), SINGULAR_VALUES.length);
    }

    private boolean isKept(int j) {
      return IntStream.of(kept).anyMatch(a -> a == j);
    }

    private double[][] left() {
      return orthonormal(outputs, 1);
    }

    private double[][] right() {
      return orthonormal(inputs, 2);
    }

    /** Returns orthonormal vectors by the method of Gram and Schmidt, twice. */
    private static double[][] orthonormal(int n, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      double[][] vectors = new double[n][];
      for (int k = 0; k < n; k++) {
        double[] vector = random.doubles(n, -1, 1).toArray();
        for (int twice = 0; twice < 2; twice++) {
          for (int j = 0; j < k; j++) {
            Vectors.addScaled(vector, -Vectors.dot(vectors[j], vector), vectors[j]);
          }
          vector = Vectors.scale(1 / Vectors.norm(vector), vector);
        }
        vectors[k] = vector;
      }
      return vectors;
    }

    double[][] target() {
      double[][] target = new double[outputs][inputs];
      for (int k = 0; k < rank(); k++) {
        for (int i = 0; i < outputs; i++) {
          Vectors.addScaled(target[i], SINGULAR_VALUES[k] * left()[k][i], right()[k]);
        }
      }
      return target;
    }

    double[] point() {
      double[] point = new double[hidden * (inputs + outputs)];
      for (int unit = 0; unit < kept.length; unit++) {
        double root = Math.sqrt(SINGULAR_VALUES[kept[unit]]);
        for (int j = 0; j < inputs; j++) {
          point[unit * inputs + j] = root * right()[kept[unit]][j];
        }
        for (int i = 0; i < outputs; i++) {
          point[hidden * inputs + i * hidden + unit] = root * left()[kept[unit]][i];
        }
      }
      return point;
    }

    double loss() {
      double sum = 0;
      for (int j = 0; j < rank(); j++) {
        sum += isKept(j) ? 0 : SINGULAR_VALUES[j] * SINGULAR_VALUES[j] / 2;
      }
      return sum;
    }

    int index() {
      int index = 0;
      for (int j = 0; j < rank(); j++) {
        if (!isKept(j)) {
          int larger = j;
          index += hidden - kept.length;
          index +=
              (int)
                  IntStream.of(kept)
                      .filter(a -> SINGULAR_VALUES[larger] > SINGULAR_VALUES[a])
                      .count();
        }
      }
      return index;
    }

    double[] spectrum() {
      List<Double> spectrum = new ArrayList<>();
      for (int p = 0; p < kept.length; p++) {
        double s = SINGULAR_VALUES[kept[p]];
        spectrum.add(2 * s);
        for (int q = 0; q < p; q++) {
          spectrum.addAll(Collections.nCopies(2, s + SINGULAR_VALUES[kept[q]]));
        }
        spectrum.addAll(Collections.nCopies(inputs + outputs - 2 * rank(), s));
      }
      for (int j = 0; j < rank(); j++) {
        if (!isKept(j)) {
          double left = SINGULAR_VALUES[j];
          for (int a : kept) {
            spectrum.add(SINGULAR_VALUES[a] + left);
            spectrum.add(SINGULAR_VALUES[a] - left);
          }
          spectrum.addAll(Collections.nCopies(hidden - kept.length, left));
          spectrum.addAll(Collections.nCopies(hidden - kept.length, -left));
        }
      }
      int zeros = hidden * (inputs + outputs) - spectrum.size();
      spectrum.addAll(Collections.nCopies(zeros, 0.0));
      return spectrum.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }
  }

  /** C3, two layers: (w_1 w_2 - 1)^2 / 2 has a strict saddle at the origin. */
  @Test
  void two_scalar_layers_have_the_eigenvalues_one_and_minus_one_at_the_origin() {
    Evaluation origin = of(new double[][] {{1}}, 1, 1, 1).at(new double[2]);
    DenseSymmetric hessian = origin.structure(HessianMatrix.class).orElseThrow().matrix();
    assertArrayEquals(new double[] {0, -1, -1, 0}, hessian.values());
    assertArrayEquals(new double[] {-1, 1}, JacobiEigenvalues.of(hessian), 1e-15);
  }

  /**
   * C3, L >= 3 layers: the Hessian vanishes at the origin, and along (1, …, 1) the loss is (t^L -
   * 1)^2 / 2, whose first derivative there is of order L: -L!.
   */
  @ParameterizedTest
  @ValueSource(ints = {3, 4, 5})
  void deeper_scalar_products_are_flat_at_the_origin_up_to_their_depth(int layers) {
    Integer[] widths = Collections.nCopies(layers + 1, 1).toArray(Integer[]::new);
    Evaluation origin = of(new double[][] {{1}}, widths).at(new double[layers]);
    DenseSymmetric hessian = origin.structure(HessianMatrix.class).orElseThrow().matrix();
    assertEquals(0, Vectors.maxAbs(hessian.values()), 0.0);
    double[] along = along(origin, Vectors.filled(layers, 1), 2 * layers + 2);
    double[] expected = new double[2 * layers + 3];
    expected[0] = 0.5;
    expected[layers] = -factorial(layers);
    expected[2 * layers] = factorial(2 * layers) / 2;
    assertArrayEquals(expected, along);
  }

  private static double factorial(int n) {
    return IntStream.rangeClosed(1, n).asDoubleStream().reduce(1, (a, b) -> a * b);
  }

  /** The Taylor polynomial of full degree is the loss itself, however far. */
  @Test
  void derivatives_along_a_line_rebuild_the_loss() {
    SplittableRandom random = new SplittableRandom(3);
    DeepLinear objective = of(new double[][] {{1, -2, 0.5}, {0.3, 1, 2}}, 3, 2, 4, 2);
    double[] x = objective.start(random);
    double[] v = random.doubles(x.length, -1, 1).toArray();
    Evaluation here = objective.at(x);
    double[] derivatives = along(here, v, 6);
    assertEquals(here.value(), derivatives[0], 1e-14);
    assertEquals(Vectors.dot(here.gradient(), v), derivatives[1], 1e-13);
    double[] hv = new double[x.length];
    here.structure(HessianProducts.class).orElseThrow().apply(v, hv);
    assertEquals(Vectors.dot(hv, v), derivatives[2], 1e-12);
    assertArrayEquals(Arrays.copyOf(derivatives, 3), along(here, v, 2));
    for (double t : new double[] {-2, 0.5, 3}) {
      double taylor = 0;
      for (int p = 6; p >= 0; p--) {
        taylor = taylor * t + derivatives[p] / factorial(p);
      }
      double[] there = x.clone();
      Vectors.addScaled(there, t, v);
      double value = objective.at(there).value();
      assertEquals(value, taylor, 1e-12 * Math.max(1, value));
    }
    assertThrows(IllegalArgumentException.class, () -> along(here, v, -1));
  }

  private static double[] along(Evaluation here, double[] v, int order) {
    return here.structure(DirectionalDerivatives.class).orElseThrow().along(v, order);
  }

  @Test
  void layers_of_data_have_no_bias_and_a_target_matrix_has_no_examples() {
    DeepLinear data = ofData(Networks.data(9, 3, 0, NeuralNetwork.Loss.SQUARED), false, 3, 2, 1);
    Evaluation here = data.at(new double[data.dimension()]);
    LayerStatistics layers = here.structure(LayerStatistics.class).orElseThrow();
    assertEquals(3, layers.columns(0));
    assertEquals(2, layers.columns(1));
    assertTrue(data.sum().isPresent());
    DeepLinear matrix = of(new double[][] {{1}}, 1, 1);
    assertTrue(matrix.sum().isEmpty());
    for (Class<? extends Structure> kind : data.structures()) {
      assertEquals(
          matrix.structures().contains(kind), matrix.at(new double[1]).structure(kind).isPresent());
    }
  }

  @Test
  void targets_that_do_not_fit_are_refused() {
    assertRefused("has 1 rows; with these widths it has 2", () -> of(new double[][] {{1}}, 1, 2));
    assertRefused(
        "row 2 of the target has length 2; with these widths it has length 1",
        () -> of(new double[][] {{1}, {1, 2}}, 1, 2));
    DeepLinear.Config neither =
        new DeepLinear.Config(List.of(1, 1), Optional.empty(), Optional.empty(), false);
    assertRefused("a target matrix or data", () -> new DeepLinear(neither));
    DeepLinear.Config coded =
        new DeepLinear.Config(
            List.of(1, 1), Optional.of(new double[][] {{1}}), Optional.empty(), true);
    assertRefused("an autoencoder wants data", () -> new DeepLinear(coded));
    assertRefused("the point has 2", () -> of(new double[][] {{1}}, 1, 1).at(new double[2]));
  }

  private static void assertRefused(String part, Runnable action) {
    String message = assertThrows(IllegalArgumentException.class, action::run).toString();
    assertTrue(message.contains(part), message);
  }

  @Test
  void data_that_do_not_fit_are_refused() {
    Dataset numbers = Networks.data(9, 3, 0, NeuralNetwork.Loss.SQUARED);
    Dataset classes = Networks.data(9, 3, 3, NeuralNetwork.Loss.SOFTMAX);
    assertUnfit("widths start with 2; the data have 3", () -> ofData(numbers, false, 2, 1));
    assertUnfit("widths end with 2", () -> ofData(numbers, true, 3, 2));
    assertUnfit("2 outputs want a target of 2 classes", () -> ofData(classes, false, 3, 2));
  }

  private static void assertUnfit(String part, Runnable action) {
    String message = assertThrows(DataException.class, action::run).toString();
    assertTrue(message.contains(part), message);
  }
}
