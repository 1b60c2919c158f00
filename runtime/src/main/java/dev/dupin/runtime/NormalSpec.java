package dev.dupin.runtime;

import dev.dupin.core.run.Analysis;
import dev.dupin.runtime.binding.BoundPart;
import dev.dupin.runtime.plugin.PartRegistry;
import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.LocatedList;
import dev.dupin.runtime.spec.LocatedMap;
import dev.dupin.runtime.spec.LocatedScalar;
import dev.dupin.runtime.spec.Problems;
import dev.dupin.runtime.spec.Trial;
import java.util.Optional;

/**
 * A spec with its short ways of writing spelled out, so that plain binding understands it.
 *
 * @param tree the spec
 * @param verdictOff where the verdict was switched off, if it was
 */
record NormalSpec(LocatedMap tree, Optional<Origin> verdictOff) {

  private static final String NAME = "name";
  private static final String START = "start";
  private static final String ANALYZE = "analyze";
  private static final String OBSERVE = "observe";
  private static final String TRACE = "trace";

  static NormalSpec of(Trial trial, String usualName, PartRegistry registry, Problems problems) {
    LocatedMap tree = trial.tree();
    NamedParts analyses = NamedParts.of(tree.get(ANALYZE), tree.origin());
    Optional<Origin> verdictOff = Optional.empty();
    if (!registry.find(Analysis.class, EffectiveSpec.VERDICT).isEmpty()) {
      verdictOff = analyses.off(EffectiveSpec.VERDICT);
      analyses = verdictOff.isPresent() ? analyses : analyses.withUsual(EffectiveSpec.VERDICT);
    }
    NamedParts observers = NamedParts.of(tree.get(OBSERVE), tree.origin());
    Origin traceOff = observers.switchedOff().get(TRACE);
    if (traceOff != null) {
      problems.add(traceOff, OBSERVE + "." + TRACE, "the trace cannot be switched off");
    }
    LocatedMap normal = named(tree, trial.name(), usualName);
    normal = started(normal);
    normal = normal.with(ANALYZE, analyses.parts().origin(), analyses.parts());
    LocatedMap watching = observers.withUsual(TRACE).parts();
    normal = normal.with(OBSERVE, watching.origin(), watching);
    return new NormalSpec(normal, verdictOff);
  }

  /** Returns the name of a spec. */
  static String name(LocatedMap tree, String usualName) {
    return tree.get(NAME) instanceof LocatedScalar name && !name.isNull() ? name.text() : usualName;
  }

  private static LocatedMap named(LocatedMap tree, String trial, String usualName) {
    Located given = tree.get(NAME);
    if (given != null && (trial.isEmpty() || !(given instanceof LocatedScalar))) {
      return tree;
    }
    String name = name(tree, usualName);
    String whole = trial.isEmpty() ? name : name + "/" + trial;
    Origin origin = given == null ? tree.origin().asDefault() : given.origin();
    return tree.with(NAME, origin, new LocatedScalar(origin, whole, false));
  }

  /** A list of numbers is short for {@code {type: point, coordinates: [numbers]}}. */
  private static LocatedMap started(LocatedMap tree) {
    if (!(tree.get(START) instanceof LocatedList numbers)) {
      return tree;
    }
    Origin origin = numbers.origin();
    LocatedMap point =
        LocatedMap.empty(origin)
            .with(BoundPart.TYPE, origin, new LocatedScalar(origin, "point", false))
            .with("coordinates", origin, numbers);
    return tree.with(START, origin, point);
  }
}
