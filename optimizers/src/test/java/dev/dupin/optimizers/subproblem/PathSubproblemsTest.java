package dev.dupin.optimizers.subproblem;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.Quadratic;
import dev.dupin.testkit.TestContext;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cauchy point, dogleg, double dogleg and the plane, against what is known of them. */
class PathSubproblemsTest {

  private static final List<Subproblem> ALL =
      List.of(new CauchyPoint(), new Dogleg(), new DoubleDogleg(), new Subspace2d());

  private static Proposal solve(Subproblem subproblem, Model model, double radius) {
    return subproblem.prepare(model, TestContext.ROOT).solve(new Radius(radius));
  }

  /** A random positive definite model, and a radius that may be larger than the Newton step. */
  private record Case(Model model, double radius) {}

  static Stream<Case> definite() {
    return LongStream.rangeClosed(1, 60)
        .mapToObj(
            seed -> {
              RandomGenerator random = new SplittableRandom(seed);
              int n = 1 + (int) (seed % 6);
              double[] eigenvalues = random.doubles(n, 0.01, 4).toArray();
              DenseSymmetric matrix = Quadratic.withEigenvalues(eigenvalues, random);
              Model model =
                  new Quadratic(matrix, Quadratic.gaussian(n, random))
                      .model(Trait.POSITIVE_DEFINITE);
              return new Case(model, Math.exp(random.nextDouble(-4, 4)));
            });
  }

  @ParameterizedTest
  @MethodSource("definite")
  void each_stays_inside_and_says_what_the_model_says(Case of) {
    for (Subproblem subproblem : ALL) {
      Proposal proposal = solve(subproblem, of.model(), of.radius());
      String name = subproblem.getClass().getSimpleName();
      assertTrue(Vectors.norm(proposal.step()) <= of.radius() * (1 + 1e-14), name);
      double reduction = of.model().reduction(proposal.step());
      assertEquals(reduction, proposal.predictedReduction(), 1e-12 * Math.max(1, reduction), name);
      assertEquals(of.radius(), proposal.control());
    }
  }

  /** The Cauchy point is the worst of them, the exact minimiser the best. */
  @ParameterizedTest
  @MethodSource("definite")
  void each_is_between_the_cauchy_point_and_the_minimiser(Case of) {
    double best = solve(new MoreSorensen(), of.model(), of.radius()).predictedReduction();
    double cauchy = solve(new CauchyPoint(), of.model(), of.radius()).predictedReduction();
    double plane = solve(new Subspace2d(), of.model(), of.radius()).predictedReduction();
    double slack = 1e-12 * Math.max(1, best);
    for (Subproblem path : List.of(new Dogleg(), new DoubleDogleg())) {
      double reduction = solve(path, of.model(), of.radius()).predictedReduction();
      assertTrue(reduction >= cauchy - slack);
      assertTrue(reduction <= plane + slack, "the plane holds the path");
    }
    assertTrue(plane <= best + slack);
  }

  /** ORACLES T3. */
  @ParameterizedTest
  @MethodSource("definite")
  void a_large_radius_gives_the_newton_step_and_a_small_one_the_gradient(Case of) {
    double[] newton = solve(new MoreSorensen(), of.model(), 1e9).step();
    double[] gradient = of.model().here().gradient();
    double[] descent = Vectors.scale(-1e-9 / Vectors.norm(gradient), gradient);
    for (Subproblem path : List.of(new Dogleg(), new DoubleDogleg(), new Subspace2d())) {
      assertArrayEquals(newton, solve(path, of.model(), 1e9).step(), 1e-9 * Vectors.norm(newton));
      // the plane turns by about |B| radius / |g|
      assertArrayEquals(descent, solve(path, of.model(), 1e-9).step(), 1e-14);
    }
  }

  /** By hand: B = diag(1, 4), g = (1, 4): Newton step (-1, -1), Cauchy point -(17/65) (1, 4). */
  @Test
  void the_pieces_of_the_dogleg_meet_where_they_should() {
    Model model = Quadratic.diagonal(new double[] {1, 4}, 1, 4).model(Trait.POSITIVE_DEFINITE);
    double length = 17 * Math.sqrt(17) / 65;
    assertArrayEquals(
        new double[] {-17.0 / 65, -68.0 / 65}, solve(new Dogleg(), model, length).step(), 1e-15);
    double radius = 1.2;
    double[] step = solve(new Dogleg(), model, radius).step();
    assertEquals(radius, Vectors.norm(step), 1e-15);
    double part = (-step[0] - 17.0 / 65) / (1 - 17.0 / 65); // of the way along the second piece
    assertEquals(part, (-step[1] - 68.0 / 65) / (1 - 68.0 / 65), 1e-13);
    // gamma = 17^2 / (65 * 5), so the double dogleg reaches 0.2 + 0.8 gamma of the Newton step
    double turn = 0.2 + 0.8 * 289 / 325;
    double[] turned = solve(new DoubleDogleg(), model, turn * Math.sqrt(2)).step();
    assertArrayEquals(new double[] {-turn, -turn}, turned, 1e-14);
  }

  /** ORACLES T2: the plane sees the negative curvature that the gradient does not. */
  @Test
  void the_plane_solves_the_hard_case() {
    Model model = Quadratic.diagonal(new double[] {-1, 1}, 0, 1).model();
    Proposal proposal = solve(new Subspace2d(), model, 1);
    assertEquals(Math.sqrt(0.75), Math.abs(proposal.step()[0]), 1e-14);
    assertEquals(-0.5, proposal.step()[1], 1e-14);
    assertEquals(0.75, proposal.predictedReduction(), 1e-14);
    assertArrayEquals(new double[] {0, -1}, solve(new CauchyPoint(), model, 1).step(), 0);
  }

  @Test
  void without_a_gradient_only_negative_curvature_gives_a_step() {
    Model bowl = Quadratic.diagonal(new double[] {1, 2}, 0, 0).model(Trait.POSITIVE_DEFINITE);
    for (Subproblem subproblem : ALL) {
      assertSame(Proposal.NONE, solve(subproblem, bowl, 1));
    }
    Model saddle = Quadratic.diagonal(new double[] {1, -2}, 0, 0).model();
    assertEquals(1, Math.abs(solve(new Subspace2d(), saddle, 1).step()[1]), 1e-15);
  }
}
