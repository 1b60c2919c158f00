package dev.dupin.runtime.plugin;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.data.DataSource;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.run.Observer;
import dev.dupin.core.run.StopRule;
import dev.dupin.core.step.CurvatureTransform;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Subproblem;
import dev.dupin.runtime.spec.Words;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The words for extension points. A plugin may bring extension points of its own: their word is the
 * name of the interface, in kebab-case.
 */
public final class Kinds {

  private static final Map<Class<?>, String> WORDS =
      Map.of(
          Objective.class, "objective",
          DataSource.class, "data",
          HessianProvider.class, "hessian",
          StepStrategy.class, "step",
          CurvatureTransform.class, "transform",
          Subproblem.class, "subproblem",
          Globalizer.class, "globalizer",
          StopRule.class, "stop",
          Analysis.class, "analyze",
          Observer.class, "observe");

  /** From what is minimised over how to what is looked at, which is the way a spec is read. */
  private static final List<String> ORDER =
      List.of(
          "objective",
          "data",
          "hessian",
          "step",
          "transform",
          "subproblem",
          "globalizer",
          "start",
          "stop",
          "analyze",
          "observe");

  private Kinds() {}

  /** Returns the order in which a reader wants kinds; those of plugins follow, by their words. */
  public static Comparator<Class<?>> order() {
    return Comparator.<Class<?>>comparingInt(Kinds::rank).thenComparing(Kinds::word);
  }

  private static int rank(Class<?> kind) {
    int rank = ORDER.indexOf(word(kind));
    return rank < 0 ? ORDER.size() : rank;
  }

  /** Returns the word for a kind, as a user reads it. */
  public static String word(Class<?> kind) {
    String word = WORDS.get(kind);
    return word == null ? Words.kebab(kind.getSimpleName()) : word;
  }

  /** Returns the kind as a noun that follows "unknown": {@code stop rule}, {@code analysis}. */
  public static String noun(Class<?> kind) {
    if (kind == StopRule.class) {
      return "stop rule";
    }
    if (kind == Analysis.class) {
      return "analysis";
    }
    if (kind == DataSource.class) {
      return "data source";
    }
    return kind == Observer.class ? "observer" : word(kind);
  }
}
