package com.acme.dupin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.objective.TermGradients;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DoubleWellTest {
  private static final double[] START = {0.25, 1};

  private static DoubleWell wells(double width, double tilt) {
    return new DoubleWell(new DoubleWell.Config(width, tilt, START));
  }

  @Test
  void both_wells_are_minima_and_the_pass_between_them_is_a_saddle() {
    DoubleWell wells = wells(2, 0);
    for (double x : new double[] {-2, 2}) {
      assertEquals(0, wells.at(new double[] {x, 0}).value());
      assertArrayEquals(new double[] {8, 0, 0, 1}, hessian(wells.at(new double[] {x, 0})));
    }
    Evaluation pass = wells.at(new double[] {0, 0});
    assertEquals(4, pass.value());
    assertArrayEquals(new double[] {0, 0}, pass.gradient());
    assertArrayEquals(new double[] {-4, 0, 0, 1}, hessian(pass));
  }

  private static double[] hessian(Evaluation here) {
    return here.structure(HessianMatrix.class).orElseThrow().matrix().values();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void derivatives_agree_with_differences(long seed) {
    Random random = new Random(seed);
    DoubleWell wells = wells(1 + random.nextDouble(), random.nextGaussian());
    double[] x = {random.nextGaussian(), random.nextGaussian()};
    double[] v = {random.nextGaussian(), random.nextGaussian()};
    // Central differences of a quartic: f is off by h^2 times its third derivative over 6, so at
    // h = 1e-4 by some 1e-8 and more.
    double h = 1e-4;
    Evaluation ahead = wells.at(new double[] {x[0] + h * v[0], x[1] + h * v[1]});
    Evaluation behind = wells.at(new double[] {x[0] - h * v[0], x[1] - h * v[1]});
    double[] gradient = wells.at(x).gradient();
    assertEquals(
        (ahead.value() - behind.value()) / (2 * h), gradient[0] * v[0] + gradient[1] * v[1], 1e-6);
    double[] product = new double[2];
    wells.at(x).structure(HessianProducts.class).orElseThrow().apply(v, product);
    for (int i = 0; i < 2; i++) {
      assertEquals((ahead.gradient()[i] - behind.gradient()[i]) / (2 * h), product[i], 1e-6);
    }
  }

  @Test
  void offers_what_it_says_and_nothing_else() {
    DoubleWell wells = wells(1, 0);
    for (Class<? extends Structure> kind : wells.structures()) {
      assertTrue(wells.at(START).structure(kind).isPresent(), kind::getSimpleName);
    }
    assertEquals(2, wells.structures().size());
    assertTrue(wells.at(START).structure(TermGradients.class).isEmpty());
  }

  @Test
  void starts_where_the_spec_says() {
    assertArrayEquals(START, wells(1, 0).start(new Random(1)));
  }

  @Test
  void a_start_of_three_numbers_is_refused() {
    assertThrows(
        IllegalArgumentException.class, () -> new DoubleWell.Config(1, 0, new double[] {1, 2, 3}));
  }
}
