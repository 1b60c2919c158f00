package dev.dupin.core.audit;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.ParameterBlocks;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.objective.TermGradients;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The mean over terms of r_i^2 / 2 with r_i = x_i^2 + x_{i+1} - 1, the last followed by the first,
 * plus ridge |x|^2 / 2; with every structure, and with one fault planted in it.
 */
final class Planted implements Objective {

  enum Fault {
    NONE,
    GRADIENT_ENTRY,
    GRADIENT_NAN,
    GRADIENT_LENGTH,
    VALUE_NAN,
    VALUE_THROWS,
    UNREPEATABLE,
    STRUCTURE_MISSING,
    HESSIAN_ENTRY,
    HESSIAN_PAIR,
    MATRIX_ENTRY,
    MATRIX_UNSYMMETRIC,
    RESIDUAL_SCALE,
    JACOBIAN_ENTRY,
    TRANSPOSED_SIGN,
    JACOBIAN_MATRIX,
    COLUMN_NORM,
    OUTPUT_TRANSPOSED_SIGN,
    OUTPUT_ROOT,
    TERM_ENTRY,
    BATCH_IS_WHOLE,
    BLOCK_TWICE,
  }

  /** Entry (row, column) of second derivatives that is wrong by {@link #ERROR}. */
  static final int ROW = 2;

  static final int COLUMN = 4;
  static final double ERROR = 1e-5;

  private final int n;
  private final int[] terms;
  private final double ridge;
  private final Fault fault;
  private int evaluations;

  Planted(int n, double ridge, Fault fault) {
    this(n, IntStream.range(0, n).toArray(), ridge, fault);
  }

  private Planted(int n, int[] terms, double ridge, Fault fault) {
    this.n = n;
    this.terms = terms;
    this.ridge = ridge;
    this.fault = fault;
  }

  @Override
  public int dimension() {
    return n;
  }

  @Override
  public double[] start(RandomGenerator random) {
    return random.doubles(n, 0.5, 1.5).toArray();
  }

  @Override
  public Evaluation at(double[] x) {
    evaluations++;
    return new Here(x);
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return Set.of(
        HessianProducts.class,
        HessianMatrix.class,
        Residuals.class,
        OutputLoss.class,
        TermGradients.class,
        ParameterBlocks.class);
  }

  @Override
  public Optional<FiniteSum> sum() {
    return Optional.of(
        new FiniteSum() {
          @Override
          public int terms() {
            return terms.length;
          }

          @Override
          public Objective batch(int[] chosen) {
            return fault == Fault.BATCH_IS_WHOLE
                ? Planted.this
                : new Planted(n, chosen, ridge, Fault.NONE);
          }
        });
  }

  private final class Here implements Evaluation, TermGradients, ParameterBlocks {
    private final double[] x;
    private final double[] gradient;
    private final DenseSymmetric hessian;

    Here(double[] x) {
      this.x = x;
      gradient = makeGradient();
      hessian = new DenseSymmetric(n, makeHessian());
    }

    private double r(int i) {
      return x[i] * x[i] + x[(i + 1) % n] - 1;
    }

    private double[] makeGradient() {
      double[] g = new double[fault == Fault.GRADIENT_LENGTH ? n + 1 : n];
      for (int i : terms) {
        g[i] += 2 * x[i] * r(i) / terms.length;
        g[(i + 1) % n] += r(i) / terms.length;
      }
      for (int i = 0; i < n; i++) {
        g[i] += ridge * x[i];
      }
      if (fault == Fault.GRADIENT_ENTRY) {
        g[3] *= 1 + 1e-6;
      } else if (fault == Fault.GRADIENT_NAN) {
        g[3] = Double.NaN;
      } else if (fault == Fault.UNREPEATABLE) {
        g[3] += 1e-14 * evaluations;
      }
      return g;
    }

    private double[] makeHessian() {
      double[] h = new double[n * n];
      for (int i : terms) {
        int next = (i + 1) % n;
        h[i * n + i] += (4 * x[i] * x[i] + 2 * r(i)) / terms.length;
        h[next * n + next] += 1.0 / terms.length;
        h[i * n + next] += 2 * x[i] / terms.length;
        h[next * n + i] += 2 * x[i] / terms.length;
      }
      for (int i = 0; i < n; i++) {
        h[i * n + i] += ridge;
      }
      return h;
    }

    @Override
    public Objective objective() {
      return Planted.this;
    }

    @Override
    public double[] point() {
      return x;
    }

    @Override
    public double value() {
      if (fault == Fault.VALUE_THROWS) {
        throw new IllegalStateException("no value");
      }
      double sum = 0;
      for (int i : terms) {
        sum += r(i) * r(i) / 2;
      }
      double penalty = 0;
      for (double entry : x) {
        penalty += ridge * entry * entry / 2;
      }
      return fault == Fault.VALUE_NAN ? Double.NaN : sum / terms.length + penalty;
    }

    @Override
    public double[] gradient() {
      return gradient;
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      if (fault == Fault.STRUCTURE_MISSING && kind == ParameterBlocks.class) {
        return Optional.empty();
      }
      if (kind == HessianProducts.class) {
        return Optional.of(kind.cast((HessianProducts) this::apply));
      }
      if (kind == HessianMatrix.class) {
        return Optional.of(kind.cast((HessianMatrix) this::matrix));
      }
      if (kind == Residuals.class) {
        return Optional.of(kind.cast(new Squares(this)));
      }
      if (kind == OutputLoss.class) {
        return Optional.of(kind.cast(new Outputs(this)));
      }
      return kind.isInstance(this) ? Optional.of(kind.cast(this)) : Optional.empty();
    }

    void apply(double[] v, double[] result) {
      hessian.apply(v, result);
      if (fault == Fault.HESSIAN_ENTRY || fault == Fault.HESSIAN_PAIR) {
        result[ROW] += ERROR * v[COLUMN];
      }
      if (fault == Fault.HESSIAN_PAIR) {
        result[COLUMN] += ERROR * v[ROW];
      }
    }

    DenseSymmetric matrix() {
      double[] values = hessian.values().clone();
      if (fault == Fault.MATRIX_ENTRY) {
        values[ROW * n + COLUMN] += ERROR;
        values[COLUMN * n + ROW] += ERROR;
      } else if (fault == Fault.MATRIX_UNSYMMETRIC) {
        values[COLUMN * n + ROW] += 1e-18;
      }
      return new DenseSymmetric(n, values);
    }

    @Override
    public double[] of(int term) {
      int i = terms[term];
      double[] g = new double[n];
      g[i] += 2 * x[i] * r(i);
      g[(i + 1) % n] += r(i);
      if (fault == Fault.TERM_ENTRY && term == n - 1) {
        g[1] += ERROR;
      }
      return g;
    }

    @Override
    public int blocks() {
      return 2;
    }

    @Override
    public String name(int block) {
      return block == 0 ? "first" : "others";
    }

    @Override
    public int offset(int block) {
      return block == 0 || fault == Fault.BLOCK_TWICE ? 0 : 1;
    }

    @Override
    public int[] shape(int block) {
      return block == 0 ? new int[] {1} : new int[] {n - 1};
    }
  }

  /** The products with the Jacobian that residuals and outputs share. */
  private abstract static class Jacobian {
    final Here here;
    final Planted of;

    Jacobian(Here here) {
      this.here = here;
      this.of = (Planted) here.objective();
    }

    void product(double[] v, double[] result) {
      for (int k = 0; k < of.terms.length; k++) {
        int i = of.terms[k];
        result[k] = 2 * here.x[i] * v[i] + v[(i + 1) % of.n];
      }
    }

    void transpose(double[] u, double[] result, boolean wrongSign) {
      java.util.Arrays.fill(result, 0);
      for (int k = 0; k < of.terms.length; k++) {
        int i = of.terms[k];
        double sign = wrongSign && i == ROW ? -1 : 1;
        result[i] += sign * 2 * here.x[i] * u[k];
        result[(i + 1) % of.n] += u[k];
      }
    }
  }

  /** Only where there is no ridge is f a sum of squares; the scale then is 1 / (2 N). */
  private static final class Squares extends Jacobian implements Residuals {
    Squares(Here here) {
      super(here);
    }

    @Override
    public double scale() {
      return (of.fault == Fault.RESIDUAL_SCALE ? 1.0 : 0.5) / of.terms.length;
    }

    @Override
    public double[] values() {
      return IntStream.of(of.terms).mapToDouble(here::r).toArray();
    }

    @Override
    public void jacobian(double[] v, double[] result) {
      product(v, result);
      if (of.fault == Fault.JACOBIAN_ENTRY) {
        result[ROW] += ERROR * v[COLUMN];
      }
    }

    @Override
    public void transposed(double[] u, double[] result) {
      transpose(u, result, of.fault == Fault.TRANSPOSED_SIGN);
      if (of.fault == Fault.JACOBIAN_ENTRY) {
        result[COLUMN] += ERROR * u[ROW];
      }
    }

    @Override
    public double[] jacobianMatrix() {
      double[] matrix = new double[of.terms.length * of.n];
      for (int j = 0; j < of.n; j++) {
        double[] v = new double[of.n];
        v[j] = 1;
        double[] column = new double[of.terms.length];
        jacobian(v, column);
        for (int i = 0; i < column.length; i++) {
          matrix[i * of.n + j] = column[i];
        }
      }
      if (of.fault == Fault.JACOBIAN_MATRIX) {
        matrix[ROW * of.n + COLUMN] += ERROR;
      }
      return matrix;
    }

    @Override
    public double[] columnNorms() {
      double[] norms = Residuals.super.columnNorms();
      norms[1] *= of.fault == Fault.COLUMN_NORM ? 1 + ERROR : 1;
      return norms;
    }
  }

  private static final class Outputs extends Jacobian implements OutputLoss {
    Outputs(Here here) {
      super(here);
    }

    @Override
    public int examples() {
      return of.terms.length;
    }

    @Override
    public int outputs() {
      return 1;
    }

    @Override
    public double[] ridge() {
      double[] weights = new double[of.n];
      java.util.Arrays.fill(weights, of.ridge);
      return weights;
    }

    @Override
    public void jacobian(double[] v, double[] result) {
      product(v, result);
    }

    @Override
    public void transposed(double[] u, double[] result) {
      transpose(u, result, of.fault == Fault.OUTPUT_TRANSPOSED_SIGN);
    }

    @Override
    public void outputHessian(double[] u, double[] result) {
      for (int i = 0; i < u.length; i++) {
        result[i] = u[i] / examples();
      }
    }

    @Override
    public double[] outputRoots(int column) {
      double[] roots = new double[examples()];
      java.util.Arrays.fill(roots, 1);
      roots[ROW] = of.fault == Fault.OUTPUT_ROOT ? 0.5 : 1;
      return roots;
    }

    @Override
    public double[] outputSamples(RandomGenerator random) {
      return random.doubles(examples()).toArray();
    }
  }
}
