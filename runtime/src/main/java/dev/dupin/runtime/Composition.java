package dev.dupin.runtime;

import java.util.List;

/** What a spec and its overrides came to: runs, or every reason why there are none. */
public final class Composition {

  private final String name;
  private final boolean isSweep;
  private final List<PreparedRun> runs;
  private final List<Problem> problems;
  private final List<Throwable> failures;
  private final boolean pluginMissing;

  Composition(
      String name,
      boolean isSweep,
      List<PreparedRun> runs,
      List<Problem> problems,
      List<Throwable> failures,
      boolean pluginMissing) {
    this.name = name;
    this.isSweep = isSweep;
    this.runs = problems.isEmpty() ? List.copyOf(runs) : List.of();
    this.problems = List.copyOf(problems);
    this.failures = List.copyOf(failures);
    this.pluginMissing = pluginMissing;
  }

  /** Returns the name of the spec: its key {@code name}, or else the file's name. */
  public String name() {
    return name;
  }

  /** Returns whether the runs are the trials of a sweep, even if there is only one. */
  public boolean isSweep() {
    return isSweep;
  }

  /** Returns the runs in order; empty if and only if there are problems. */
  public List<PreparedRun> runs() {
    return runs;
  }

  /** Returns everything that is wrong: the spec from top to bottom, then its data and overrides. */
  public List<Problem> problems() {
    return problems;
  }

  /** Returns what plugins threw while their parts were built, for whoever mends them. */
  public List<Throwable> failures() {
    return failures;
  }

  /** Returns whether a problem may be explained by a plugin that could not be loaded. */
  public boolean pluginMissing() {
    return pluginMissing;
  }
}
