package dev.dupin.all;

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
   * Returns a component of a record by its name; empty where there is none, or where it is null.
   */
  static Optional<Object> component(Record record, String name) {
    return Stream.of(record.getClass().getRecordComponents())
        .filter(component -> component.getName().equals(name))
        .findFirst()
        .map(component -> read(record, component));
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
