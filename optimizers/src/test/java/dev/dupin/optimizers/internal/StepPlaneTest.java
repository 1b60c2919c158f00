package dev.dupin.optimizers.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Operators;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.Model;
import dev.dupin.optimizers.CountingOperator;
import dev.dupin.optimizers.Quadratic;
import dev.dupin.optimizers.internal.StepPlane.Axis;
import dev.dupin.optimizers.internal.StepPlane.Solution;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StepPlaneTest {

  private static final double[] EIGENVALUES = {0.5, 1, 3, 8, 20};

  private static Quadratic random(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return new Quadratic(
        Quadratic.withEigenvalues(EIGENVALUES, random), Quadratic.gaussian(5, random));
  }

  private static double form(SymmetricOperator operator, double[] u, double[] v) {
    double[] product = new double[v.length];
    operator.apply(v, product);
    return Vectors.dot(u, product);
  }

  /** Equation of section 7 of Martens and Grosse, by Cramer's rule, and the model in full. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, 50})
  void its_minimum_is_that_of_the_two_equations(double damping) {
    Quadratic problem = random(1);
    SplittableRandom random = new SplittableRandom(2);
    Model model = problem.model();
    double[] g = problem.linear();
    double[] d = Quadratic.gaussian(5, random);
    double[] p = Vectors.scale(1e-3, Quadratic.gaussian(5, random));
    SymmetricOperator damped = Operators.shifted(model.curvature(), damping);
    double dd = form(damped, d, d);
    double dp = form(damped, d, p);
    double pp = form(damped, p, p);
    double determinant = dd * pp - dp * dp;
    double alpha = (-Vectors.dot(g, d) * pp + Vectors.dot(g, p) * dp) / determinant;
    double mu = (-Vectors.dot(g, p) * dd + Vectors.dot(g, d) * dp) / determinant;

    Axis axis = Axis.along(p, model.curvature());
    Solution found = new StepPlane(g, model.curvature(), d, axis).solve(damping).orElseThrow();

    assertEquals(alpha, found.alpha(), 1e-10 * Math.abs(alpha));
    assertEquals(mu, found.mu(), 1e-10 * Math.abs(mu));
    double[] step = Vectors.scale(alpha, d);
    Vectors.addScaled(step, mu, p);
    assertArrayEquals(step, found.step(), 1e-10);
    assertEquals(model.reduction(step), found.reduction(), 1e-10);
    Model dampedModel = new Model(0, model.here(), damped);
    assertEquals(dampedModel.reduction(step), found.dampedReduction(), 1e-10);
  }

  @Test
  void without_a_step_before_it_is_the_minimum_along_the_direction() {
    Model model = random(3).model();
    double[] g = model.here().gradient();
    double[] d = Vectors.scale(-2, g);
    Solution found = new StepPlane(g, model.curvature(), d, null).solve(0.7).orElseThrow();
    double curvature = form(model.curvature(), d, d) + 0.7 * Vectors.dot(d, d);
    assertEquals(-Vectors.dot(g, d) / curvature, found.alpha(), 1e-12);
    assertEquals(0, found.mu());
    assertArrayEquals(Vectors.scale(found.alpha(), d), found.step(), 1e-12);
  }

  @Test
  void a_step_before_along_the_direction_adds_nothing_and_costs_no_product() {
    Model model = random(4).model();
    double[] g = model.here().gradient();
    double[] d = Vectors.scale(-1, g);
    CountingOperator counted = new CountingOperator(model.curvature());
    Axis axis = Axis.along(Vectors.scale(-3, d), counted);
    Solution both = new StepPlane(g, counted, d, axis).solve(0).orElseThrow();
    assertEquals(1, counted.products());
    Solution alone = new StepPlane(g, model.curvature(), d, null).solve(0).orElseThrow();
    assertArrayEquals(alone.step(), both.step(), 1e-12);
    assertEquals(alone.alpha(), both.alpha(), 1e-12);
    assertEquals(0, both.mu());
  }

  /** C curves upwards along d and downwards across it, until the damping outweighs that. */
  @Test
  void where_the_plane_curves_downwards_the_direction_alone_is_taken() {
    Model model = Quadratic.diagonal(new double[] {2, -1}, 4, 1).model();
    double[] g = model.here().gradient();
    Axis axis = Axis.along(new double[] {1, -1}, model.curvature());
    StepPlane plane = new StepPlane(g, model.curvature(), new double[] {-1, 0}, axis);
    assertArrayEquals(new double[] {-2, 0}, plane.solve(0).orElseThrow().step(), 1e-12);
    double[] definite = plane.solve(3).orElseThrow().step();
    assertArrayEquals(new double[] {-4.0 / 5, -1.0 / 2}, definite, 1e-12);
  }

  @Test
  void where_the_direction_curves_downwards_too_there_is_no_step_until_the_damping_is_larger() {
    Model model = Quadratic.diagonal(new double[] {-2, -1}, 4, 1).model();
    double[] g = model.here().gradient();
    StepPlane plane = new StepPlane(g, model.curvature(), new double[] {-1, 0}, null);
    assertTrue(plane.solve(0).isEmpty());
    assertTrue(plane.solve(2).isEmpty());
    assertTrue(plane.solve(Double.NaN).isEmpty());
    assertArrayEquals(new double[] {-4, 0}, plane.solve(3).orElseThrow().step(), 1e-12);
  }

  @Test
  void a_product_that_is_no_number_is_told() {
    SymmetricOperator broken = Operators.diagonal(new double[] {Double.NaN, 1});
    double[] g = {1, 1};
    assertThrows(
        NumericalFailureException.class,
        () -> new StepPlane(g, broken, new double[] {-1, -1}, null));
  }
}
