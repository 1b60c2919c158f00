package dev.dupin.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.HessianSparsity;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.ParameterBlocks;
import dev.dupin.core.objective.ResidualCurvature;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.objective.TermGradients;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What every objective must do: derivatives that agree with differences and with one another.
 * Extend it for an objective of your own.
 */
public abstract class ObjectiveContract {

  /**
   * Central differences of f, step eps^(1/3): their own error is about 1e-10 of the scale of f and
   * its derivatives.
   */
  private static final double DIFFERENCES = 1e-7;

  /** Where both sides are exact, only rounding is left. */
  private static final double EXACT = 1e-10;

  private static final int POINTS = 4;

  /** For subclasses. */
  protected ObjectiveContract() {}

  /** Returns the objective under test. */
  protected abstract Objective objective();

  /**
   * Returns a point to test at: inside the domain, where the objective is smooth.
   *
   * @param random seeded
   */
  protected double[] point(RandomGenerator random) {
    return near(objective(), random);
  }

  /** The suite. */
  @TestFactory
  final Stream<DynamicTest> contract() {
    return of(objective(), this::point);
  }

  /** Draws points for the suite. */
  @FunctionalInterface
  public interface Points {
    /** Returns a point inside the domain, where the objective is smooth. */
    double[] draw(RandomGenerator random);
  }

  /** Returns a point within about 1/2 of the start in every coordinate. */
  public static double[] near(Objective objective, RandomGenerator random) {
    double[] x = objective.start(random).clone();
    for (int i = 0; i < x.length; i++) {
      x[i] += random.nextDouble() - 0.5;
    }
    return x;
  }

  /**
   * Returns the suite for one objective. One that declares its gradient a surrogate is exempt from
   * differences, and from the averages over terms and batches, each of which has a surrogate of its
   * own.
   */
  public static Stream<DynamicTest> of(Objective objective, Points points) {
    Checks checks = new Checks(objective, points);
    return Stream.of(
        dynamicTest(
            "the gradient agrees with differences", () -> checks.everywhere(checks::gradient)),
        dynamicTest(
            "asking twice gives the same answer", () -> checks.everywhere(checks::repeatable)),
        dynamicTest(
            "every structure announced is there", () -> checks.everywhere(checks::structures)),
        dynamicTest("products agree with differences", () -> checks.everywhere(checks::products)),
        dynamicTest("products are symmetric and linear", () -> checks.everywhere(checks::symmetry)),
        dynamicTest(
            "the dense Hessian agrees with products", () -> checks.everywhere(checks::matrix)),
        dynamicTest(
            "residuals agree with f and its gradient", () -> checks.everywhere(checks::residuals)),
        dynamicTest(
            "second derivatives of the residuals agree with differences",
            () -> checks.everywhere(checks::residualCurvature)),
        dynamicTest(
            "derivatives along a line agree with one another",
            () -> checks.everywhere(checks::lines)),
        dynamicTest(
            "the output loss has an adjoint Jacobian", () -> checks.everywhere(checks::outputLoss)),
        dynamicTest(
            "gradients of the terms average to the gradient",
            () -> checks.everywhere(checks::termGradients)),
        dynamicTest(
            "parameter blocks cover the parameters once", () -> checks.everywhere(checks::blocks)),
        dynamicTest(
            "the sparsity pattern covers the Hessian", () -> checks.everywhere(checks::sparsity)),
        dynamicTest("batches average to the whole", () -> checks.everywhere(checks::batches)),
        dynamicTest("the start has n finite coordinates", checks::start));
  }

  private record Checks(Objective objective, Points points) {

    private interface Check {
      void at(Evaluation here, RandomGenerator random);
    }

    void everywhere(Check check) {
      for (int k = 0; k < POINTS; k++) {
        RandomGenerator random = new SplittableRandom(100 + k);
        check.at(objective.at(points.draw(random)), random);
      }
    }

    void gradient(Evaluation here, RandomGenerator random) {
      double[] gradient = here.gradient();
      assertEquals(objective.dimension(), gradient.length);
      if (objective.gradientIsSurrogate()) {
        return;
      }
      double scale = Math.max(1, Math.max(Vectors.norm(gradient), Math.abs(here.value())));
      for (int draw = 0; draw < 3; draw++) {
        double[] v = direction(random);
        double h = Math.cbrt(0x1p-52) * Math.max(1, Vectors.norm(here.point()));
        double slope = (moved(here, v, h).value() - moved(here, v, -h).value()) / (2 * h);
        assertEquals(slope, Vectors.dot(gradient, v), DIFFERENCES * scale);
      }
    }

    void repeatable(Evaluation here, RandomGenerator random) {
      double[] gradient = here.gradient();
      double value = here.value();
      assertSame(gradient, here.gradient());
      assertEquals(value, here.value());
      Evaluation again = objective.at(here.point());
      assertEquals(value, again.value(), "another evaluation of the same point, value first");
      assertArrayEquals(gradient, again.gradient());
      assertSame(here.point(), here.point());
    }

    void structures(Evaluation here, RandomGenerator random) {
      for (Class<? extends Structure> kind : objective.structures()) {
        assertTrue(
            here.structure(kind).isPresent(), kind.getSimpleName() + " is announced but missing");
      }
      if (!objective.structures().contains(Undeclared.class)) {
        assertTrue(here.structure(Undeclared.class).isEmpty(), "offers a structure nobody wrote");
      }
    }

    /** A kind that no objective offers. */
    private interface Undeclared extends Structure {}

    void products(Evaluation here, RandomGenerator random) {
      HessianProducts products = here.structure(HessianProducts.class).orElse(null);
      if (products == null) {
        return;
      }
      double[] v = direction(random);
      double[] product = apply(products, v);
      if (objective.gradientIsSurrogate()) {
        assertEquals(v.length, product.length);
        return;
      }
      double h = Math.cbrt(0x1p-52) * Math.max(1, Vectors.norm(here.point()));
      double[] difference =
          Vectors.subtract(moved(here, v, h).gradient(), moved(here, v, -h).gradient());
      double scale = Math.max(1, Math.max(Vectors.norm(product), Vectors.norm(here.gradient())));
      assertArrayEquals(Vectors.scale(1 / (2 * h), difference), product, DIFFERENCES * scale);
    }

    void symmetry(Evaluation here, RandomGenerator random) {
      HessianProducts products = here.structure(HessianProducts.class).orElse(null);
      if (products == null) {
        return;
      }
      double[] u = direction(random);
      double[] v = direction(random);
      double[] hu = apply(products, u);
      double[] hv = apply(products, v);
      double scale = Math.max(1, Math.max(Vectors.norm(hu), Vectors.norm(hv)));
      assertEquals(Vectors.dot(v, hu), Vectors.dot(u, hv), EXACT * scale);
      double[] both = Vectors.add(u, Vectors.scale(-3, v));
      double[] expected = Vectors.add(hu, Vectors.scale(-3, hv));
      assertArrayEquals(expected, apply(products, both), 10 * EXACT * scale);
    }

    void matrix(Evaluation here, RandomGenerator random) {
      HessianMatrix hessian = here.structure(HessianMatrix.class).orElse(null);
      if (hessian == null) {
        return;
      }
      DenseSymmetric matrix = hessian.matrix();
      assertEquals(objective.dimension(), matrix.n());
      for (int i = 0; i < matrix.n(); i++) {
        for (int j = 0; j < i; j++) {
          assertEquals(matrix.get(i, j), matrix.get(j, i), "both triangles are filled");
        }
      }
      HessianProducts products = here.structure(HessianProducts.class).orElse(null);
      if (products != null) {
        double[] v = direction(random);
        double[] byMatrix = new double[v.length];
        matrix.apply(v, byMatrix);
        double scale = Math.max(1, Vectors.norm(byMatrix));
        assertArrayEquals(byMatrix, apply(products, v), EXACT * scale);
      }
    }

    void residuals(Evaluation here, RandomGenerator random) {
      Residuals residuals = here.structure(Residuals.class).orElse(null);
      if (residuals == null) {
        return;
      }
      double[] r = residuals.values();
      double f = residuals.scale() * Vectors.dot(r, r);
      assertEquals(here.value(), f, EXACT * Math.max(1, Math.abs(f)));
      double[] byTransposed = new double[objective.dimension()];
      residuals.transposed(Vectors.scale(2 * residuals.scale(), r), byTransposed);
      double scale = Math.max(1, Vectors.norm(here.gradient()));
      assertArrayEquals(here.gradient(), byTransposed, EXACT * scale);
      double[] v = direction(random);
      double[] jv = new double[r.length];
      residuals.jacobian(v, jv);
      double[] u = random.doubles(r.length, -1, 1).toArray();
      double[] transposed = new double[v.length];
      residuals.transposed(u, transposed);
      double size = Math.max(1, Vectors.norm(jv));
      assertEquals(Vectors.dot(u, jv), Vectors.dot(v, transposed), EXACT * size);
      denseJacobian(residuals, r.length, v, jv);
      if (objective.gradientIsSurrogate()) {
        return;
      }
      double h = Math.cbrt(0x1p-52) * Math.max(1, Vectors.norm(here.point()));
      double[] difference =
          Vectors.subtract(
              structure(moved(here, v, h), Residuals.class).values(),
              structure(moved(here, v, -h), Residuals.class).values());
      double largest = Math.max(size, Vectors.norm(r));
      assertArrayEquals(Vectors.scale(1 / (2 * h), difference), jv, DIFFERENCES * largest);
    }

    private static <S extends Structure> S structure(Evaluation here, Class<S> kind) {
      return here.structure(kind).orElseThrow();
    }

    void residualCurvature(Evaluation here, RandomGenerator random) {
      ResidualCurvature curvature = here.structure(ResidualCurvature.class).orElse(null);
      if (curvature == null || objective.gradientIsSurrogate()) {
        return;
      }
      int m = structure(here, Residuals.class).values().length;
      double[] v = direction(random);
      double[] second = new double[m];
      curvature.secondDerivative(v, second);
      double h = Math.cbrt(0x1p-52) * Math.max(1, Vectors.norm(here.point()));
      double[] above = new double[m];
      double[] below = new double[m];
      structure(moved(here, v, h), Residuals.class).jacobian(v, above);
      structure(moved(here, v, -h), Residuals.class).jacobian(v, below);
      double scale = Math.max(1, Math.max(Vectors.norm(second), Vectors.norm(above)));
      assertArrayEquals(
          Vectors.scale(1 / (2 * h), Vectors.subtract(above, below)), second, DIFFERENCES * scale);
    }

    /** The lower orders are f, g'v and v'Hv; each further one is a difference of the last. */
    void lines(Evaluation here, RandomGenerator random) {
      DirectionalDerivatives derivatives =
          here.structure(DirectionalDerivatives.class).orElse(null);
      if (derivatives == null || objective.gradientIsSurrogate()) {
        return;
      }
      double[] v = direction(random);
      double[] along = derivatives.along(v, 4);
      assertEquals(5, along.length);
      assertArrayEquals(along, derivatives.along(v, 4), "the same answer twice");
      assertEquals(here.value(), along[0], EXACT * Math.max(1, Math.abs(along[0])));
      double slope = Vectors.dot(here.gradient(), v);
      assertEquals(slope, along[1], EXACT * Math.max(1, Vectors.norm(here.gradient())));
      HessianProducts products = here.structure(HessianProducts.class).orElse(null);
      if (products != null) {
        double[] product = apply(products, v);
        double size = Math.max(1, Vectors.norm(product));
        assertEquals(Vectors.dot(product, v), along[2], EXACT * size);
      }
      double h = Math.cbrt(0x1p-52) * Math.max(1, Vectors.norm(here.point()));
      double[] above = structure(moved(here, v, h), DirectionalDerivatives.class).along(v, 3);
      double[] below = structure(moved(here, v, -h), DirectionalDerivatives.class).along(v, 3);
      double scale = Math.max(1, Vectors.norm(along));
      for (int k = 0; k < 4; k++) {
        double difference = (above[k] - below[k]) / (2 * h);
        assertEquals(difference, along[k + 1], DIFFERENCES * scale, "order " + (k + 1));
      }
    }

    private void denseJacobian(Residuals residuals, int m, double[] v, double[] jv) {
      double[] jacobian = residuals.jacobianMatrix();
      int n = v.length;
      assertEquals(m * n, jacobian.length);
      double[] norms = residuals.columnNorms();
      double scale = Math.max(1, Vectors.norm(jv));
      for (int i = 0; i < m; i++) {
        double[] row = Arrays.copyOfRange(jacobian, i * n, (i + 1) * n);
        assertEquals(jv[i], Vectors.dot(row, v), EXACT * scale);
      }
      for (int j = 0; j < n; j++) {
        double[] column = new double[m];
        for (int i = 0; i < m; i++) {
          column[i] = jacobian[i * n + j];
        }
        double norm = Vectors.norm(column);
        assertEquals(norm, norms[j], EXACT * Math.max(1, norm));
      }
    }

    void outputLoss(Evaluation here, RandomGenerator random) {
      OutputLoss loss = here.structure(OutputLoss.class).orElse(null);
      if (loss == null) {
        return;
      }
      int outputs = loss.examples() * loss.outputs();
      assertEquals(objective.dimension(), loss.ridge().length);
      double[] v = direction(random);
      double[] u = random.doubles(outputs, -1, 1).toArray();
      double[] jv = new double[outputs];
      double[] transposed = new double[v.length];
      loss.jacobian(v, jv);
      loss.transposed(u, transposed);
      double scale = Math.max(1, Vectors.norm(jv));
      assertEquals(Vectors.dot(u, jv), Vectors.dot(v, transposed), EXACT * scale * outputs);
      double[] roots = new double[outputs];
      for (int column = 0; column < loss.outputs(); column++) {
        double[] s = loss.outputRoots(column);
        assertEquals(outputs, s.length);
        addRoot(loss, s, u, roots);
      }
      double[] hessian = new double[outputs];
      loss.outputHessian(u, hessian);
      assertArrayEquals(hessian, Vectors.scale(1.0 / loss.examples(), roots), EXACT);
    }

    /** Adds s (s'u), example by example. */
    private static void addRoot(OutputLoss loss, double[] s, double[] u, double[] result) {
      int k = loss.outputs();
      for (int example = 0; example < loss.examples(); example++) {
        double product = 0;
        for (int i = example * k; i < (example + 1) * k; i++) {
          product += s[i] * u[i];
        }
        for (int i = example * k; i < (example + 1) * k; i++) {
          result[i] += s[i] * product;
        }
      }
    }

    /** Up to the penalty, which an output loss names. */
    void termGradients(Evaluation here, RandomGenerator random) {
      TermGradients gradients = here.structure(TermGradients.class).orElse(null);
      OutputLoss loss = here.structure(OutputLoss.class).orElse(null);
      if (gradients == null || loss == null || objective.gradientIsSurrogate()) {
        return; // a surrogate may have its penalty's gradient, too, from another point
      }
      int terms = objective.sum().orElseThrow().terms();
      double[] mean = new double[objective.dimension()];
      for (int term = 0; term < terms; term++) {
        Vectors.addScaled(mean, 1.0 / terms, gradients.of(term));
      }
      for (int j = 0; j < mean.length; j++) {
        mean[j] += loss.ridge()[j] == 0 ? 0 : loss.ridge()[j] * here.point()[j];
      }
      double scale = Math.max(1, Vectors.norm(here.gradient()));
      assertArrayEquals(here.gradient(), mean, EXACT * scale);
    }

    void blocks(Evaluation here, RandomGenerator random) {
      ParameterBlocks blocks = here.structure(ParameterBlocks.class).orElse(null);
      if (blocks == null) {
        return;
      }
      int[] covered = new int[objective.dimension()];
      for (int block = 0; block < blocks.blocks(); block++) {
        assertFalse(blocks.name(block).isBlank());
        int size = Arrays.stream(blocks.shape(block)).reduce(1, Math::multiplyExact);
        for (int i = 0; i < size; i++) {
          covered[blocks.offset(block) + i]++;
        }
      }
      assertTrue(Arrays.stream(covered).allMatch(times -> times == 1), "each parameter once");
    }

    void sparsity(Evaluation here, RandomGenerator random) {
      HessianSparsity pattern = here.structure(HessianSparsity.class).orElse(null);
      if (pattern == null) {
        return;
      }
      int n = objective.dimension();
      int[] pointers = pattern.pointers();
      boolean[] shown = new boolean[n * n];
      for (int i = 0; i < n; i++) {
        for (int at = pointers[i]; at < pointers[i + 1]; at++) {
          assertTrue(at == pointers[i] || pattern.indices()[at - 1] < pattern.indices()[at]);
          shown[i * n + pattern.indices()[at]] = true;
        }
        assertTrue(shown[i * n + i], "the whole diagonal");
      }
      HessianMatrix hessian = here.structure(HessianMatrix.class).orElse(null);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          assertEquals(shown[i * n + j], shown[j * n + i], "both triangles");
          assertTrue(
              shown[i * n + j] || hessian == null || hessian.matrix().get(i, j) == 0,
              "entry (" + i + ", " + j + ") is not in the pattern");
        }
      }
    }

    void batches(Evaluation here, RandomGenerator random) {
      FiniteSum sum = objective.sum().orElse(null);
      if (sum == null || objective.gradientIsSurrogate()) {
        return;
      }
      int terms = sum.terms();
      int cut = Math.max(1, terms / 3);
      double[] x = here.point();
      Evaluation first = sum.batch(range(0, cut)).at(x);
      double value = first.value() * cut / terms;
      double[] gradient = Vectors.scale((double) cut / terms, first.gradient());
      if (cut < terms) {
        Evaluation second = sum.batch(range(cut, terms)).at(x);
        double share = (double) (terms - cut) / terms;
        value += second.value() * share;
        Vectors.addScaled(gradient, share, second.gradient());
        assertEquals(objective.structures(), second.objective().structures());
      }
      double scale = Math.max(1, Math.abs(value));
      assertEquals(here.value(), value, EXACT * scale);
      assertArrayEquals(
          here.gradient(), gradient, EXACT * Math.max(1, Vectors.norm(here.gradient())));
    }

    private static int[] range(int from, int to) {
      int[] range = new int[to - from];
      Arrays.setAll(range, i -> from + i);
      return range;
    }

    void start() {
      double[] start = objective.start(new SplittableRandom(1));
      assertEquals(objective.dimension(), start.length);
      assertTrue(Vectors.isFinite(start));
    }

    private Evaluation moved(Evaluation here, double[] v, double length) {
      double[] x = here.point().clone();
      Vectors.addScaled(x, length, v);
      return objective.at(x);
    }

    private double[] direction(RandomGenerator random) {
      double[] v = random.doubles(objective.dimension(), -1, 1).toArray();
      return Vectors.scale(1 / Vectors.norm(v), v);
    }

    private static double[] apply(HessianProducts products, double[] v) {
      double[] result = new double[v.length];
      products.apply(v, result);
      return result;
    }
  }
}
