package dev.dupin.objectives.network;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.LayerStatistics;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.ParameterBlocks;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.objective.TermGradients;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.plugin.RefusedValueException;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * A fully connected network, f(w) = mean over examples of loss(network(inputs), target) + l2/2
 * |weights|^2; biases are not penalised. Gradient, Hessian products, Gauss-Newton products and
 * Fisher matrices are exact.
 *
 * <p>Parameters lie layer after layer; of each layer a matrix, row-major, with a row for each
 * output and a column for each input, the bias last ({@code layer1.weight} and so on).
 *
 * <p>With N examples, H hidden units, K outputs and m weights: value, gradient and Hessian product
 * cost N m, at most 3 N m and at most 6 N m multiply-adds; a large first layer counts 1, 2 and 2
 * times. The inputs are held dense, N x (features + 1) doubles. An evaluation holds N (2 H + 2 K)
 * doubles for its value, N (H + K) more for the gradient and N H more for products (with layer
 * normalisation up to 2 N H on top), and during a pass some three times 1024 (H + K) more; nothing
 * of size m but results.
 */
public final class NeuralNetwork implements Objective {

  private static final String NAME = "neural-network";

  /** The loss of one example. */
  public enum Loss {
    /** Minus the logarithm of the probability of the right class, any number of classes. */
    SOFTMAX,
    /** The same for two classes, with one output. */
    LOGISTIC,
    /** Half the square of the output less the target; several outputs are summed. */
    SQUARED
  }

  private final Network network;
  private final Optional<Network> heldOut;
  private final Set<Class<? extends Structure>> structures;

  /**
   * The keys of a spec.
   *
   * @param data the examples
   * @param hidden how many units each hidden layer has, from the inputs on; {@code []} for none
   * @param activation of the hidden units
   * @param loss of an example; left out: logistic for two classes, softmax for more, squared for
   *     numbers. A target of words names classes, and so does one of at most 32 different whole
   *     numbers
   * @param l2 the weight of the penalty l2/2 |w|^2 on all weights but biases
   * @param autoencoder whether the inputs themselves are the target, with the squared loss
   * @param layerNorm whether the hidden units of each example are moved and scaled to mean 0 and
   *     variance 1 before they go on to the next layer
   */
  public record Config(
      DataSource data,
      @Default("[64, 32]") @Range("[1, inf)") List<Integer> hidden,
      @Default("tanh") Activation activation,
      Optional<Loss> loss,
      @Default("0") @Range("[0, inf)") double l2,
      @Default("false") boolean autoencoder,
      @Default("false") boolean layerNorm) {
    public Config {
      hidden = List.copyOf(hidden);
      for (int units : hidden) {
        if (units < 1) {
          throw new IllegalArgumentException("a hidden layer has at least 1 unit, not " + units);
        }
      }
      if (!(l2 >= 0 && l2 < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException("l2 must be at least 0 and finite, not " + l2);
      }
      if (autoencoder && loss.isPresent() && loss.get() != Loss.SQUARED) {
        throw new RefusedValueException(
            "loss",
            0,
            new IllegalArgumentException(
                "an autoencoder has the squared loss; leave 'loss' out, or 'autoencoder'"));
      }
    }
  }

  /**
   * Reads the data.
   *
   * @throws dev.dupin.core.data.DataException if the data cannot be read, or the loss has no use
   *     for their target
   */
  @Inject
  public NeuralNetwork(Config config) {
    Dataset data = config.data().load();
    NetworkTask task =
        config.autoencoder()
            ? NetworkTask.autoencoder(data)
            : NetworkTask.prediction(data, config.loss(), NAME);
    Layout layout = new Layout(widths(data, config.hidden(), task.outputs()), true);
    this.network = network(config, layout, task, data);
    this.heldOut = data.heldOut().map(rows -> network(config, layout, task, rows));
    this.structures = structures(network);
  }

  private static int[] widths(Dataset data, List<Integer> hidden, int outputs) {
    return IntStream.concat(
            IntStream.concat(
                IntStream.of(data.features().columns()),
                hidden.stream().mapToInt(Integer::intValue)),
            IntStream.of(outputs))
        .toArray();
  }

  private static Network network(Config config, Layout layout, NetworkTask task, Dataset data) {
    return new Network(
        layout,
        config.activation(),
        config.layerNorm(),
        InputMatrix.of(data, true),
        task.losses().apply(data),
        1.0 / data.rows(),
        config.l2());
  }

  private static Set<Class<? extends Structure>> structures(Network network) {
    Set<Class<? extends Structure>> structures =
        new HashSet<>(
            Set.of(
                HessianProducts.class,
                OutputLoss.class,
                TermGradients.class,
                LayerStatistics.class,
                ParameterBlocks.class,
                Metrics.class));
    if (!network.loss().classifies() && network.l2() == 0) {
      structures.add(Residuals.class);
    }
    return Set.copyOf(structures);
  }

  /** Some of the examples. */
  private NeuralNetwork(NeuralNetwork whole, int[] terms) {
    this.network = whole.network.select(terms);
    this.heldOut = whole.heldOut;
    this.structures = whole.structures;
  }

  @Override
  public int dimension() {
    return network.layout().parameters();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code x} has not n entries
   */
  @Override
  public Evaluation at(double[] x) {
    if (x.length != dimension()) {
      throw new IllegalArgumentException(
          NAME + " has " + dimension() + " weights; the point has " + x.length);
    }
    return new NeuralNetworkEvaluation(this, x);
  }

  /**
   * Returns Gaussian weights with the variance 2 / (inputs + outputs) of each layer, for relu 2 /
   * inputs (Glorot and Bengio 2010; He et al. 2015), and biases of 0.
   */
  @Override
  public double[] start(RandomGenerator random) {
    return network.layout().start(network.activation(), random);
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return structures;
  }

  @Override
  public Optional<FiniteSum> sum() {
    return Optional.of(new ExampleSum(network.examples(), terms -> new NeuralNetwork(this, terms)));
  }

  Network network() {
    return network;
  }

  private static final class NeuralNetworkEvaluation extends NetworkEvaluation {

    private final NeuralNetwork objective;

    NeuralNetworkEvaluation(NeuralNetwork objective, double[] point) {
      super(objective, objective.network, point);
      this.objective = objective;
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      return kind == Metrics.class
          ? Optional.of(kind.cast(new NetworkMetrics(this, objective.heldOut)))
          : super.structure(kind);
    }
  }
}
