package dev.dupin.runtime.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.runtime.Origin;
import dev.dupin.runtime.Problem;
import dev.dupin.runtime.SpecText;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpecReaderTest {

  private final Problems problems = new Problems();

  private @Nullable LocatedMap read(String yaml) {
    return SpecReader.read(new SpecText("s.yaml", yaml), problems);
  }

  private List<String> told() {
    return problems.inOrder("s.yaml").stream().map(Problem::toString).toList();
  }

  @Test
  void every_value_keeps_its_place() {
    LocatedMap map = read("a: 1\nb:\n  c: [x, \"y\"]\n");
    assertNotNull(map);
    assertEquals(Origin.spec("s.yaml", 1, 1), map.origin());
    LocatedMap b = (LocatedMap) map.get("b");
    assertNotNull(b);
    LocatedList c = (LocatedList) b.get("c");
    assertNotNull(c);
    assertEquals(
        List.of(
            new LocatedScalar(Origin.spec("s.yaml", 3, 7), "x", true),
            new LocatedScalar(Origin.spec("s.yaml", 3, 10), "y", false)),
        c.items());
    assertEquals(List.of(), told());
  }

  @Test
  void aliases_are_copies() {
    LocatedMap map = read("a: &x {k: 1}\nb: *x\nc: [*x, *x]");
    assertNotNull(map);
    assertEquals(map.get("a"), map.get("b"));
    assertEquals(2, ((LocatedList) java.util.Objects.requireNonNull(map.get("c"))).items().size());
    assertEquals(List.of(), told());
  }

  @Test
  void a_bomb_of_aliases_is_refused() {
    StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i <= 9; i++) {
      String one = "*a" + (i - 1);
      bomb.append("a" + i + ": &a" + i + " [" + (one + ", ").repeat(8) + one + "]\n");
    }
    read(bomb.toString());
    assertEquals(1, told().size());
    assertTrue(
        told().get(0).contains("the aliases (*name) of the spec stand for more than 10000 values"));
  }

  @Test
  void an_alias_within_itself_is_refused() {
    read("a: &x\n  b: *x\n");
    assertEquals(
        List.of("s.yaml:1:4: error: an alias stands inside the value that it stands for, at a.b"),
        told());
  }

  @Test
  void tags_merge_keys_and_duplicates_are_refused_at_once() {
    read("a: !!int 3\nb: &b {x: 1}\nc: {<<: *b, y: 2}\nd: !foo [1]\na: 4\n? [1]\n: 2\n");
    assertEquals(
        List.of(
            "s.yaml:1:4: error: the tag 'tag:yaml.org,2002:int' is not part of a spec; a part is"
                + " named by its type, as in {type: rosenbrock}",
            "s.yaml:3:5: error: the merge key '<<' is not part of a spec; write the keys out; an"
                + " alias (*name) may stand for a whole value",
            "s.yaml:4:4: error: the tag '!foo' is not part of a spec; a part is named by its type,"
                + " as in {type: rosenbrock}",
            "s.yaml:5:1: error: duplicate key 'a', at a; it was first given at s.yaml:1:1",
            "s.yaml:6:3: error: a key is a word, not a list or a map"),
        told());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "a: b: c | s.yaml:1:5: error: YAML: mapping values are not allowed here",
        "a: [1, 2 | s.yaml:1:9: error: YAML: while parsing a flow sequence at line 1, column 4, expected ',' or ']', but got <stream end>",
        "a: *nope | s.yaml:1:4: error: YAML: found undefined alias nope",
        "a: 'x | s.yaml:1:6: error: YAML: while scanning a quoted scalar at line 1, column 4, found unexpected end of stream",
        "[1] | s.yaml:1:1: error: a spec is a map of keys such as objective, but found a list",
        "x | s.yaml:1:1: error: a spec is a map of keys such as objective, but found 'x'",
      })
  void what_is_no_yaml_is_told_with_its_place(String yaml, String problem) {
    assertNull(read(yaml));
    assertEquals(List.of(problem), told());
  }

  @Test
  void tabs_and_second_documents_are_told_with_their_place() {
    assertNull(read("a:\n\tb: 1"));
    assertTrue(told().get(0).startsWith("s.yaml:2:1: error: YAML: "), told().get(0));
    Problems second = new Problems();
    assertNull(SpecReader.read(new SpecText("s.yaml", "a: 1\n---\nb: 2\n"), second));
    assertTrue(
        second.inOrder("").get(0).toString().startsWith("s.yaml:2:1: error: YAML: expected a"));
  }

  @Test
  void a_document_that_would_overflow_the_stack_is_refused() {
    assertNull(read("a: " + "[".repeat(100_000)));
    assertEquals(List.of("s.yaml:1:53: error: nested more than 50 levels deep"), told());
  }

  @Test
  void a_spec_that_is_too_large_is_refused() {
    assertNull(read("a: " + "x".repeat(SpecText.LARGEST)));
    assertEquals(
        List.of(
            "s.yaml:1:1: error: the spec has 1048579 characters, but at most 1048576 are allowed"),
        told());
  }
}
