package dev.dupin.core.plugin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {

  @ParameterizedTest
  @CsvSource({
    "kitten, sitting, 3",
    "ab, ba, 1",
    "'', abc, 3",
    "abc, abc, 0",
    "ca, abc, 3",
    "hessian, hesian, 1",
  })
  void distances_are_those_of_optimal_string_alignment(String from, String to, int distance) {
    assertEquals(distance, Suggestions.distance(from, to));
    assertEquals(distance, Suggestions.distance(to, from));
  }

  @Test
  void the_nearest_name_is_suggested_if_it_is_near() {
    List<String> known = List.of("initialRadius", "maxRadius", "shrink");
    assertEquals(Optional.of("initialRadius"), Suggestions.nearest("initalRadius", known));
    assertEquals(Optional.of("initialRadius"), Suggestions.nearest("initial-radius", known));
    assertEquals(Optional.of("initialRadius"), Suggestions.nearest("INITIAL_RADIUS", known));
    assertEquals(Optional.empty(), Suggestions.nearest("memory", known));
    assertEquals(Optional.empty(), Suggestions.nearest("x".repeat(100_000), known));
    assertEquals(Optional.empty(), Suggestions.nearest("q", List.of("a", "b")), "nothing agrees");
    assertEquals(Optional.of("x"), Suggestions.nearest("X", List.of("x", "y")));
    assertEquals("known: maxRadius, shrink", Suggestions.hint("x", List.of("shrink", "maxRadius")));
    assertEquals("none is known", Suggestions.hint("x", List.of()));
  }
}
