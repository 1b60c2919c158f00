package dev.dupin.objectives.network;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.Target;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.HessianMatrix;
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
import dev.dupin.core.plugin.Exclusive;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.plugin.RefusedValueException;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * A product of matrices that is to come close to one matrix, or to the best linear map of data: the
 * simplest function with the saddles of a neural network. For a target matrix Y and layers W_1, …,
 * W_L
 *
 * <pre>f = |W_L … W_1 - Y|^2 / 2   (all entries squared and summed)</pre>
 *
 * <p>and for data the mean over rows of |W_L … W_1 x - y|^2 / 2. Every critical point that is no
 * minimum is a saddle, strict for L = 2; for deeper products the origin is a degenerate one (Baldi
 * and Hornik 1989, "Neural networks and principal component analysis"; Kawaguchi 2016, "Deep
 * learning without poor local minima").
 *
 * <p>The parameters are W_1, W_2, …, each row-major. A gradient or Hessian product costs a few
 * multiply-adds for each weight and each column of Y or row of data, the dense Hessian n products,
 * the Jacobian one multiplication an entry. The residuals are the entries of the product less Y,
 * column by column, or those of row after row of data.
 */
public final class DeepLinear implements Objective {

  private static final String NAME = "deep-linear";

  private static final Set<Class<? extends Structure>> OF_MATRIX =
      Set.of(
          HessianProducts.class,
          HessianMatrix.class,
          Residuals.class,
          DirectionalDerivatives.class,
          ParameterBlocks.class);

  private static final Set<Class<? extends Structure>> OF_DATA =
      Set.of(
          HessianProducts.class,
          HessianMatrix.class,
          Residuals.class,
          DirectionalDerivatives.class,
          ParameterBlocks.class,
          OutputLoss.class,
          TermGradients.class,
          LayerStatistics.class,
          Metrics.class);

  private final Network network;
  private final Optional<Network> heldOut;
  private final boolean ofData;

  /**
   * The keys of a spec.
   *
   * @param widths the number of inputs, of the units between the layers, of outputs: {@code [4, 2,
   *     3]} for a 2 x 4 and a 3 x 2 matrix, whose product is 3 x 4
   * @param target the matrix Y, row by row
   * @param data the rows to fit: with one output to the numbers of their target, with several to
   *     its classes, coded as unit vectors in ascending order
   * @param autoencoder with data: whether the inputs themselves are the target
   */
  @Exclusive({"target", "data"})
  public record Config(
      @Range("[1, inf)") List<Integer> widths,
      Optional<double[][]> target,
      Optional<DataSource> data,
      @Default("false") boolean autoencoder) {
    public Config {
      widths = List.copyOf(widths);
      if (widths.size() < 2) {
        throw refused(
            "widths",
            "widths are at least those of inputs and outputs, such as [4, 2, 3]; not " + widths);
      }
      for (int width : widths) {
        if (width < 1) {
          throw refused("widths", "a width is at least 1, not " + width);
        }
      }
    }
  }

  /**
   * Takes the target matrix, or reads the data.
   *
   * @throws IllegalArgumentException if not exactly one of target and data is given, or if they do
   *     not fit the widths
   * @throws DataException if the data cannot be used
   */
  @Inject
  public DeepLinear(Config config) {
    if (config.target().isPresent() == config.data().isPresent()) {
      throw new IllegalArgumentException(NAME + " wants a target matrix or data: one of the two");
    }
    if (config.autoencoder() && config.data().isEmpty()) {
      throw refused("autoencoder", "an autoencoder wants data; a target matrix is given");
    }
    int[] widths = config.widths().stream().mapToInt(Integer::intValue).toArray();
    Layout layout = new Layout(widths, false);
    this.ofData = config.data().isPresent();
    if (ofData) {
      Dataset data = config.data().get().load();
      NetworkTask task = task(config, data, layout);
      this.network = network(layout, task, data);
      this.heldOut = data.heldOut().map(rows -> network(layout, task, rows));
    } else {
      this.network = network(layout, config.target().orElseThrow());
      this.heldOut = Optional.empty();
    }
  }

  private static RefusedValueException refused(String key, String problem) {
    return new RefusedValueException(key, 0, new IllegalArgumentException(problem));
  }

  /** |W - Y|^2 / 2 is the sum of squared losses of the unit vectors, whose targets are columns. */
  private static Network network(Layout layout, double[][] target) {
    int rows = layout.outputs();
    int columns = layout.inputs(0);
    double[] units = new double[Math.multiplyExact(columns, columns)];
    double[] targets = new double[Math.multiplyExact(columns, rows)];
    if (target.length != rows) {
      throw refused(
          "target",
          "the target has %d rows; with these widths it has %d rows of %d numbers"
              .formatted(target.length, rows, columns));
    }
    for (int i = 0; i < rows; i++) {
      if (target[i].length != columns) {
        throw refused(
            "target",
            "row %d of the target has length %d; with these widths it has length %d"
                .formatted(i + 1, target[i].length, columns));
      }
      for (int j = 0; j < columns; j++) {
        targets[j * rows + i] = target[i][j];
      }
    }
    for (int j = 0; j < columns; j++) {
      units[j * columns + j] = 1;
    }
    return linear(layout, units, new SquaredLoss(rows, targets), 1);
  }

  private static Network network(Layout layout, NetworkTask task, Dataset data) {
    return linear(layout, InputMatrix.features(data), task.losses().apply(data), 1.0 / data.rows());
  }

  private static Network linear(Layout layout, double[] inputs, ExampleLoss loss, double scale) {
    return new Network(layout, Activation.IDENTITY, false, inputs, loss, scale, 0);
  }

  private static NetworkTask task(Config config, Dataset data, Layout layout) {
    int columns = data.features().columns();
    if (layout.inputs(0) != columns) {
      throw problem(
          data,
          "widths start with " + layout.inputs(0) + "; the data have " + columns + " columns");
    }
    if (config.autoencoder()) {
      if (layout.outputs() != columns) {
        throw problem(
            data,
            "widths end with %d; an autoencoder has as many outputs as inputs, %d"
                .formatted(layout.outputs(), columns));
      }
      return NetworkTask.autoencoder(data);
    }
    Target target = NetworkTask.target(data, NAME);
    if (layout.outputs() == 1) {
      return NetworkTask.squared(data, target);
    }
    return NetworkTask.unitVectors(data, target, layout.outputs());
  }

  private static DataException problem(Dataset data, String problem) {
    return new DataException(data.origin(), 0, 0, problem);
  }

  /** Some of the rows. */
  private DeepLinear(DeepLinear whole, int[] terms) {
    this.network = whole.network.select(terms);
    this.heldOut = whole.heldOut;
    this.ofData = true;
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
          "matrices of widths "
              + Arrays.toString(network.layout().widths())
              + " have "
              + dimension()
              + " entries; the point has "
              + x.length);
    }
    return new DeepLinearEvaluation(this, x);
  }

  /**
   * Returns Gaussian entries with the variance 2 / (inputs + outputs) of each layer (Glorot and
   * Bengio 2010). The origin is critical: a run from there stays, or has to escape.
   */
  @Override
  public double[] start(RandomGenerator random) {
    return network.layout().start(network.activation(), random);
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return ofData ? OF_DATA : OF_MATRIX;
  }

  /** Returns the rows of data; empty for a target matrix. */
  @Override
  public Optional<FiniteSum> sum() {
    return ofData
        ? Optional.of(new ExampleSum(network.examples(), terms -> new DeepLinear(this, terms)))
        : Optional.empty();
  }

  Network network() {
    return network;
  }

  private static final class DeepLinearEvaluation extends NetworkEvaluation {

    private final DeepLinear objective;

    DeepLinearEvaluation(DeepLinear objective, double[] point) {
      super(objective, objective.network, point);
      this.objective = objective;
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      if (kind == DirectionalDerivatives.class) {
        return Optional.of(kind.cast(new LineDerivatives(objective.network, point())));
      }
      if (kind == Metrics.class && objective.ofData) {
        return Optional.of(kind.cast(new NetworkMetrics(this, objective.heldOut)));
      }
      return super.structure(kind);
    }
  }
}
