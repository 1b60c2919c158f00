package dev.dupin.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginCatalogTest {

  private static Part part(String kind, String name) {
    return Specs.DUPIN.catalog().parts().stream()
        .filter(part -> part.kind().equals(kind) && part.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void a_part_is_listed_with_its_keys() {
    Part bowl = part("objective", "bowl");
    assertEquals("dev.dupin.runtime.parts.Bowl", bowl.type());
    assertEquals(Optional.of("The simplest objective with keys."), bowl.about());
    assertEquals("TestParts", bowl.plugin().name());
    assertEquals(
        List.of(
            new Part.Key(
                "dimension",
                Optional.of("of the bowl"),
                "a whole number in [1, inf)",
                Optional.empty(),
                Optional.of("[1, inf)"),
                true),
            new Part.Key(
                "curvature",
                Optional.of("its only eigenvalue"),
                "a number in (0, 10]",
                Optional.of("1"),
                Optional.of("(0, 10]"),
                false)),
        bowl.keys());
    assertEquals(Optional.empty(), bowl.problem());
  }

  @Test
  void kinds_stand_in_the_order_a_reader_wants() {
    List<String> kinds = Specs.DUPIN.catalog().parts().stream().map(Part::kind).distinct().toList();
    List<String> wanted =
        List.of("objective", "data", "hessian", "step", "start", "stop", "analyze", "observe");
    assertEquals(wanted, kinds);
  }

  @Test
  void keys_of_nested_records_are_listed_with_a_dot() {
    List<String> names =
        part("objective", "every-type").keys().stream().map(Part.Key::name).toList();
    assertTrue(
        names.containsAll(List.of("nested", "nested.width", "nested.colour")), names::toString);
  }

  @Test
  void what_a_part_needs_is_listed() {
    assertEquals(List.of("layer-statistics"), part("hessian", "by-layers").requirements());
    assertEquals(List.of("a positive-definite hessian"), part("step", "definite").requirements());
    assertEquals(List.of(), part("hessian", "scaled").requirements());
    assertEquals(List.of(), part("hessian", "needs-key").requirements());
  }

  @Test
  void a_part_that_cannot_be_used_says_why() {
    assertEquals(
        Optional.of("the key 'numbers' is wrong: java.util.Map cannot be a key"),
        part("objective", "bad-schema").problem());
  }

  @Test
  void every_kind_has_its_word() {
    List<String> kinds =
        Specs.DUPIN.catalog().parts().stream().map(Part::kind).distinct().sorted().toList();
    assertEquals(
        List.of("analyze", "data", "hessian", "objective", "observe", "start", "step", "stop"),
        kinds);
  }
}
