package dev.dupin.core.run;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "42, 42",
    "999999, 999999",
    "1000000, 1.00e+06",
    "0.3990, 0.399",
    "0.001, 0.001",
    "12.3456, 12.35",
    "-0.5, -0.5",
    "123456.7, 123500",
    "3.1e-11, 3.10e-11",
    "-2.5e9, -2.50e+09",
    "0.00099999, 1.00e-03",
    "NaN, NaN",
    "Infinity, infinity",
    "-Infinity, -infinity"
  })
  void numbers_read_briefly(double value, String brief) {
    assertEquals(brief, Numbers.brief(value));
  }
}
