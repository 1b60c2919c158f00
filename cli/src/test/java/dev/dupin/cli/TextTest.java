package dev.dupin.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextTest {
  @Test
  void wraps_at_spaces_and_cuts_words_that_are_too_long() {
    assertEquals(List.of("one two", "three"), Text.wrap("one two three", 8));
    assertEquals(List.of("abcdef", "ghi"), Text.wrap("abcdefghi", 6));
    assertEquals(List.of(""), Text.wrap("", 6));
    assertEquals(List.of("one", "two"), Text.wrap("one\ntwo", 80));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "24.2, 24.2",
    "0.1, 0.1",
    "-1234567.25, -1.23457e+06",
    "1e-30, 1e-30",
    "1.5e300, 1.5e+300",
    "100, 100",
    "1200000000, 1200000000",
    "0.123456789, 0.123457",
    "NaN, NaN",
    "Infinity, Infinity"
  })
  void digits_are_few_and_none_is_idle(double number, String text) {
    assertEquals(text, Text.digits(number, 6));
  }

  @ParameterizedTest
  @CsvSource({"0.0412, 0.041 s", "9.5, 9.500 s", "12.345, 12.3 s", "3723.9, 62 min 03 s"})
  void times_have_a_unit_that_suits(double seconds, String text) {
    assertEquals(text, Text.seconds(seconds));
  }

  @Test
  void counts_have_a_plural() {
    assertEquals("1 run", Text.count(1, "run"));
    assertEquals("0 runs", Text.count(0, "run"));
  }
}
