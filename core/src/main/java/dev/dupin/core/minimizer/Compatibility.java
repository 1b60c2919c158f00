package dev.dupin.core.minimizer;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Metrics;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.step.StepStrategy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Checks, before a run, that an objective, a Hessian and a step go together. */
public final class Compatibility {

  private Compatibility() {}

  /**
   * One need that is not met.
   *
   * @param part which part has the need
   * @param needs what, in the words a user reads: {@code layer-statistics}, or {@code one of
   *     hessian-matrix, hessian-products}
   * @param of which part would have to meet it
   * @param offers what that one has instead, {@code nothing} if it has none; empty where the need
   *     says so itself
   */
  public record Mismatch(Part part, String needs, Part of, String offers) {

    @Override
    public String toString() {
      String need = "the " + part.word() + " needs " + needs;
      return offers.isEmpty() ? need : need + "; the " + of.word() + " offers " + offers;
    }
  }

  /** The three parts of a run. */
  public enum Part {
    OBJECTIVE,
    HESSIAN,
    STEP;

    /** Returns the word a user reads. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Returns every need that is not met, empty if the three go together. */
  public static List<Mismatch> check(
      Objective objective, HessianProvider hessian, StepStrategy step) {
    List<Mismatch> mismatches = new ArrayList<>(check(objective, hessian));
    Requirements requirements = step.requires();
    addObjective(Part.STEP, requirements, objective, mismatches);
    Set<Trait> promised = closure(hessian.traits(objective));
    for (Trait trait : requirements.traits()) {
      if (!promised.contains(trait)) {
        mismatches.add(
            new Mismatch(
                Part.STEP,
                "a " + trait.word() + " hessian",
                Part.HESSIAN,
                words(promised.stream().map(Trait::word).toList())));
      }
    }
    if (mismatches.isEmpty()) {
      addUnmet(Part.STEP, step.unmetNeed(objective), mismatches);
    }
    return mismatches;
  }

  /** Returns every need of a Hessian that an objective does not meet. */
  public static List<Mismatch> check(Objective objective, HessianProvider hessian) {
    List<Mismatch> mismatches = new ArrayList<>();
    addObjective(Part.HESSIAN, hessian.requires(), objective, mismatches);
    if (mismatches.isEmpty()) {
      addUnmet(Part.HESSIAN, hessian.unmetNeed(objective), mismatches);
    }
    return mismatches;
  }

  private static void addUnmet(Part part, Optional<String> need, List<Mismatch> mismatches) {
    need.ifPresent(words -> mismatches.add(new Mismatch(part, words, Part.OBJECTIVE, "")));
  }

  private static Set<Trait> closure(Set<Trait> traits) {
    EnumSet<Trait> closure = EnumSet.noneOf(Trait.class);
    closure.addAll(traits);
    if (closure.contains(Trait.POSITIVE_DEFINITE)) {
      closure.add(Trait.POSITIVE_SEMIDEFINITE);
    }
    return closure;
  }

  private static void addObjective(
      Part part, Requirements requirements, Objective objective, List<Mismatch> mismatches) {
    Set<Class<? extends Structure>> offered = objective.structures();
    for (Set<Class<? extends Structure>> any : requirements.structures()) {
      if (any.stream().noneMatch(offered::contains)) {
        String kinds = words(any.stream().map(Compatibility::word).toList());
        mismatches.add(
            new Mismatch(
                part,
                any.size() == 1 ? kinds : "one of " + kinds,
                Part.OBJECTIVE,
                offers(objective)));
      }
    }
    if (requirements.terms() && objective.sum().isEmpty()) {
      mismatches.add(new Mismatch(part, "a finite sum", Part.OBJECTIVE, "no terms"));
    }
  }

  /**
   * Returns the structures an objective offers to Hessians and steps, in the words a user reads.
   */
  public static String offers(Objective objective) {
    return words(
        objective.structures().stream()
            .filter(kind -> kind != Metrics.class && kind != Estimates.class)
            .map(Compatibility::word)
            .toList());
  }

  /** Returns the word for a kind of structure: {@code HessianMatrix} is {@code hessian-matrix}. */
  public static String word(Class<? extends Structure> kind) {
    return kind.getSimpleName().replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  private static String words(Collection<String> words) {
    return words.isEmpty() ? "nothing" : String.join(", ", words.stream().sorted().toList());
  }
}
