package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.HessianSparsity;
import dev.dupin.curvature.difference.GradientDifferences;
import dev.dupin.curvature.difference.SparseSymmetric;
import dev.dupin.curvature.difference.StarColouring;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The entries of a sparse Hessian, by one product a colour ({@link StarColouring}), and how far
 * each is off: four times the largest change over three points where every coordinate moved by one
 * unit in the last place, or by as much where entries come from differences with a step twice as
 * long. An entry that is exactly zero at all these points counts as no entry.
 *
 * @param matrix the entries, both triangles
 * @param errors as many, absolute; infinite where an entry is not known
 * @param products the work in products
 */
record SparseHessian(SparseSymmetric matrix, double[] errors, double products) {

  private static final int PROBES = 3;

  /** Noise is the largest of three draws; what was not drawn may be a little more. */
  private static final double SAFETY = 4;

  /** A product that disagrees with the entries by more than this part shows a wrong pattern. */
  private static final double AGREEMENT = 1e-8;

  private static final double AGREEMENT_OF_DIFFERENCES = 1e-3;

  /** Some seconds; a full row of 40 000 entries is beyond it. */
  private static final double COLOURING_WORK = 1e9;

  /**
   * Returns the Hessian; empty where the objective does not offer its pattern, where that needs
   * more products than the budget or too long to find the colours, or where a product shows that
   * the pattern is not right.
   *
   * @throws NumericalFailureException if an entry is not finite
   */
  static Optional<SparseHessian> at(Evaluation here, int budget, RandomGenerator random) {
    Optional<HessianSparsity> pattern = here.structure(HessianSparsity.class);
    if (pattern.isEmpty() || colouringWork(pattern.get().pointers()) > COLOURING_WORK) {
      return Optional.empty();
    }
    StarColouring colouring = new StarColouring(here.point().length, pattern.get());
    Reader reader = new Reader(colouring, pattern.get());
    return reader.cost(here) > budget ? Optional.empty() : reader.read(here, random);
  }

  /**
   * Returns the entries alone, without their errors: for a Hessian whose pattern was found right.
   *
   * @throws NumericalFailureException if an entry is not finite
   */
  static SparseHessian withoutErrors(Evaluation here, HessianSparsity pattern) {
    StarColouring colouring = new StarColouring(here.point().length, pattern);
    Reader reader = new Reader(colouring, pattern);
    double[] errors = new double[pattern.indices().length];
    double[] values = reader.entries(here, 1, errors);
    if (!Vectors.isFinite(values)) {
      throw new NumericalFailureException("the Hessian has an entry that is not finite");
    }
    return new SparseHessian(
        new SparseSymmetric(pattern.pointers(), pattern.indices(), values),
        errors,
        reader.products);
  }

  /** Every coordinate looks at the neighbours of its neighbours: the sum of squared row lengths. */
  private static double colouringWork(int[] pointers) {
    double work = 0;
    for (int i = 0; i + 1 < pointers.length; i++) {
      double length = pointers[i + 1] - pointers[i];
      work += length * length;
    }
    return work;
  }

  /** Reads the entries at several points. */
  private static final class Reader {
    private final StarColouring colouring;
    private final int[] pointers;
    private final int[] indices;
    private double products;

    Reader(StarColouring colouring, HessianSparsity pattern) {
      this.colouring = colouring;
      this.pointers = pattern.pointers();
      this.indices = pattern.indices();
    }

    double cost(Evaluation here) {
      boolean exact = isExact(here);
      int colours = colouring.count() * (exact ? 1 : 2);
      return (PROBES + (exact ? 1.0 : 2.0)) * colours + PROBES + 1;
    }

    private static boolean isExact(Evaluation here) {
      return here.structure(HessianProducts.class).isPresent();
    }

    Optional<SparseHessian> read(Evaluation here, RandomGenerator random) {
      double[] errors = new double[indices.length];
      double[] values = entries(here, 1, errors);
      if (!Vectors.isFinite(values)) {
        throw new NumericalFailureException("the Hessian has an entry that is not finite");
      }
      for (int probe = 0; probe < PROBES; probe++) {
        products++;
        widen(errors, values, HessianOperator.neighbour(here, random), 1);
      }
      if (!isExact(here)) {
        widen(errors, values, here, 2);
      }
      for (int at = 0; at < errors.length; at++) {
        errors[at] = errors[at] >= 0 ? SAFETY * errors[at] : Double.POSITIVE_INFINITY;
      }
      SparseSymmetric matrix = new SparseSymmetric(pointers, indices, values);
      return agrees(here, matrix, random)
          ? Optional.of(new SparseHessian(matrix, errors, products))
          : Optional.empty();
    }

    /** An entry that is not finite at a neighbour, or not there, has an error of NaN. */
    private void widen(double[] errors, double[] values, Evaluation there, double stretch) {
      double[] others;
      try {
        others = entries(there, stretch, new double[indices.length]);
      } catch (RuntimeException outside) {
        Arrays.fill(errors, Double.NaN);
        return;
      }
      for (int at = 0; at < errors.length; at++) {
        errors[at] = Math.max(errors[at], Math.abs(others[at] - values[at]));
      }
    }

    private double[] entries(Evaluation there, double stretch, double[] asymmetry) {
      Optional<HessianProducts> exact = there.structure(HessianProducts.class);
      products += colouring.count() * (exact.isPresent() ? 1 : 2);
      return exact.isPresent()
          ? byProducts(exact.get(), asymmetry)
          : GradientDifferences.central(there).sparse(colouring, stretch).values();
    }

    private double[] byProducts(HessianProducts hessian, double[] asymmetry) {
      int n = pointers.length - 1;
      double[] values = new double[indices.length];
      Arrays.fill(values, Double.NaN);
      double[] seed = new double[n];
      double[] image = new double[n];
      for (int colour = 0; colour < colouring.count(); colour++) {
        for (int j = 0; j < n; j++) {
          seed[j] = colouring.of(j) == colour ? 1 : 0;
        }
        hessian.apply(seed, image);
        for (int i = 0; i < n; i++) {
          readRow(i, colour, image[i], values);
        }
      }
      symmetrise(values, asymmetry);
      return values;
    }

    /** Where one column alone of the colour has an entry in the row, the product is that entry. */
    private void readRow(int i, int colour, double image, double[] values) {
      int alone = -1;
      int count = 0;
      for (int at = pointers[i]; at < pointers[i + 1]; at++) {
        if (colouring.of(indices[at]) == colour) {
          alone = at;
          count++;
        }
      }
      if (count == 1) {
        values[alone] = image;
      }
    }

    /** Averages the two triangles where both were read, and copies where one was. */
    private void symmetrise(double[] values, double[] asymmetry) {
      for (int i = 0; i + 1 < pointers.length; i++) {
        for (int at = pointers[i]; at < pointers[i + 1] && indices[at] < i; at++) {
          int mirror = mirror(i, indices[at]);
          double one = Double.isNaN(values[at]) ? values[mirror] : values[at];
          double other = Double.isNaN(values[mirror]) ? values[at] : values[mirror];
          values[at] = 0.5 * one + 0.5 * other;
          values[mirror] = values[at];
          asymmetry[at] = 0.5 * Math.abs(one - other);
          asymmetry[mirror] = asymmetry[at];
        }
      }
    }

    private int mirror(int i, int j) {
      int mirror = Arrays.binarySearch(indices, pointers[j], pointers[j + 1], i);
      if (mirror < 0) {
        throw new IllegalStateException(
            "the sparsity pattern has entry (" + i + ", " + j + ") and not its mirror image");
      }
      return mirror;
    }

    private boolean agrees(Evaluation here, SparseSymmetric matrix, RandomGenerator random) {
      HessianOperator hessian = new HessianOperator(here, random);
      double[] v = new double[hessian.dimension()];
      for (int i = 0; i < v.length; i++) {
        v[i] = random.nextBoolean() ? 1 : -1;
      }
      double[] product = new double[v.length];
      hessian.apply(v, product);
      products += hessian.products();
      double part = hessian.isExact() ? AGREEMENT : AGREEMENT_OF_DIFFERENCES;
      double largest = Vectors.maxAbs(matrix.values());
      for (int i = 0; i < v.length; i++) {
        double sum = 0;
        double size = hessian.isExact() ? 0 : largest;
        for (int at = pointers[i]; at < pointers[i + 1]; at++) {
          sum += matrix.values()[at] * v[indices[at]];
          size += Math.abs(matrix.values()[at]);
        }
        if (!(Math.abs(product[i] - sum) <= part * size)) {
          return false;
        }
      }
      return true;
    }
  }
}
