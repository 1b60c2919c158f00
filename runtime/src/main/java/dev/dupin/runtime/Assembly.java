package dev.dupin.runtime;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.run.Analysis;
import dev.dupin.core.run.Observer;
import dev.dupin.core.run.StopRule;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.runtime.Candidates.Candidate;
import dev.dupin.runtime.binding.BoundPart;
import dev.dupin.runtime.binding.BoundRecord;
import dev.dupin.runtime.wiring.RunSpec;
import dev.dupin.runtime.wiring.RuntimeParts;
import dev.dupin.runtime.wiring.Trace;
import dev.dupin.runtime.wiring.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Puts the instances of a spec without problems together to a run. */
final class Assembly {

  private final BoundRecord spec;
  private final Wiring wiring;
  private final Candidate<HessianProvider> hessian;

  /**
   * @param hessian stands in the spec, or was chosen for it and is no instance of the wiring
   */
  Assembly(BoundRecord spec, Wiring wiring, Candidate<HessianProvider> hessian) {
    this.spec = spec;
    this.wiring = wiring;
    this.hessian = hessian;
  }

  PreparedRun.Parts parts(Objective objective, StepStrategy step) {
    List<Observer> observers = new ArrayList<>(named("observe", Observer.class).values());
    observers.removeIf(Trace.class::isInstance);
    return new PreparedRun.Parts(
        objective,
        type(TrialComposer.OBJECTIVE),
        hessian.instance(),
        hessian.part().part().name(),
        step,
        type(TrialComposer.STEP),
        rules(),
        named("analyze", Analysis.class),
        observers,
        plugins());
  }

  PreparedRun.Settings settings(
      String trial, Optional<double[]> start, Optional<RunSpec.Batch> batch) {
    return new PreparedRun.Settings(
        (String) realise("name"),
        trial,
        (Long) realise("seed"),
        start,
        batch,
        (RunSpec.StopKeys) realise("stop"),
        traceEvery(),
        (RunSpec.Checkpointing) realise("checkpoint"));
  }

  private int traceEvery() {
    return named("observe", Observer.class).values().stream()
        .filter(Trace.class::isInstance)
        .map(observer -> ((Trace) observer).every())
        .findFirst()
        .orElseThrow();
  }

  private String type(String path) {
    return ((BoundPart) spec.get(path).orElseThrow()).part().name();
  }

  private Object realise(String key) {
    return spec.get(key).orElseThrow().realise(this::instance);
  }

  private Object instance(BoundPart part) {
    return wiring.instance(part.path(), Object.class).orElseThrow();
  }

  private <T> Map<String, T> named(String key, Class<T> kind) {
    Map<String, T> named = new LinkedHashMap<>();
    ((Map<?, ?>) realise(key)).forEach((name, part) -> named.put((String) name, kind.cast(part)));
    return named;
  }

  /** Rules are told apart by their types, with a number where one type occurs again. */
  private Map<String, StopRule> rules() {
    Map<String, StopRule> rules = new LinkedHashMap<>();
    spec.get("stop")
        .orElseThrow()
        .parts(
            part -> {
              String type = part.part().name();
              String name = type;
              for (int number = 2; rules.containsKey(name); number++) {
                name = type + "-" + number;
              }
              rules.put(name, (StopRule) instance(part));
            });
    return rules;
  }

  private List<PluginInfo> plugins() {
    Set<PluginInfo> plugins = new LinkedHashSet<>();
    spec.parts(part -> addPlugins(part, plugins));
    return List.copyOf(plugins);
  }

  private static void addPlugins(BoundPart part, Set<PluginInfo> plugins) {
    String itself = RuntimeParts.class.getPackageName();
    if (!part.part().type().getPackageName().equals(itself)) {
      plugins.add(part.part().source().info());
    }
    part.children().forEach(child -> addPlugins(child, plugins));
  }
}
