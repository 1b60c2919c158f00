package dev.dupin.optimizers.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class EisenstatWalkerTest {

  @Test
  void the_terms_follow_the_reduction_of_the_gradient_and_fall_no_faster_than_the_safeguard() {
    EisenstatWalker forcing = new EisenstatWalker(0.9, 2, 0.5);
    assertEquals(0.5, forcing.term(10));
    forcing.left(10);
    assertEquals(0.9 * 0.5 * 0.5, forcing.term(1), 1e-15); // held up: 0.225 > 0.1
    assertEquals(0.5, forcing.term(20)); // the gradient has grown
    forcing.left(1);
    assertEquals(0.9 * 0.01, forcing.term(0.1), 1e-15); // 0.9 * 0.225^2 holds nothing up
    assertEquals(0.5, forcing.term(Double.NaN));
  }
}
