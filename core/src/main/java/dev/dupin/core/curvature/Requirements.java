package dev.dupin.core.curvature;

import dev.dupin.core.objective.Structure;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a part needs of the parts beside it; checked before a run starts.
 *
 * @param structures what the objective must offer: of every set, one kind at least
 * @param traits what the operators of the Hessian provider must promise, all of them
 * @param terms whether the objective must be a {@link dev.dupin.core.objective.FiniteSum}
 */
public record Requirements(
    List<Set<Class<? extends Structure>>> structures, Set<Trait> traits, boolean terms) {

  /** Needs nothing. */
  public static final Requirements NONE = new Requirements(List.of(), Set.of());

  public Requirements {
    structures = List.copyOf(structures);
    traits = Set.copyOf(traits);
  }

  /** Needs these structures and traits, and no terms. */
  public Requirements(List<Set<Class<? extends Structure>>> structures, Set<Trait> traits) {
    this(structures, traits, false);
  }

  /** Needs an objective that is the mean of terms. */
  public static Requirements finiteSum() {
    return new Requirements(List.of(), Set.of(), true);
  }

  /** Needs any one of these kinds of structure. */
  @SafeVarargs
  public static Requirements anyOf(Class<? extends Structure>... kinds) {
    Set<Class<? extends Structure>> any = new HashSet<>();
    for (Class<? extends Structure> kind : kinds) {
      any.add(kind);
    }
    return new Requirements(List.of(any), Set.of());
  }

  /** Needs operators with all of these traits. */
  public static Requirements traits(Trait... traits) {
    return new Requirements(List.of(), Set.of(traits));
  }

  /** Returns the requirements of both. */
  public Requirements and(Requirements other) {
    List<Set<Class<? extends Structure>>> allStructures = new ArrayList<>(structures);
    allStructures.addAll(other.structures);
    Set<Trait> allTraits = new HashSet<>(traits);
    allTraits.addAll(other.traits);
    return new Requirements(allStructures, allTraits, terms || other.terms);
  }
}
