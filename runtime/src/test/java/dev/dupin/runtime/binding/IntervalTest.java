package dev.dupin.runtime.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IntervalTest {

  @Test
  void round_brackets_leave_the_end_out() {
    Interval interval = Interval.parse("(0, 1]");
    assertFalse(interval.contains(0));
    assertTrue(interval.contains(Double.MIN_VALUE));
    assertTrue(interval.contains(1));
    assertFalse(interval.contains(Math.nextUp(1.0)));
    assertEquals("(0, 1]", interval.text());
  }

  @Test
  void infinity_belongs_to_it_only_within_a_square_bracket() {
    assertFalse(Interval.parse("[1, inf)").contains(Double.POSITIVE_INFINITY));
    assertTrue(Interval.parse("[1, inf]").contains(Double.POSITIVE_INFINITY));
    assertTrue(Interval.parse("(-inf, 0)").contains(-Double.MAX_VALUE));
    assertFalse(Interval.parse("(-inf, 0)").contains(Double.NEGATIVE_INFINITY));
  }

  @Test
  void nan_lies_in_none() {
    assertFalse(Interval.parse("[-inf, inf]").contains(Double.NaN));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "0, 1", "[1, 0]", "[a, 1]", "[0; 1]", "[0, 1", "[nan, 1]", "[0, NaN]"})
  void what_is_no_interval_is_refused(String text) {
    assertThrows(IllegalArgumentException.class, () -> Interval.parse(text));
  }
}
