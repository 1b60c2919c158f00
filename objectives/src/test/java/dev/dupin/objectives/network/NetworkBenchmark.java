package dev.dupin.objectives.network;

import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Target;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.OutputLoss;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What a Hessian product costs beside a gradient: a 784-256-128-10 tanh network with the softmax
 * loss on 1024 examples. For one thread run it with {@code
 * -Djava.util.concurrent.ForkJoinPool.common.parallelism=0}.
 *
 * <p>In multiply-adds for each example, with 200 960 weights in the first layer and 34 186 in the
 * others: a gradient 504 000, a product with everything kept 607 000 (1.20 gradients), one from the
 * start, which needs no gradient by the weights, 876 000 (1.74).
 */
final class NetworkBenchmark {

  private static final int EXAMPLES = 1024;
  private static final int PIXELS = 784;
  private static final int ROUNDS = 41;

  private NetworkBenchmark() {}

  /** Runs the benchmark; there are no arguments. */
  public static void main(String[] arguments) {
    NeuralNetwork network = network();
    SplittableRandom random = new SplittableRandom(2);
    double[] x = network.start(random);
    double[] v = random.doubles(x.length, -1, 1).toArray();
    double[] result = new double[x.length];
    Evaluation kept = network.at(x);
    HessianProducts products = products(kept);
    products.apply(v, result);
    OutputLoss outputs = kept.structure(OutputLoss.class).orElseThrow();
    double[] moved = new double[EXAMPLES * 10];
    double[] curved = new double[EXAMPLES * 10];

    double[] value = new double[ROUNDS];
    double[] gradient = new double[ROUNDS];
    double[] product = new double[ROUNDS];
    double[] start = new double[ROUNDS];
    double[] gaussNewton = new double[ROUNDS];
    // Taken in turns, so that a slow moment of the machine meets all of them.
    for (int warm = 0; warm < 2; warm++) {
      for (int round = 0; round < ROUNDS; round++) {
        value[round] = milliseconds(() -> network.at(x).value());
        gradient[round] = milliseconds(() -> network.at(x).gradient());
        product[round] = milliseconds(() -> products.apply(v, result));
        start[round] = milliseconds(() -> products(network.at(x)).apply(v, result));
        gaussNewton[round] =
            milliseconds(
                () -> {
                  outputs.jacobian(v, moved);
                  outputs.outputHessian(moved, curved);
                  outputs.transposed(curved, result);
                });
      }
    }
    print("value", value, gradient);
    print("gradient", gradient, gradient);
    print("Hessian product, state kept", product, gradient);
    print("Hessian product from the start", start, gradient);
    print("Gauss-Newton product, state kept", gaussNewton, gradient);
    double gigaflops = 2 * 504e3 * EXAMPLES / (median(gradient) * 1e6);
    System.out.printf(Locale.ROOT, "gradient: %.1f Gflop/s%n", gigaflops);
  }

  private static NeuralNetwork network() {
    SplittableRandom random = new SplittableRandom(1);
    double[] pixels = random.doubles((long) EXAMPLES * PIXELS, -1, 1).toArray();
    double[] classes = random.doubles(EXAMPLES, 0, 10).map(Math::floor).toArray();
    Dataset data =
        new Dataset(
            "memory",
            new DenseFeatures(EXAMPLES, PIXELS, pixels),
            Dataset.numberedNames("pixel", PIXELS),
            Optional.of(new Target("digit", classes, List.of())),
            IntStream.rangeClosed(1, EXAMPLES).toArray());
    return new NeuralNetwork(
        new NeuralNetwork.Config(
            () -> data,
            List.of(256, 128),
            Activation.TANH,
            Optional.of(NeuralNetwork.Loss.SOFTMAX),
            1e-3,
            false,
            false));
  }

  private static HessianProducts products(Evaluation here) {
    return here.structure(HessianProducts.class).orElseThrow();
  }

  private static double milliseconds(Runnable action) {
    long start = System.nanoTime();
    action.run();
    return (System.nanoTime() - start) / 1e6;
  }

  private static double median(double[] times) {
    double[] sorted = times.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** The ratio is the median of the rounds', each to the gradient of the same round. */
  private static void print(String what, double[] milliseconds, double[] gradient) {
    double[] ratios = new double[milliseconds.length];
    Arrays.setAll(ratios, round -> milliseconds[round] / gradient[round]);
    System.out.printf(
        Locale.ROOT,
        "%-34s %8.2f ms   %.2f gradients%n",
        what,
        median(milliseconds),
        median(ratios));
  }
}
