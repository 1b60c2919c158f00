package dev.dupin.runtime;

import dev.dupin.core.data.LoadingListener;
import dev.dupin.runtime.binding.Schemas;
import dev.dupin.runtime.plugin.PluginLoader;
import dev.dupin.runtime.spec.Alternatives;
import dev.dupin.runtime.spec.LocatedMap;
import dev.dupin.runtime.spec.Overrides;
import dev.dupin.runtime.spec.Problems;
import dev.dupin.runtime.spec.SpecReader;
import dev.dupin.runtime.spec.Sweep;
import dev.dupin.runtime.spec.Trial;
import dev.dupin.runtime.wiring.RuntimeParts;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from a spec to runs: finds the plugins once, and composes as many specs as are wanted.
 *
 * <pre>{@code
 * Dupin dupin = Dupin.load(List.of());
 * Composition composition = dupin.compose(Path.of("spec.yaml"), List.of("hessian=bfgs"));
 * composition.problems().forEach(System.err::println);
 * for (PreparedRun run : composition.runs()) {
 *   Result result = run.minimizer().run();
 * }
 * }</pre>
 */
public final class Dupin {

  private final PluginCatalog catalog;
  private final Schemas schemas;
  private final LoadingListener listener;

  private Dupin(PluginCatalog catalog, Schemas schemas, LoadingListener listener) {
    this.catalog = catalog;
    this.schemas = schemas;
    this.listener = listener;
  }

  /**
   * Finds the plugins of the application and those elsewhere. A plugin that is broken is among the
   * catalog's problems, and everything else works.
   *
   * @param pluginPaths jars, and folders of jars or of folders with jars
   */
  public static Dupin load(List<Path> pluginPaths) {
    PluginLoader loader = new PluginLoader(Dupin.class.getClassLoader());
    loader.register(new RuntimeParts());
    loader.loadApplication();
    loader.load(pluginPaths);
    Schemas schemas = new Schemas(loader.registry());
    PluginCatalog catalog = new PluginCatalog(schemas, loader.problems());
    return new Dupin(catalog, schemas, LoadingListener.NONE);
  }

  /**
   * Returns the same with somebody who watches data being read, as far as their sources tell.
   *
   * @param watching called by the thread that composes
   */
  public Dupin listening(LoadingListener watching) {
    return new Dupin(catalog, schemas, watching);
  }

  /** Returns what parts there are. */
  public PluginCatalog catalog() {
    return catalog;
  }

  /**
   * Composes a spec. Builds every part, so that data are read.
   *
   * @param spec a YAML file; what is wrong with it is a problem like any other
   * @param overrides such as {@code step.initialRadius=0.5}, or {@code hessian=bfgs,sr1} for a
   *     sweep
   */
  public Composition compose(Path spec, List<String> overrides) {
    SpecText text;
    try {
      text = SpecText.read(spec);
    } catch (SpecException e) {
      List<Problem> problems = List.of(e.problem());
      return new Composition(spec.toString(), false, List.of(), problems, List.of(), false);
    }
    return compose(text, overrides);
  }

  /** Composes a spec that was read already. */
  public Composition compose(SpecText spec, List<String> overrides) {
    Problems problems = new Problems();
    List<Alternatives> settings = Overrides.parse(overrides, problems);
    LocatedMap root = SpecReader.read(spec, problems);
    List<Trial> trials = root == null ? List.of() : Sweep.trials(root, settings, problems);
    String name =
        trials.isEmpty()
            ? spec.usualName()
            : NormalSpec.name(trials.get(0).tree(), spec.usualName());
    boolean isSweep = trials.stream().anyMatch(trial -> !trial.name().isEmpty());
    List<PreparedRun> runs = compose(spec, trials, isSweep, problems);
    return new Composition(
        name,
        isSweep,
        runs,
        problems.inOrder(spec.file()),
        problems.failures(),
        problems.isPluginMissing());
  }

  private List<PreparedRun> compose(
      SpecText spec, List<Trial> trials, boolean isSweep, Problems problems) {
    boolean pluginsAreBroken = !catalog.problems().isEmpty();
    Workshop workshop = new Workshop(spec, schemas, pluginsAreBroken, isSweep, listener);
    List<PreparedRun> runs = new ArrayList<>();
    for (Trial trial : trials) {
      TrialComposer composer = new TrialComposer(workshop, trial);
      composer.compose().ifPresent(runs::add);
      problems.addAll(composer.problems());
    }
    workshop.close();
    return runs;
  }
}
