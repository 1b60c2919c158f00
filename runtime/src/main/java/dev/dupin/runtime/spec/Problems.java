package dev.dupin.runtime.spec;

import dev.dupin.runtime.Origin;
import dev.dupin.runtime.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects every problem, so that all of them are told at once. The same one is told once. */
public final class Problems {

  private final Set<Problem> found = new LinkedHashSet<>();
  private final List<Throwable> failures = new ArrayList<>();
  private boolean pluginMissing;

  /** Adds a problem without a hint. */
  public void add(Origin origin, String path, String message) {
    add(origin, path, message, "");
  }

  /** Adds a problem. One with a default says so: nobody wrote the value that is wrong. */
  public void add(Origin origin, String path, String message, String hint) {
    boolean isDefault = origin.kind() == Origin.Kind.DEFAULT;
    add(Problem.at(origin, path, isDefault ? "the default is wrong: " + message : message, hint));
  }

  /** Adds a problem. */
  public void add(Problem problem) {
    found.add(problem);
  }

  /** Adds everything that others found. */
  public void addAll(Problems others) {
    found.addAll(others.found);
    failures.addAll(others.failures);
    pluginMissing |= others.pluginMissing;
  }

  /** Keeps the stack trace behind a problem, for whoever wants to see it. */
  public void keep(Throwable failure) {
    failures.add(failure);
  }

  /** Notes that a problem may be explained by a plugin that could not be loaded. */
  public void pluginMissing() {
    pluginMissing = true;
  }

  /** Returns whether a problem may be explained by a plugin that could not be loaded. */
  public boolean isPluginMissing() {
    return pluginMissing;
  }

  /** Returns whether there are none. */
  public boolean isEmpty() {
    return found.isEmpty();
  }

  /** Returns how many there are. */
  public int size() {
    return found.size();
  }

  /** Returns the stack traces kept. */
  public List<Throwable> failures() {
    return List.copyOf(failures);
  }

  /** Returns the problems: those of the spec first, from top to bottom, then those of elsewhere. */
  public List<Problem> inOrder(String spec) {
    List<Problem> sorted = new ArrayList<>(found);
    sorted.sort(
        Comparator.comparing((Problem problem) -> !problem.file().equals(spec))
            .thenComparing(problem -> problem.file().equals(spec) ? problem.line() : 0)
            .thenComparing(problem -> problem.file().equals(spec) ? problem.column() : 0));
    return sorted;
  }
}
