package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.HessianSparsity;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.curvature.verdict.LargeSpectrum;
import dev.dupin.curvature.verdict.NewtonPoint;
import dev.dupin.curvature.verdict.SpectrumBounds;
import dev.dupin.objectives.Rosenbrock;
import dev.dupin.objectives.functions.Quadratic;
import dev.dupin.testkit.TestContext;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Spectra without a dense matrix, of objectives whose spectra are known. */
class LargeSpectraTest {

  private static SpectrumBounds bounds(Evaluation here) {
    return LargeSpectrum.of(here, TestContext.ROOT, 200);
  }

  static Stream<DeepLinearPoint> deepLinear() {
    return LongStream.range(0, 240).mapToObj(DeepLinearPoint::random);
  }

  /** C2: never a contradiction to the known index, nor to the dense eigenvalues. */
  @ParameterizedTest
  @MethodSource("deepLinear")
  void lanczos_never_contradicts_a_deep_linear_critical_point(DeepLinearPoint critical) {
    Evaluation here = critical.objective().at(critical.point());
    assertEquals(0, Vectors.maxAbs(here.gradient()), 1e-12);
    DenseEigen dense = DenseEigen.of(here.structure(HessianMatrix.class).orElseThrow().matrix());
    int n = dense.dimension();
    double rounding = 1e-13 * dense.norm();
    SpectrumBounds found = bounds(here);
    String seen = critical + " " + found;
    assertFalse(found.whole(), seen);
    assertTrue(found.negatives() <= critical.index(), seen);
    // Lanczos finds one copy of a multiple eigenvalue at least, so it finds that there is one.
    assertEquals(critical.index() > 0, found.negatives() > 0, seen);
    assertTrue(dense.value(0) <= found.smallest().upper() + rounding, seen);
    assertTrue(dense.value(n - 1) >= found.largest().lower() - rounding, seen);
    assertEquals(critical.smallest(), dense.value(0), 1e-10 * dense.norm(), seen);
    assertEquals(dense.value(0), found.smallest().value(), 1e-6 * dense.norm(), seen);
    found.negativeDirection().ifPresent(v -> assertTrue(form(here, v) < 0, seen));
  }

  private static double form(Evaluation here, double[] v) {
    double[] product = new double[v.length];
    here.structure(HessianProducts.class).orElseThrow().apply(v, product);
    return Vectors.dot(v, product);
  }

  /** Every block is ((802, -400), (-400, 200)): trace 1002, determinant 400. */
  @Test
  void the_minimum_of_many_valleys_is_proven() {
    int n = 100_000;
    Evaluation minimum = new Rosenbrock(new Rosenbrock.Config(n, false)).at(Vectors.filled(n, 1));
    SpectrumBounds found = bounds(minimum);
    assertTrue(found.isPositiveDefinite(), found.toString());
    double larger = 501 + Math.sqrt(501.0 * 501 - 400);
    assertEquals(larger, found.largest().value(), 1e-9);
    assertEquals(400 / larger, found.smallest().value(), 1e-9);
    assertTrue(found.smallest().upper() - found.smallest().lower() < 1e-9, found.toString());
    assertTrue(found.products() <= 20, found.toString());
  }

  /** The chained function has one block of n variables: its signs are counted by factors. */
  @Test
  void the_minimum_of_the_chain_is_proven_as_dense_eigenvalues_see_it() {
    Evaluation small = new Rosenbrock(new Rosenbrock.Config(600)).at(Vectors.filled(600, 1));
    DenseEigen dense = DenseEigen.of(small.structure(HessianMatrix.class).orElseThrow().matrix());
    SpectrumBounds found = bounds(small);
    assertTrue(found.isPositiveDefinite(), found.toString());
    assertEquals(dense.value(0), found.smallest().value(), 1e-8);
    assertEquals(dense.value(599), found.largest().value(), 1e-8);
    int n = 50_000;
    SpectrumBounds large =
        bounds(new Rosenbrock(new Rosenbrock.Config(n)).at(Vectors.filled(n, 1)));
    assertTrue(large.isPositiveDefinite(), large.toString());
    assertTrue(large.smallest().isEnclosed() && large.largest().isEnclosed());
  }

  /** Far from its minimum the chain bends both ways, by as many eigenvalues as dense ones say. */
  @Test
  void an_indefinite_chain_has_the_index_of_the_dense_matrix() {
    int n = 600;
    double[] point = new SplittableRandom(3).doubles(n, -2, 2).toArray();
    Evaluation here = new Rosenbrock(new Rosenbrock.Config(n)).at(point);
    DenseEigen dense = DenseEigen.of(here.structure(HessianMatrix.class).orElseThrow().matrix());
    int index = 0;
    while (dense.value(index) < 0) {
      index++;
    }
    SpectrumBounds found = bounds(here);
    assertTrue(found.whole(), found.toString());
    assertEquals(index, found.negatives());
    assertEquals(n - index, found.positives());
  }

  @Test
  void a_quadratic_by_eigenvalues_has_its_exact_index_and_nullity() {
    double[] eigenvalues = new SplittableRandom(9).doubles(60_000, 0.1, 5).toArray();
    for (int i = 0; i < 1234; i++) {
      eigenvalues[i] = i < 1000 ? -1e-12 * (i + 1) : 0;
    }
    SpectrumBounds found =
        bounds(Quadratic.ofEigenvalues(eigenvalues).at(new double[eigenvalues.length]));
    assertTrue(found.whole(), found.toString());
    assertEquals(1000, found.negatives());
    assertEquals(234, found.nullity());
    assertEquals(-1e-9, found.smallest().value(), 1e-22);
    assertEquals(
        -1, Math.signum(Vectors.dot(found.negativeDirection().orElseThrow(), eigenvalues)));
  }

  /** Turned, nothing tells where the Hessian is zero: Lanczos finds the saddle nonetheless. */
  @Test
  void a_turned_quadratic_is_left_to_lanczos() {
    double[] eigenvalues = new SplittableRandom(9).doubles(20_000, 0.1, 5).toArray();
    eigenvalues[77] = -0.05;
    Quadratic turned =
        new Quadratic(
            new Quadratic.Config(
                Optional.empty(),
                Optional.of(eigenvalues),
                Quadratic.Rotation.RANDOM,
                3,
                Optional.empty()));
    SpectrumBounds found = bounds(turned.at(new double[eigenvalues.length]));
    assertFalse(found.whole());
    assertEquals(1, found.negatives(), found.toString());
    assertEquals(-0.05, found.smallest().value(), 1e-4);
  }

  @Test
  void near_a_minimum_the_hessian_is_steady_up_to_the_newton_point() {
    int n = 10_000;
    for (boolean chained : new boolean[] {true, false}) {
      double[] point = Vectors.filled(n, 1 + 1e-7);
      Evaluation here = new Rosenbrock(new Rosenbrock.Config(n, chained)).at(point);
      NewtonPoint newton = NewtonPoint.of(here, 1, TestContext.ROOT);
      assertTrue(newton.known() && newton.steady(), newton.toString());
      // Third derivatives of 2400 over an eigenvalue of 0.4 change the step by 6e3 its length.
      assertEquals(1e-7 * Math.sqrt(n), newton.distance(), 1e-3 * 1e-7 * Math.sqrt(n));
      assertEquals(here.value(), newton.decrement(), 1e-3 * here.value());
    }
  }

  /** C9: x^3 + y^2 has a positive definite Hessian near the origin, and no minimum there. */
  @Test
  void near_an_inflection_the_hessian_is_not_steady() {
    Evaluation here = new Cubes(2000).at(Vectors.filled(2000, 3e-5));
    SpectrumBounds found = bounds(here);
    assertTrue(found.isPositiveDefinite(), found.toString());
    NewtonPoint newton = NewtonPoint.of(here, 1, TestContext.ROOT);
    assertTrue(newton.known(), newton.toString());
    assertFalse(newton.steady(), newton.toString());
  }

  /** The sum of x^3 over even and x^2 over odd coordinates, with its diagonal pattern. */
  private record Cubes(int dimension) implements Objective {

    @Override
    public Set<Class<? extends Structure>> structures() {
      return Set.of(HessianProducts.class, HessianSparsity.class);
    }

    @Override
    public Evaluation at(double[] x) {
      Quadratic pattern = Quadratic.ofEigenvalues(x);
      Objective objective = this;
      return new Evaluation() {
        @Override
        public Objective objective() {
          return objective;
        }

        @Override
        public double[] point() {
          return x;
        }

        @Override
        public double value() {
          double sum = 0;
          for (int i = 0; i < x.length; i++) {
            sum += x[i] * x[i] * (i % 2 == 0 ? x[i] : 1);
          }
          return sum;
        }

        @Override
        public double[] gradient() {
          double[] gradient = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            gradient[i] = i % 2 == 0 ? 3 * x[i] * x[i] : 2 * x[i];
          }
          return gradient;
        }

        @Override
        public <S extends Structure> Optional<S> structure(Class<S> kind) {
          if (kind == HessianSparsity.class) {
            return pattern.at(x).structure(kind);
          }
          HessianProducts products =
              (v, result) -> {
                for (int i = 0; i < x.length; i++) {
                  result[i] = v[i] * (i % 2 == 0 ? 6 * x[i] : 2);
                }
              };
          return kind == HessianProducts.class
              ? Optional.of(kind.cast(products))
              : Optional.empty();
        }
      };
    }
  }
}
