package dev.dupin.testkit;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.DifferentiableMap;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.ParameterBlocks;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.objective.TermGradients;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A small model with every structure that Hessians ask for, all of them by automatic
 * differentiation: the mean over examples of a loss of the model's outputs, plus x' diag(ridge) x /
 * 2. Slow and dense, and nothing in it is derived by hand, so that it can be the oracle of what is.
 */
public final class ModelObjective implements Objective {

  /**
   * One example.
   *
   * @param model from the parameters to the outputs, as many in every example
   * @param loss of the outputs
   */
  public record Example(DifferentiableMap model, OutputFunction loss) {}

  private static final Set<Class<? extends Structure>> STRUCTURES =
      Set.of(
          HessianProducts.class,
          HessianMatrix.class,
          OutputLoss.class,
          TermGradients.class,
          ParameterBlocks.class);

  private final double[] start;
  private final List<Example> examples;
  private final double[] ridge;
  private final AutodiffObjective whole;
  private final List<AutodiffObjective> outputs = new ArrayList<>();

  /**
   * @param start where runs start, n coordinates; copied
   * @param examples one at least
   * @param ridge n weights of the penalty; copied
   */
  public ModelObjective(double[] start, List<Example> examples, double[] ridge) {
    this.start = start.clone();
    this.examples = List.copyOf(examples);
    this.ridge = ridge.clone();
    int n = start.length;
    whole = new AutodiffObjective(n, this::mean);
    for (Example example : examples) {
      for (int k = 0; k < example.loss().outputs(); k++) {
        int output = k;
        outputs.add(new AutodiffObjective(n, x -> example.model().apply(x)[output]));
      }
    }
  }

  private Real mean(Real[] x) {
    Real sum = Real.constant(0);
    for (Example example : examples) {
      sum = sum.add(example.loss().formula().apply(example.model().apply(x)));
    }
    sum = sum.divide(examples.size());
    for (int j = 0; j < ridge.length; j++) {
      sum = sum.add(x[j].square().multiply(0.5 * ridge[j]));
    }
    return sum;
  }

  @Override
  public int dimension() {
    return start.length;
  }

  @Override
  public double[] start(RandomGenerator random) {
    return start.clone();
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return STRUCTURES;
  }

  @Override
  public Evaluation at(double[] x) {
    return new At(x);
  }

  @Override
  public Optional<FiniteSum> sum() {
    return Optional.of(new Terms());
  }

  private final class Terms implements FiniteSum {

    @Override
    public int terms() {
      return examples.size();
    }

    @Override
    public Objective batch(int[] terms) {
      List<Example> some = new ArrayList<>();
      for (int term : terms) {
        some.add(examples.get(term));
      }
      return new ModelObjective(start, some, ridge);
    }
  }

  private final class At implements Evaluation {

    private final double[] point;
    private final Evaluation derivatives;
    private @Nullable Outputs known;

    At(double[] point) {
      this.point = point;
      derivatives = whole.at(point);
    }

    @Override
    public Objective objective() {
      return ModelObjective.this;
    }

    @Override
    public double[] point() {
      return point;
    }

    @Override
    public double value() {
      return derivatives.value();
    }

    @Override
    public double[] gradient() {
      return derivatives.gradient();
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      if (kind == OutputLoss.class) {
        return Optional.of(kind.cast(outputs()));
      }
      if (kind == TermGradients.class) {
        Outputs of = outputs();
        return Optional.of(kind.cast((TermGradients) of::gradient));
      }
      if (kind == ParameterBlocks.class) {
        return Optional.of(kind.cast(new Halves(point.length)));
      }
      return derivatives.structure(kind);
    }

    private Outputs outputs() {
      if (known == null) {
        known = new Outputs(point);
      }
      return known;
    }
  }

  /** The outputs of every example at a point, with their Jacobian, dense. */
  private final class Outputs implements OutputLoss {

    private final int width = examples.get(0).loss().outputs();
    private final double[][] values = new double[examples.size()][width];
    private final double[][] jacobian = new double[outputs.size()][];

    Outputs(double[] point) {
      for (int row = 0; row < jacobian.length; row++) {
        Evaluation output = outputs.get(row).at(point);
        values[row / width][row % width] = output.value();
        jacobian[row] = output.gradient();
      }
    }

    @Override
    public int examples() {
      return values.length;
    }

    @Override
    public int outputs() {
      return width;
    }

    @Override
    public double[] ridge() {
      return ridge;
    }

    @Override
    public void jacobian(double[] v, double[] result) {
      for (int row = 0; row < jacobian.length; row++) {
        result[row] = Vectors.dot(jacobian[row], v);
      }
    }

    @Override
    public void transposed(double[] u, double[] result) {
      Arrays.fill(result, 0);
      for (int row = 0; row < jacobian.length; row++) {
        Vectors.addScaled(result, u[row], jacobian[row]);
      }
    }

    @Override
    public void outputHessian(double[] u, double[] result) {
      for (int i = 0; i < values.length; i++) {
        double[] block = Arrays.copyOfRange(u, i * width, (i + 1) * width);
        double[] product = new double[width];
        loss(i).hessian(values[i]).apply(block, product);
        for (int k = 0; k < width; k++) {
          result[i * width + k] = product[k] / values.length;
        }
      }
    }

    @Override
    public double[] outputRoots(int column) {
      double[] roots = new double[values.length * width];
      for (int i = 0; i < values.length; i++) {
        double[] root = loss(i).root(values[i]);
        for (int k = 0; k < width; k++) {
          roots[i * width + k] = root[k * width + column];
        }
      }
      return roots;
    }

    @Override
    public double[] outputSamples(RandomGenerator random) {
      double[] samples = new double[values.length * width];
      for (int i = 0; i < values.length; i++) {
        System.arraycopy(loss(i).sample(values[i], random), 0, samples, i * width, width);
      }
      return samples;
    }

    double[] gradient(int term) {
      double[] atOutput = loss(term).gradient(values[term]);
      double[] gradient = new double[ridge.length];
      for (int k = 0; k < width; k++) {
        Vectors.addScaled(gradient, atOutput[k], jacobian[term * width + k]);
      }
      return gradient;
    }

    private OutputFunction loss(int example) {
      return examples.get(example).loss();
    }
  }

  /** Two blocks, the second the longer one where n is odd. */
  private record Halves(int n) implements ParameterBlocks {

    @Override
    public int blocks() {
      return n == 1 ? 1 : 2;
    }

    @Override
    public String name(int block) {
      return block == 0 ? "first" : "second";
    }

    @Override
    public int offset(int block) {
      return block == 0 ? 0 : n / 2;
    }

    @Override
    public int[] shape(int block) {
      return new int[] {n == 1 ? 1 : block == 0 ? n / 2 : n - n / 2};
    }
  }
}
