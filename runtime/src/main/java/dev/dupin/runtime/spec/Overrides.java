package dev.dupin.runtime.spec;

import dev.dupin.runtime.Origin;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings from the command line: {@code step.initialRadius=0.5}, {@code hessian=bfgs,sr1}. */
public final class Overrides {

  private Overrides() {}

  /** Returns the settings in the order given. */
  public static List<Alternatives> parse(List<String> overrides, Problems problems) {
    List<Alternatives> parsed = new ArrayList<>();
    for (String override : overrides) {
      parse(override, problems).ifPresent(parsed::add);
    }
    return parsed;
  }

  private static Optional<Alternatives> parse(String override, Problems problems) {
    Origin origin = Origin.override(override);
    int equals = override.indexOf('=');
    Optional<SpecPath> path =
        equals < 0 ? Optional.empty() : SpecPath.parse(override.substring(0, equals).strip());
    if (path.isEmpty()) {
      problems.add(
          origin, "", "this is no override", "write PATH=VALUE, as in step.initialRadius=0.5");
      return Optional.empty();
    }
    if (path.get().segments().get(0).equals(Sweep.KEY)) {
      problems.add(origin, "", "a sweep is no value", "list the values, as in hessian=bfgs,exact");
      return Optional.empty();
    }
    List<Located> values = new ArrayList<>();
    for (String text : split(override.substring(equals + 1))) {
      Located value = text.isBlank() ? null : SpecReader.readValue(text, origin, problems);
      if (text.isBlank()) {
        problems.add(origin, path.get().toString(), "there is no value");
      } else if (value != null) {
        values.add(value);
      }
    }
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(new Alternatives(path.get(), origin, values, values.size() > 1));
  }

  /** Splits at the commas that stand outside of brackets and quotes. */
  static List<String> split(String text) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        quote = c == quote ? 0 : quote;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if ("([{".indexOf(c) >= 0) {
        depth++;
      } else if (")]}".indexOf(c) >= 0) {
        depth--;
      } else if (c == ',' && depth == 0) {
        parts.add(text.substring(start, i));
        start = i + 1;
      }
    }
    parts.add(text.substring(start));
    return parts;
  }
}
