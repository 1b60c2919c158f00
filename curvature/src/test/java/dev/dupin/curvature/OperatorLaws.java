package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import java.util.Random;

/** What holds for every symmetric operator (H3, Q4 of the oracles). */
public final class OperatorLaws {

  private OperatorLaws() {}

  public static double[] applied(SymmetricOperator operator, double[] v) {
    double[] result = new double[v.length];
    operator.apply(v, result);
    return result;
  }

  public static double[] solved(Inverse inverse, double[] rhs) {
    double[] result = new double[rhs.length];
    inverse.solve(rhs, result);
    return result;
  }

  public static void assertClose(double[] expected, double[] actual, double relative) {
    double scale = Math.max(Vectors.norm(expected), Double.MIN_NORMAL);
    double error = Vectors.norm(Vectors.subtract(expected, actual)) / scale;
    assertTrue(error <= relative, () -> "relative error " + error + " is above " + relative);
  }

  /** Checks symmetry, linearity, the dense form, the diagonal and the promises made. */
  public static void assertHold(SymmetricOperator operator, double relative) {
    Random random = new Random(11);
    int n = operator.dimension();
    double[] u = Functions.normal(random, n);
    double[] v = Functions.normal(random, n);
    double[] keptV = v.clone();
    double[] image = applied(operator, v);
    double scale = Vectors.norm(u) * Vectors.norm(v) * Vectors.norm(operator.toDense().values());
    assertEquals(
        Vectors.dot(u, image), Vectors.dot(v, applied(operator, u)), relative * scale, "symmetry");
    double[] mixed = Vectors.add(Vectors.scale(2, u), Vectors.scale(-3, v));
    double[] expected =
        Vectors.add(
            Vectors.scale(2, applied(operator, u)), Vectors.scale(-3, applied(operator, v)));
    assertClose(expected, applied(operator, mixed), relative);
    assertClose(keptV, v, 0);
    DenseSymmetric dense = operator.toDense();
    assertClose(Functions.product(dense, v), image, relative);
    operator.diagonal().ifPresent(diagonal -> assertClose(dense.diagonal(), diagonal, relative));
    if (operator.is(Trait.POSITIVE_DEFINITE)) {
      assertTrue(Vectors.dot(v, image) > 0, "positive definite");
    }
    if (operator.is(Trait.DIAGONAL)) {
      assertTrue(operator.diagonal().isPresent(), "a diagonal operator shows its diagonal");
    }
  }

  /** Checks (B + shift I) x = rhs. */
  public static void assertInverse(SymmetricOperator operator, double shift, double relative) {
    double[] solution = Functions.normal(new Random(12), operator.dimension());
    double[] rhs = applied(operator, solution);
    Vectors.addScaled(rhs, shift, solution);
    double[] keptRhs = rhs.clone();
    Inverse inverse = operator.inverse(shift).orElseThrow();
    assertClose(solution, solved(inverse, rhs), relative);
    assertClose(keptRhs, rhs, 0);
  }
}
