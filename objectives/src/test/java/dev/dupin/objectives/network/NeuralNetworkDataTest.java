package dev.dupin.objectives.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Features;
import dev.dupin.core.data.SparseFeatures;
import dev.dupin.core.data.Target;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.ParameterBlocks;
import dev.dupin.core.objective.Residuals;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a network makes of data and of its keys. */
class NeuralNetworkDataTest {

  private static final List<String> NUMBERS = List.of();

  private static Dataset data(List<String> labels, double... target) {
    return data(Optional.empty(), labels, target);
  }

  private static Dataset data(Optional<Dataset> heldOut, List<String> labels, double... target) {
    double[] values = new SplittableRandom(1).doubles(2L * target.length, -1, 1).toArray();
    return new Dataset(
        "some.csv",
        new DenseFeatures(target.length, 2, values),
        List.of("a", "b"),
        Optional.of(new Target("y", target, labels)),
        IntStream.range(2, 2 + target.length).toArray(),
        heldOut);
  }

  private static NeuralNetwork network(Dataset data, Optional<NeuralNetwork.Loss> loss) {
    return new NeuralNetwork(
        new NeuralNetwork.Config(() -> data, List.of(2), Activation.TANH, loss, 0, false, false));
  }

  private static ExampleLoss usual(Dataset data) {
    return network(data, Optional.empty()).network().loss();
  }

  @Test
  void the_target_chooses_the_loss() {
    assertTrue(usual(data(NUMBERS, 1, -1, 1)) instanceof LogisticLoss);
    assertTrue(usual(data(List.of("no", "yes"), 1, 0, 1)) instanceof LogisticLoss);
    assertEquals(3, usual(data(NUMBERS, 0, 1, 7)).outputs());
    assertTrue(usual(data(NUMBERS, 0, 1, 7)) instanceof SoftmaxLoss);
    assertTrue(usual(data(NUMBERS, 0, 1, 0.5)) instanceof SquaredLoss);
    double[] many = IntStream.range(0, 40).asDoubleStream().toArray();
    assertTrue(usual(data(NUMBERS, many)) instanceof SquaredLoss);
    String[] words = IntStream.range(0, 40).mapToObj(i -> "w" + i).toArray(String[]::new);
    assertEquals(40, usual(data(List.of(words), many)).outputs());
  }

  @Test
  void a_target_that_the_loss_has_no_use_for_is_refused() {
    assertUnfit(
        "the target has 3; use 'softmax'", NeuralNetwork.Loss.LOGISTIC, data(NUMBERS, 1, 2, 3));
    assertUnfit(
        "some.csv:2: loss 'squared' wants numbers; the target is 'b'",
        NeuralNetwork.Loss.SQUARED,
        data(List.of("a", "b"), 1, 0));
    assertUnfit(
        "some.csv:2: every row has the label 4", NeuralNetwork.Loss.SOFTMAX, data(NUMBERS, 4, 4));
    Dataset none =
        new Dataset(
            "some.csv",
            new DenseFeatures(1, 1, new double[] {1}),
            List.of("a"),
            Optional.empty(),
            new int[] {2});
    assertUnfit("needs a column to predict", NeuralNetwork.Loss.SQUARED, none);
    assertUnfit("there are no rows", NeuralNetwork.Loss.SQUARED, data(NUMBERS));
    Dataset rare = data(Optional.of(data(NUMBERS, 1, 3)), NUMBERS, 1, 2);
    assertUnfit(
        "some.csv:3: the label 3 occurs in no row for training", NeuralNetwork.Loss.SOFTMAX, rare);
  }

  private static void assertUnfit(String part, NeuralNetwork.Loss loss, Dataset data) {
    String message =
        assertThrows(DataException.class, () -> network(data, Optional.of(loss))).toString();
    assertTrue(message.contains(part), message);
  }

  @Test
  void keys_that_contradict_one_another_are_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new NeuralNetwork.Config(
                () -> data(NUMBERS, 1),
                List.of(2),
                Activation.TANH,
                Optional.of(NeuralNetwork.Loss.SOFTMAX),
                0,
                true,
                false));
    NeuralNetwork network = network(data(NUMBERS, 0, 1), Optional.empty());
    assertThrows(IllegalArgumentException.class, () -> network.at(new double[1]));
    FiniteSum sum = network.sum().orElseThrow();
    assertThrows(IllegalArgumentException.class, () -> sum.batch(new int[0]));
    assertThrows(IndexOutOfBoundsException.class, () -> sum.batch(new int[] {2}));
  }

  @Test
  void blocks_are_named_by_layer_and_cover_the_weights() {
    NeuralNetwork network = network(data(NUMBERS, 0, 1, 2), Optional.empty());
    ParameterBlocks blocks =
        network.at(new double[network.dimension()]).structure(ParameterBlocks.class).orElseThrow();
    assertEquals(2, blocks.blocks());
    assertEquals("layer1.weight", blocks.name(0));
    assertEquals("layer2.weight", blocks.name(1));
    assertArrayEquals(new int[] {2, 3}, blocks.shape(0));
    assertArrayEquals(new int[] {3, 3}, blocks.shape(1));
    assertEquals(6, blocks.offset(1));
    assertEquals(15, network.dimension());
  }

  @Test
  void sparse_features_are_the_same_as_dense_ones() {
    double[] target = {0, 1, 1};
    Features dense = new DenseFeatures(3, 2, new double[] {0, 2, -1, 0, 0, 0});
    Features sparse =
        new SparseFeatures(3, 2, new int[] {0, 1, 2, 2}, new int[] {1, 0}, new double[] {2, -1});
    double[][] gradients = new double[2][];
    for (int k = 0; k < 2; k++) {
      Dataset data =
          new Dataset(
              "memory",
              k == 0 ? dense : sparse,
              List.of("a", "b"),
              Optional.of(new Target("y", target, NUMBERS)),
              new int[] {1, 2, 3});
      NeuralNetwork network = network(data, Optional.empty());
      gradients[k] = network.at(Networks.point(network, 1)).gradient();
    }
    assertArrayEquals(gradients[0], gradients[1]);
  }

  @Test
  void metrics_tell_of_the_examples_and_of_those_held_out() {
    Dataset rows = data(Optional.of(data(NUMBERS, 1, 1, 1, 0)), NUMBERS, 0, 1);
    NeuralNetwork network = network(rows, Optional.empty());
    double[] always = new double[network.dimension()];
    always[always.length - 1] = 1;
    Map<String, Double> metrics =
        network.at(always).structure(Metrics.class).orElseThrow().values();
    assertEquals(
        List.of("trainAccuracy", "trainLogLoss", "testAccuracy", "testLogLoss"),
        List.copyOf(metrics.keySet()));
    double right = Math.log1p(Math.exp(-1));
    double[] expected = {0.5, right + 0.5, 0.75, right + 0.25};
    assertArrayEquals(
        expected, metrics.values().stream().mapToDouble(Double::doubleValue).toArray(), 1e-15);
  }

  @Test
  void metrics_of_numbers_are_the_mean_square() {
    NeuralNetwork network =
        network(data(NUMBERS, 0.5, 1.5), Optional.of(NeuralNetwork.Loss.SQUARED));
    Map<String, Double> metrics =
        network.at(new double[network.dimension()]).structure(Metrics.class).orElseThrow().values();
    assertEquals(Map.of("trainMeanSquaredError", 1.25), metrics);
  }

  @Test
  void squared_loss_is_a_sum_of_squares_where_there_is_no_penalty() {
    Dataset numbers = data(NUMBERS, 0.5, 1.5);
    assertTrue(network(numbers, Optional.empty()).structures().contains(Residuals.class));
    assertFalse(
        network(data(NUMBERS, 0, 1), Optional.empty()).structures().contains(Residuals.class));
    NeuralNetwork penalized =
        new NeuralNetwork(
            new NeuralNetwork.Config(
                () -> numbers, List.of(2), Activation.TANH, Optional.empty(), 1, false, false));
    assertFalse(penalized.structures().contains(Residuals.class));
  }

  @Test
  void the_penalty_leaves_biases_alone() {
    Dataset numbers = data(NUMBERS, 0.5, 1.5);
    NeuralNetwork network =
        new NeuralNetwork(
            new NeuralNetwork.Config(
                () -> numbers, List.of(), Activation.TANH, Optional.empty(), 3, false, false));
    double[] x = {1, 2, 7};
    NeuralNetwork free = network(numbers, List.of());
    assertEquals(free.at(x).value() + 1.5 * 5, network.at(x).value(), 1e-13);
  }

  private static NeuralNetwork network(Dataset data, List<Integer> hidden) {
    return new NeuralNetwork(
        new NeuralNetwork.Config(
            () -> data, hidden, Activation.TANH, Optional.empty(), 0, false, false));
  }

  /** The start of Glorot and Bengio, and of He et al. for relu. */
  @ParameterizedTest
  @EnumSource(Activation.class)
  void start_has_the_variance_of_its_layer_and_biases_of_zero(Activation activation) {
    Layout layout = new Layout(new int[] {300, 200, 100}, true);
    double[] start = layout.start(activation, new SplittableRandom(1));
    for (int layer = 0; layer < 2; layer++) {
      int columns = layout.columns(layer);
      double squares = 0;
      for (int k = 0; k < layout.rows(layer) * columns; k++) {
        double entry = start[layout.offset(layer) + k];
        squares += entry * entry;
        if (k % columns == columns - 1) {
          assertEquals(0, entry, 0.0);
        }
      }
      int inputs = layout.inputs(layer);
      int weights = layout.rows(layer) * inputs;
      double expected =
          activation == Activation.RELU ? 2.0 / inputs : 2.0 / (inputs + layout.rows(layer));
      // Five standard errors of a variance, sqrt(2 / weights) each.
      assertEquals(expected, squares / weights, expected * 5 * Math.sqrt(2.0 / weights));
    }
    assertArrayEquals(start, layout.start(activation, new SplittableRandom(1)));
  }

  @ParameterizedTest
  @MethodSource("dev.dupin.objectives.network.Networks#samples")
  void a_point_that_is_not_a_number_has_no_value(Networks.Sample sample) {
    NeuralNetwork network = sample.network();
    double[] x = Networks.point(network, 1);
    x[0] = Double.NaN;
    assertTrue(Double.isNaN(network.at(x).value()));
    assertTrue(Double.isNaN(Arrays.stream(network.at(x).gradient()).sum()));
  }

  @Test
  void too_many_weights_are_refused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Layout(new int[] {50_000, 50_000, 1}, true));
  }
}
