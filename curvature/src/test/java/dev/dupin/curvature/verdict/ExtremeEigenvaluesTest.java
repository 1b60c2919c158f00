package dev.dupin.curvature.verdict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Lanczos says of both ends is true of the spectrum that is known. */
class ExtremeEigenvaluesTest {

  private static SpectrumBounds bounds(KnownSpectrum objective, int budget, int room) {
    SplittableRandom random = new SplittableRandom(17);
    HessianOperator hessian = operator(objective);
    return ExtremeEigenvalues.of(hessian, false, budget, room, random, () -> false);
  }

  private static HessianOperator operator(KnownSpectrum objective) {
    double[] point = new SplittableRandom(5).doubles(objective.dimension(), -1, 1).toArray();
    return new HessianOperator(objective.at(point), new SplittableRandom(23));
  }

  /** Nine families of 30 matrices each; what they are is said beside them. */
  static Stream<KnownSpectrum> spectra() {
    return IntStream.range(0, 270).mapToObj(ExtremeEigenvaluesTest::spectrum);
  }

  private static KnownSpectrum spectrum(int seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int n = 1 + random.nextInt(seed % 10 == 0 ? 6 : 250);
    double[] values = random.doubles(n, -1, 1).toArray();
    for (int i = 0; i < n; i++) {
      values[i] =
          switch (seed % 9) {
            case 0 -> values[i]; // indefinite
            case 1 -> 1 + 1e-3 * values[i]; // one cluster
            case 2 -> i == 0 ? -1e-3 : i % 2 == 0 ? 1e-3 * Math.abs(values[i]) : 1 + values[i];
            case 3 -> Math.abs(values[i]) < 0.5 ? 0 : Math.abs(values[i]); // many zeros
            case 4 -> Math.rint(2 * values[i]); // multiplicities, of both signs
            case 5 -> Math.pow(10, 12 * values[i]); // graded, positive
            case 6 -> i == 0 ? -1e-10 : Math.abs(values[i]); // hardly a saddle
            case 7 -> Math.signum(values[i]) * Math.pow(10, -14 * random.nextDouble());
            default -> 1e-16 * (i + 1) + (i == 0 ? 0 : Math.abs(values[i])); // nearly singular
          };
    }
    KnownSpectrum spectrum = KnownSpectrum.turned(seed, values);
    return seed % 4 == 3 ? spectrum.byDifferences() : spectrum;
  }

  @ParameterizedTest
  @MethodSource("spectra")
  void no_statement_is_false(KnownSpectrum known) {
    for (int budget : new int[] {24, 60, 200}) {
      SpectrumBounds found = bounds(known, budget, 26);
      String seen = found.toString();
      assertFalse(found.whole());
      assertTrue(found.negatives() <= known.negatives(), seen);
      assertTrue(found.positives() <= known.positives(), seen);
      assertTrue(known.smallest() <= found.smallest().upper(), seen);
      assertTrue(known.largest() >= found.largest().lower(), seen);
      assertNearSome(known, found.smallest());
      assertNearSome(known, found.largest());
      found.negativeDirection().ifPresent(v -> assertTrue(known.form(v) < 0, seen));
      found.positiveDirection().ifPresent(v -> assertTrue(known.form(v) > 0, seen));
      assertEquals(found.negatives() > 0, found.negativeDirection().isPresent());
      int least = known.exact() ? 24 : 48;
      assertTrue(found.products() <= Math.max(budget, least), seen);
    }
  }

  /** What the eigenvalues themselves are rounded to by the reflections is beside the bounds. */
  private static void assertNearSome(KnownSpectrum known, SpectrumEnd end) {
    double nearest = Double.POSITIVE_INFINITY;
    for (double value : known.eigenvalues()) {
      nearest = Math.min(nearest, Math.abs(value - end.value()));
    }
    assertTrue(nearest <= end.error(), nearest + " " + end);
  }

  /** The statements are not only true, but tell something: of these, both ends are found. */
  @ParameterizedTest
  @ValueSource(ints = {56, 4, 9, 13, 18, 22, 36, 38, 45})
  void saddles_are_found(int seed) {
    KnownSpectrum known = spectrum(seed);
    SpectrumBounds found = bounds(known, 200, 26);
    assertTrue(found.isIndefinite(), found.toString());
    assertTrue(found.smallest().settled() && found.largest().settled(), found.toString());
    assertEquals(known.smallest(), found.smallest().value(), 1e-4 * known.largest());
    assertEquals(known.largest(), found.largest().value(), 1e-4 * known.largest());
    assertEquals(1, Vectors.norm(found.negativeDirection().orElseThrow()), 1e-14);
  }

  /** A basis of 12 restarts many times, and comes to where one of 200 comes. */
  @Test
  void restarts_reach_what_the_whole_krylov_space_reaches() {
    double[] values = new double[600];
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.cos(Math.PI * i / values.length) * (i == 0 || i == 599 ? 1.2 : 1);
    }
    KnownSpectrum known = KnownSpectrum.turned(3, values);
    for (int room : new int[] {12, 26, 200}) {
      SpectrumBounds found = bounds(known, 200, room);
      assertTrue(found.smallest().settled() && found.largest().settled(), found.toString());
      assertEquals(known.smallest(), found.smallest().value(), 1e-6);
      assertEquals(1.2, found.largest().value(), 1e-6);
    }
  }

  /** ORACLES P1: what power iteration cannot see. */
  @Test
  void eigenvalues_of_one_size_and_two_signs_are_both_found() {
    SpectrumBounds found = bounds(KnownSpectrum.diagonal(1, -1), 50, 26);
    assertEquals(1, found.negatives());
    assertEquals(1, found.positives());
    assertEquals(-1, found.smallest().value(), 1e-14);
    assertEquals(1, found.largest().value(), 1e-14);
    assertTrue(found.remedy().isEmpty());
  }

  /** ORACLES P2: a process that went through to the end has the spectrum of the matrix. */
  @Test
  void a_complete_basis_has_all_eigenvalues() {
    double[] values = {-3, -3, -1, 0, 0, 0, 0.5, 2, 2, 7};
    KnownSpectrum known = KnownSpectrum.turned(8, values);
    ThickRestart process = new ThickRestart(known::apply, 10, 26, new SplittableRandom(1));
    while (!process.isFull()) {
      process.step();
    }
    assertTrue(process.isComplete());
    for (int k = 0; k < 10; k++) {
      assertEquals(values[k], process.ritz().value(k), 1e-13);
    }
  }

  /** The Hessian of nothing: no sign is proven, and both ends are zero. */
  @Test
  void the_zero_matrix_proves_nothing() {
    SpectrumBounds found = bounds(KnownSpectrum.diagonal(new double[40]), 50, 26);
    assertEquals(0, found.negatives() + found.positives());
    assertEquals(0, found.smallest().value());
    assertTrue(found.remedy().contains("denseLimit"), found.remedy());
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-140, 1e-12, 1e12, 1e140})
  void the_scale_of_the_function_does_not_matter(double scale) {
    double[] values = {-2, -1e-3, 1e-3, 1, 3};
    SpectrumBounds found = bounds(KnownSpectrum.turned(2, Vectors.scale(scale, values)), 60, 26);
    assertEquals(2, found.negatives());
    assertEquals(3, found.positives());
  }

  @Test
  void convexity_bounds_the_smallest_eigenvalue_from_below() {
    HessianOperator hessian = operator(KnownSpectrum.turned(4, 0, 0, 1, 2, 3));
    SpectrumBounds found =
        ExtremeEigenvalues.of(hessian, true, 60, new SplittableRandom(1), () -> false);
    assertTrue(found.semidefinite());
    assertTrue(found.smallest().isEnclosed());
    assertEquals(0, found.smallest().lower());
    assertTrue(found.certificate().contains("convex"), found.certificate());
  }

  @Test
  void it_ends_when_the_run_is_cancelled_with_what_is_known() {
    AtomicInteger asked = new AtomicInteger();
    HessianOperator hessian = operator(KnownSpectrum.turned(4, spectrum(9).eigenvalues()));
    SpectrumBounds found =
        ExtremeEigenvalues.of(
            hessian, false, 200, new SplittableRandom(1), () -> asked.incrementAndGet() > 1);
    assertEquals(2, asked.get());
    assertTrue(found.products() < 40, found.toString());
    assertTrue(found.smallest().upper() < Double.POSITIVE_INFINITY);
  }

  @Test
  void the_same_seed_gives_the_same_bits() {
    KnownSpectrum known = spectrum(9);
    SpectrumBounds once = bounds(known, 100, 26);
    SpectrumBounds again = bounds(known, 100, 26);
    assertEquals(once.smallest(), again.smallest());
    assertEquals(once.largest(), again.largest());
    assertEquals(once.products(), again.products());
  }

  @Test
  void products_that_are_not_finite_are_refused() {
    KnownSpectrum broken = KnownSpectrum.diagonal(1, Double.NaN, 2);
    assertThrows(NumericalFailureException.class, () -> bounds(broken, 60, 26));
  }
}
