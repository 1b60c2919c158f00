package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.VerdictAnalysis;
import dev.dupin.testkit.TestContext;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Verdicts at given points, and what suites of many points count. */
final class Verdicts {

  /** What claims a sign of curvature; the others withhold judgement, or say that it is zero. */
  static final Set<Kind> CLAIMS = EnumSet.of(Kind.MINIMUM, Kind.MAXIMUM, Kind.SADDLE);

  private Verdicts() {}

  static Verdict judge(Objective objective, double... point) {
    return judge(VerdictAnalysis.withDefaults(), objective, point);
  }

  static Verdict judge(VerdictAnalysis analysis, Objective objective, double... point) {
    return (Verdict) analysis.start(objective, TestContext.ROOT).findings(objective.at(point));
  }

  /** Returns the analysis with all eigenvalues up to n = limit only; its other keys unchanged. */
  static VerdictAnalysis denseUpTo(int limit) {
    VerdictAnalysis.Config usual = VerdictAnalysis.withDefaults().config();
    RecordComponent[] components = VerdictAnalysis.Config.class.getRecordComponents();
    Class<?>[] types = Stream.of(components).map(RecordComponent::getType).toArray(Class[]::new);
    Object[] keys =
        Stream.of(components)
            .map(key -> key.getName().equals("denseLimit") ? limit : read(usual, key))
            .toArray();
    try {
      return new VerdictAnalysis(
          VerdictAnalysis.Config.class.getDeclaredConstructor(types).newInstance(keys));
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("the keys of the verdict", e);
    }
  }

  /**
   * Returns a component of a record by its name; empty where there is none, or where it is empty.
   */
  static Optional<Object> component(Record record, String name) {
    return Stream.of(record.getClass().getRecordComponents())
        .filter(component -> component.getName().equals(name))
        .findFirst()
        .map(component -> read(record, component))
        .flatMap(value -> value instanceof Optional<?> maybe ? maybe : Optional.of(value));
  }

  /**
   * Returns the point that is said to be lower, if any.
   *
   * @throws AssertionError if f is not lower there
   */
  static Optional<double[]> witness(Objective objective, Verdict verdict, double... point) {
    Optional<double[]> witness =
        component(verdict, "witness")
            .flatMap(found -> component((Record) found, "point"))
            .map(double[].class::cast);
    witness.ifPresent(
        lower -> {
          double here = objective.at(point).value();
          double there = objective.at(lower).value();
          assertTrue(there < here, () -> there + " is not below " + here + ": " + verdict);
        });
    return witness;
  }

  /** Returns whether verdicts have that component at all. */
  static boolean have(String component) {
    return Stream.of(Verdict.class.getRecordComponents())
        .map(RecordComponent::getName)
        .anyMatch(component::equals);
  }

  private static Object read(Record record, RecordComponent component) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(component.getName(), e);
    }
  }

  static boolean hasProof(Verdict verdict) {
    return component(verdict, "proof").filter("interval"::equals).isPresent();
  }

  /** Faults of many cases, to be told together. */
  static final class Faults {
    private final List<String> faults = new ArrayList<>();
    private int cases;

    /** Counts a case, and its fault where it has one. */
    void check(boolean isRight, String what, double[] point, Object verdict) {
      cases++;
      if (!isRight) {
        faults.add(what + " at " + Arrays.toString(point) + ": " + verdict);
      }
    }

    int cases() {
      return cases;
    }

    int count() {
      return faults.size();
    }

    @Override
    public String toString() {
      return faults.size() + " of " + cases + ":\n" + String.join("\n", faults);
    }
  }
}
