package dev.dupin.testkit;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Exclusive;
import dev.dupin.core.plugin.Range;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ConfigContractTest {

  /** An enum. */
  public enum Search {
    BACKTRACKING,
    STRONG_WOLFE
  }

  /** An extension point. */
  public interface Inner {}

  /** Keys of many types. */
  public record Config(
      @Default("0.5") @Range("(0, 1)") double shrink,
      @Default("inf") @Range("[1, inf)") long limit,
      @Default("[64, 32]") @Range("[1, inf)") int[] hidden,
      @Default("strong-wolfe") Search search,
      @Default("true") boolean damped,
      @Default(",") String separator,
      @Default("usual") Inner inner,
      @Range("(0, inf)") OptionalDouble radius,
      Optional<List<String>> names,
      Path path) {

    public Config {
      if (separator.length() != 1) {
        throw new IllegalArgumentException("separator is one character");
      }
    }
  }

  private static final Inner INNER = new Inner() {};

  private static Config config(double shrink, OptionalDouble radius) {
    return new Config(
        shrink,
        Long.MAX_VALUE,
        new int[] {64, 32},
        Search.STRONG_WOLFE,
        true,
        ",",
        INNER,
        radius,
        Optional.empty(),
        Path.of("x"));
  }

  private static ConfigContract<Config> right() {
    return allBut("").key("shrink", 0.5, 0.25).refuses("shrink", 0, 1, Double.NaN);
  }

  /** The contract without {@code shrink} and without another key. */
  private static ConfigContract<Config> allBut(String left) {
    ConfigContract<Config> contract =
        ConfigContract.of(Config.class)
            .key("limit", Long.MAX_VALUE, 7)
            .refuses("limit", 0)
            .key("hidden", List.of(64, 32), List.of(3))
            .refuses("hidden", List.of(3, 0))
            .key("search", Search.STRONG_WOLFE, Search.BACKTRACKING)
            .key("damped", true, false)
            .key("separator", ",", ";")
            .refuses("separator", "ab")
            .key("inner", "usual", INNER)
            .optional("radius", 2)
            .refuses("radius", 0)
            .required("path", Path.of("data.csv"));
    return left.equals("names") ? contract : contract.optional("names", List.of("x"));
  }

  @Test
  void a_complete_contract_holds() {
    right().withDefaults(config(0.5, OptionalDouble.empty())).check();
  }

  private static void assertFails(String message, ConfigContract<Config> contract) {
    AssertionError error = assertThrows(AssertionError.class, contract::check);
    assertTrue(String.valueOf(error.getMessage()).contains(message), error::toString);
  }

  @Test
  void a_key_that_is_not_tested_fails() {
    assertFails("the keys that are tested", allBut("names"));
  }

  @Test
  void a_tested_value_that_is_the_default_fails() {
    assertFails(
        "shrink is tested with its own default",
        allBut("").key("shrink", 0.5, 0.5).refuses("shrink", 0));
  }

  @Test
  void another_default_than_the_annotation_fails() {
    assertFails("the default of shrink", allBut("").key("shrink", 0.25, 0.5).refuses("shrink", 0));
    assertFails(
        "shrink is told to be required", allBut("").required("shrink", 0.25).refuses("shrink", 0));
    assertFails(
        "shrink is told to be optional", allBut("").optional("shrink", 0.25).refuses("shrink", 0));
  }

  @Test
  void another_default_in_java_than_the_annotation_fails() {
    assertFails(
        "the default of shrink in Java",
        right().withDefaults(config(0.25, OptionalDouble.empty())));
    assertFails("radius in Java", right().withDefaults(config(0.5, OptionalDouble.of(1))));
  }

  @Test
  void a_range_that_nobody_tests_fails() {
    assertFails(
        "nothing is tested that the range of shrink refuses", allBut("").key("shrink", 0.5, 0.25));
  }

  @Test
  void a_value_out_of_range_fails() {
    assertFails(
        "shrink is out of its range", allBut("").key("shrink", 0.5, 1).refuses("shrink", 0));
  }

  @Test
  void a_value_that_is_wrongly_accepted_fails() {
    assertFails("shrink accepts 0.75", right().refuses("shrink", 0.75));
    assertFails("damped accepts true", right().refuses("damped", true));
  }

  /** One of two keys. */
  @Exclusive({"width", "names"})
  public record Either(OptionalDouble width, Optional<List<String>> names) {
    public Either {
      if (width.isPresent() == names.isPresent()) {
        throw new IllegalArgumentException("give one of width, names");
      }
      if (width.orElse(1) <= 0 || names.filter(List::isEmpty).isPresent()) {
        throw new IllegalArgumentException("nothing is left");
      }
    }
  }

  @Test
  void of_exclusive_keys_the_tested_one_is_given() {
    ConfigContract<Either> contract =
        ConfigContract.of(Either.class)
            .optional("width", 2.0)
            .refuses("width", 0.0)
            .optional("names", List.of("x"))
            .refuses("names", List.of());
    contract.check();
    AssertionError error =
        assertThrows(AssertionError.class, contract.refuses("names", List.of("x", "y"))::check);
    assertTrue(String.valueOf(error.getMessage()).contains("names accepts"), error::toString);
  }
}
