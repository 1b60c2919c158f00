package dev.dupin.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.DirectionalDerivatives;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.ResidualCurvature;
import dev.dupin.core.objective.Residuals;
import dev.dupin.core.objective.Structure;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * What an objective says of the model inside it: residuals, outputs, derivatives along lines.
 *
 * @param around the points near the one checked
 */
record ModelChecks(Objective objective, Surroundings around) {

  void residuals(Evaluation here, RandomGenerator random) {
    Residuals residuals = here.structure(Residuals.class).orElse(null);
    if (residuals == null) {
      return;
    }
    double[] r = residuals.values();
    double f = residuals.scale() * Vectors.dot(r, r);
    assertEquals(here.value(), f, ObjectiveContract.EXACT * Math.max(1, Math.abs(f)));
    double[] byTransposed = new double[objective.dimension()];
    residuals.transposed(Vectors.scale(2 * residuals.scale(), r), byTransposed);
    double scale = Math.max(1, Vectors.norm(here.gradient()));
    assertArrayEquals(here.gradient(), byTransposed, ObjectiveContract.EXACT * scale);
    double[] v = around.direction(random);
    double[] jv = new double[r.length];
    residuals.jacobian(v, jv);
    double[] u = random.doubles(r.length, -1, 1).toArray();
    double[] transposed = new double[v.length];
    residuals.transposed(u, transposed);
    double size = Math.max(1, Vectors.norm(jv));
    assertEquals(Vectors.dot(u, jv), Vectors.dot(v, transposed), ObjectiveContract.EXACT * size);
    denseJacobian(residuals, r.length, v, jv);
    if (objective.gradientIsSurrogate()) {
      return;
    }
    double h = Math.cbrt(0x1p-52) * Math.max(1, Vectors.norm(here.point()));
    double[] difference =
        Vectors.subtract(
            structure(around.moved(here, v, h), Residuals.class).values(),
            structure(around.moved(here, v, -h), Residuals.class).values());
    double largest = Math.max(size, Vectors.norm(r));
    assertArrayEquals(
        Vectors.scale(1 / (2 * h), difference), jv, ObjectiveContract.DIFFERENCES * largest);
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
    double[] v = around.direction(random);
    double[] second = new double[m];
    curvature.secondDerivative(v, second);
    double h = Math.cbrt(0x1p-52) * Math.max(1, Vectors.norm(here.point()));
    double[] above = new double[m];
    double[] below = new double[m];
    structure(around.moved(here, v, h), Residuals.class).jacobian(v, above);
    structure(around.moved(here, v, -h), Residuals.class).jacobian(v, below);
    double scale = Math.max(1, Math.max(Vectors.norm(second), Vectors.norm(above)));
    assertArrayEquals(
        Vectors.scale(1 / (2 * h), Vectors.subtract(above, below)),
        second,
        ObjectiveContract.DIFFERENCES * scale);
  }

  /** The lower orders are f, g'v and v'Hv; each further one is a difference of the last. */
  void lines(Evaluation here, RandomGenerator random) {
    DirectionalDerivatives derivatives = here.structure(DirectionalDerivatives.class).orElse(null);
    if (derivatives == null || objective.gradientIsSurrogate()) {
      return;
    }
    double[] v = around.direction(random);
    double[] along = derivatives.along(v, 4);
    assertEquals(5, along.length);
    assertArrayEquals(along, derivatives.along(v, 4), "the same answer twice");
    assertEquals(here.value(), along[0], ObjectiveContract.EXACT * Math.max(1, Math.abs(along[0])));
    double slope = Vectors.dot(here.gradient(), v);
    assertEquals(
        slope, along[1], ObjectiveContract.EXACT * Math.max(1, Vectors.norm(here.gradient())));
    HessianProducts products = here.structure(HessianProducts.class).orElse(null);
    if (products != null) {
      double[] product = Surroundings.apply(products, v);
      double size = Math.max(1, Vectors.norm(product));
      assertEquals(Vectors.dot(product, v), along[2], ObjectiveContract.EXACT * size);
    }
    double h = Math.cbrt(0x1p-52) * Math.max(1, Vectors.norm(here.point()));
    double[] above = structure(around.moved(here, v, h), DirectionalDerivatives.class).along(v, 3);
    double[] below = structure(around.moved(here, v, -h), DirectionalDerivatives.class).along(v, 3);
    double scale = Math.max(1, Vectors.norm(along));
    for (int k = 0; k < 4; k++) {
      double difference = (above[k] - below[k]) / (2 * h);
      assertEquals(
          difference, along[k + 1], ObjectiveContract.DIFFERENCES * scale, "order " + (k + 1));
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
      assertEquals(jv[i], Vectors.dot(row, v), ObjectiveContract.EXACT * scale);
    }
    for (int j = 0; j < n; j++) {
      double[] column = new double[m];
      for (int i = 0; i < m; i++) {
        column[i] = jacobian[i * n + j];
      }
      double norm = Vectors.norm(column);
      assertEquals(norm, norms[j], ObjectiveContract.EXACT * Math.max(1, norm));
    }
  }

  void outputLoss(Evaluation here, RandomGenerator random) {
    OutputLoss loss = here.structure(OutputLoss.class).orElse(null);
    if (loss == null) {
      return;
    }
    int outputs = loss.examples() * loss.outputs();
    assertEquals(objective.dimension(), loss.ridge().length);
    double[] v = around.direction(random);
    double[] u = random.doubles(outputs, -1, 1).toArray();
    double[] jv = new double[outputs];
    double[] transposed = new double[v.length];
    loss.jacobian(v, jv);
    loss.transposed(u, transposed);
    double scale = Math.max(1, Vectors.norm(jv));
    assertEquals(
        Vectors.dot(u, jv), Vectors.dot(v, transposed), ObjectiveContract.EXACT * scale * outputs);
    double[] roots = new double[outputs];
    for (int column = 0; column < loss.outputs(); column++) {
      double[] s = loss.outputRoots(column);
      assertEquals(outputs, s.length);
      addRoot(loss, s, u, roots);
    }
    double[] hessian = new double[outputs];
    loss.outputHessian(u, hessian);
    assertArrayEquals(
        hessian, Vectors.scale(1.0 / loss.examples(), roots), ObjectiveContract.EXACT);
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
}
