package dev.dupin.runtime.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.runtime.Origin;
import dev.dupin.runtime.Problem;
import dev.dupin.runtime.SpecText;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {

  private static String text(Located node) {
    if (node instanceof LocatedScalar scalar) {
      return scalar.text();
    }
    if (node instanceof LocatedList list) {
      return list.items().stream()
          .map(OverridesTest::text)
          .collect(Collectors.joining(", ", "[", "]"));
    }
    return ((LocatedMap) node)
        .entries().entrySet().stream()
            .map(entry -> entry.getKey() + ": " + text(entry.getValue().value()))
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static LocatedMap read(String yaml) {
    return Objects.requireNonNull(SpecReader.read(new SpecText("s", yaml), new Problems()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a: 1 | a=2 | {a: 2}",
        "a: 1 | b=2 | {a: 1, b: 2}",
        "a: 1 | b.c.d=2 | {a: 1, b: {c: {d: 2}}}",
        "step: newton | step.shrink=0.5 | {step: {type: newton, shrink: 0.5}}",
        "step: {type: newton, shrink: 1} | step=other | {step: other}",
        "step: {type: newton, shrink: 1} | step.type=other | {step: {type: other, shrink: 1}}",
        "a: | a.b=1 | {a: {b: 1}}",
        "a: [x, {b: 1}] | a[1].b=2 | {a: [x, {b: 2}]}",
        "a: [x, y] | a[0].k=2 | {a: [{type: x, k: 2}, y]}",
        "a: [[1, 2]] | a[0][1]=3 | {a: [[1, 3]]}",
        "a: 1 | a=[1, 2] | {a: [1, 2]}",
        "a: 1 | a={x: 1, y: 2} | {a: {x: 1, y: 2}}",
        "a: 1 | a=max(x, y) | {a: max(x, y)}",
      })
  void an_override_changes_one_place(String spec, String override, String expected) {
    Problems problems = new Problems();
    List<Trial> trials =
        Sweep.trials(read(spec), Overrides.parse(List.of(override), problems), problems);
    assertTrue(problems.isEmpty());
    assertEquals(expected, text(trials.get(0).tree()));
    assertEquals("", trials.get(0).name());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "seed.x=1 | seed is '42', which has no key x, at seed.x",
        "list.x=1 | list is a list, which has no key x; name an item of it, as in [0], at list.x",
        "list[7]=1 | list has no item [7], at list[7]",
        "seed[0]=1 | seed has no item [0], at seed[0]",
        "seed= | there is no value, at seed",
        "seed=1,,2 | there is no value, at seed",
        "seed | this is no override; write PATH=VALUE, as in step.initialRadius=0.5",
        "=1 | this is no override; write PATH=VALUE, as in step.initialRadius=0.5",
        "a..b=1 | this is no override; write PATH=VALUE, as in step.initialRadius=0.5",
        "a[x]=1 | this is no override; write PATH=VALUE, as in step.initialRadius=0.5",
        "a=*b | YAML: found undefined alias b",
        "a=!x 1 | the tag '!x' is not part of a spec; a part is named by its type, as in {type: rosenbrock}",
      })
  void an_override_that_is_wrong_is_told_by_its_text(String override, String problem) {
    Problems problems = new Problems();
    LocatedMap spec = read("seed: 42\nlist: [1]");
    Sweep.trials(spec, Overrides.parse(List.of(override), problems), problems);
    assertEquals(
        List.of("command line: " + override + ": error: " + problem),
        problems.inOrder("s").stream().map(Problem::toString).distinct().toList());
  }

  @Test
  void values_are_split_outside_of_brackets_and_quotes() {
    assertEquals(
        List.of("a", "[b, c]", "{d: e, f: g}", "\"h, i\"", "j(k, l)", "'m, n'"),
        Overrides.split("a,[b, c],{d: e, f: g},\"h, i\",j(k, l),'m, n'"));
  }

  @Test
  void what_an_override_sets_comes_from_the_command_line() {
    Problems problems = new Problems();
    List<Alternatives> overrides = Overrides.parse(List.of("a.b=[1]"), problems);
    LocatedMap tree = Sweep.trials(read("a: {c: 1}"), overrides, problems).get(0).tree();
    LocatedMap a = (LocatedMap) Objects.requireNonNull(tree.get("a"));
    Origin origin = Origin.override("a.b=[1]");
    LocatedList b = (LocatedList) Objects.requireNonNull(a.get("b"));
    assertEquals(origin, b.origin());
    assertEquals(origin, b.items().get(0).origin());
    assertEquals(Origin.spec("s", 1, 8), Objects.requireNonNull(a.get("c")).origin());
  }

  @Test
  void later_overrides_win() {
    Problems problems = new Problems();
    List<Alternatives> overrides = Overrides.parse(List.of("a=1,2", "a=3"), problems);
    List<Trial> trials = Sweep.trials(read("a: 0"), overrides, problems);
    assertEquals(1, trials.size());
    assertEquals("{a: 3}", text(trials.get(0).tree()));
  }
}
