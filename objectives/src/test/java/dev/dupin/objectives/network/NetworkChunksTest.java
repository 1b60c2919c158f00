package dev.dupin.objectives.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.data.Dataset;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.LayerStatistics;
import dev.dupin.core.objective.OutputLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Enough examples for several chunks, and enough work in each for several threads. */
class NetworkChunksTest {

  private static final int EXAMPLES = 2500;

  private static NeuralNetwork network(boolean layerNorm) {
    Dataset data = Networks.data(EXAMPLES, 11, 5, NeuralNetwork.Loss.SOFTMAX);
    return new NeuralNetwork(
        new NeuralNetwork.Config(
            () -> data,
            List.of(40, 33),
            Activation.TANH,
            Optional.empty(),
            0.01,
            false,
            layerNorm));
  }

  private static double[] product(Evaluation here, double[] v) {
    double[] result = new double[v.length];
    here.structure(HessianProducts.class).orElseThrow().apply(v, result);
    return result;
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void batches_that_cut_chunks_average_to_the_whole(boolean layerNorm) {
    NeuralNetwork network = network(layerNorm);
    double[] x = Networks.point(network, 1);
    double[] v = new SplittableRandom(2).doubles(x.length, -1, 1).toArray();
    FiniteSum sum = network.sum().orElseThrow();
    int cut = 900;
    Evaluation whole = network.at(x);
    Evaluation first = sum.batch(IntStream.range(0, cut).toArray()).at(x);
    Evaluation second = sum.batch(IntStream.range(cut, EXAMPLES).toArray()).at(x);
    double share = (double) cut / EXAMPLES;
    assertEquals(whole.value(), share * first.value() + (1 - share) * second.value(), 1e-13);
    assertAverage(whole.gradient(), share, first.gradient(), second.gradient());
    assertAverage(product(whole, v), share, product(first, v), product(second, v));
  }

  private static void assertAverage(double[] whole, double share, double[] a, double[] b) {
    double[] average = Vectors.add(Vectors.scale(share, a), Vectors.scale(1 - share, b));
    assertArrayEquals(whole, average, 1e-13 * Math.max(1, Vectors.norm(whole)));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void one_thread_and_four_give_the_same_bits(boolean layerNorm) throws Exception {
    List<double[]> alone = inPool(1, layerNorm);
    List<double[]> together = inPool(4, layerNorm);
    for (int k = 0; k < alone.size(); k++) {
      assertArrayEquals(alone.get(k), together.get(k));
    }
  }

  private static List<double[]> inPool(int threads, boolean layerNorm) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> everything(network(layerNorm))).get();
    } finally {
      pool.shutdown();
    }
  }

  private static List<double[]> everything(NeuralNetwork network) {
    double[] x = Networks.point(network, 3);
    double[] v = new SplittableRandom(4).doubles(x.length, -1, 1).toArray();
    Evaluation here = network.at(x);
    List<double[]> all = new ArrayList<>();
    all.add(new double[] {here.value()});
    all.add(here.gradient());
    all.add(product(here, v));
    OutputLoss loss = here.structure(OutputLoss.class).orElseThrow();
    double[] moved = new double[loss.examples() * loss.outputs()];
    loss.jacobian(v, moved);
    all.add(moved);
    double[] back = new double[x.length];
    loss.transposed(moved, back);
    all.add(back);
    all.add(here.structure(LayerStatistics.class).orElseThrow().backpropagate(0, moved));
    return all;
  }

  /** The kept state is that of the point: products in any order, after anything, are the same. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void products_do_not_depend_on_what_was_asked_before(boolean layerNorm) {
    NeuralNetwork network = network(layerNorm);
    double[] x = Networks.point(network, 5);
    double[] v = new SplittableRandom(6).doubles(x.length, -1, 1).toArray();
    Evaluation used = network.at(x);
    used.gradient();
    product(used, Vectors.scale(-2, v));
    used.structure(OutputLoss.class).orElseThrow().jacobian(v, new double[EXAMPLES * 5]);
    Evaluation fresh = network.at(x);
    assertArrayEquals(product(fresh, v), product(used, v));
    assertArrayEquals(fresh.gradient(), used.gradient());
    assertEquals(fresh.value(), used.value(), 0.0);
  }
}
