package dev.dupin.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.FiniteSum;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.HessianSparsity;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.ParameterBlocks;
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
  static final double DIFFERENCES = 1e-7;

  /** Where both sides are exact, only rounding is left. */
  static final double EXACT = 1e-10;

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
    Surroundings around = new Surroundings(objective);
    Checks checks = new Checks(objective, points, around);
    ModelChecks models = new ModelChecks(objective, around);
    BoundChecks bounds = new BoundChecks(objective);
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
            "residuals agree with f and its gradient", () -> checks.everywhere(models::residuals)),
        dynamicTest(
            "second derivatives of the residuals agree with differences",
            () -> checks.everywhere(models::residualCurvature)),
        dynamicTest(
            "derivatives along a line agree with one another",
            () -> checks.everywhere(models::lines)),
        dynamicTest(
            "the output loss has an adjoint Jacobian", () -> checks.everywhere(models::outputLoss)),
        dynamicTest(
            "gradients of the terms average to the gradient",
            () -> checks.everywhere(checks::termGradients)),
        dynamicTest(
            "parameter blocks cover the parameters once", () -> checks.everywhere(checks::blocks)),
        dynamicTest(
            "the sparsity pattern covers the Hessian", () -> checks.everywhere(checks::sparsity)),
        dynamicTest(
            "bounds over boxes hold what is computed there",
            () -> checks.everywhere(bounds::enclosures)),
        dynamicTest(
            "rounding errors are no less than 0", () -> checks.everywhere(bounds::roundingErrors)),
        dynamicTest("batches average to the whole", () -> checks.everywhere(checks::batches)),
        dynamicTest("the start has n finite coordinates", checks::start));
  }

  private record Checks(Objective objective, Points points, Surroundings around) {

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
        double[] v = around.direction(random);
        double h = Math.cbrt(0x1p-52) * Math.max(1, Vectors.norm(here.point()));
        double slope =
            (around.moved(here, v, h).value() - around.moved(here, v, -h).value()) / (2 * h);
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
      double[] v = around.direction(random);
      double[] product = Surroundings.apply(products, v);
      if (objective.gradientIsSurrogate()) {
        assertEquals(v.length, product.length);
        return;
      }
      double h = Math.cbrt(0x1p-52) * Math.max(1, Vectors.norm(here.point()));
      double[] difference =
          Vectors.subtract(
              around.moved(here, v, h).gradient(), around.moved(here, v, -h).gradient());
      double scale = Math.max(1, Math.max(Vectors.norm(product), Vectors.norm(here.gradient())));
      assertArrayEquals(Vectors.scale(1 / (2 * h), difference), product, DIFFERENCES * scale);
    }

    void symmetry(Evaluation here, RandomGenerator random) {
      HessianProducts products = here.structure(HessianProducts.class).orElse(null);
      if (products == null) {
        return;
      }
      double[] u = around.direction(random);
      double[] v = around.direction(random);
      double[] hu = Surroundings.apply(products, u);
      double[] hv = Surroundings.apply(products, v);
      double scale = Math.max(1, Math.max(Vectors.norm(hu), Vectors.norm(hv)));
      assertEquals(Vectors.dot(v, hu), Vectors.dot(u, hv), EXACT * scale);
      double[] both = Vectors.add(u, Vectors.scale(-3, v));
      double[] expected = Vectors.add(hu, Vectors.scale(-3, hv));
      assertArrayEquals(expected, Surroundings.apply(products, both), 10 * EXACT * scale);
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
        double[] v = around.direction(random);
        double[] byMatrix = new double[v.length];
        matrix.apply(v, byMatrix);
        double scale = Math.max(1, Vectors.norm(byMatrix));
        assertArrayEquals(byMatrix, Surroundings.apply(products, v), EXACT * scale);
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
  }
}
