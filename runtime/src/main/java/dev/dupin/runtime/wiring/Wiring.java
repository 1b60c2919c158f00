package dev.dupin.runtime.wiring;

import com.google.inject.ConfigurationException;
import com.google.inject.CreationException;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.Module;
import com.google.inject.ProvisionException;
import com.google.inject.Stage;
import com.google.inject.spi.Dependency;
import com.google.inject.spi.InjectionPoint;
import dev.dupin.runtime.SpecText;
import dev.dupin.runtime.binding.BoundPart;
import dev.dupin.runtime.spec.Problems;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The instances of one run. What cannot be built is told, and everything else is built anyway. */
public final class Wiring {

  static {
    // Both write classes at run time by ways that newer Java versions warn about; constructors are
    // called once a run, so reflection is as fast. Read by Guice when its first class is used.
    setUnlessSet("guice_bytecode_gen_option", "DISABLED");
    setUnlessSet("guice_custom_class_loading", "OFF");
    // The lines of code of the bindings above tell a user nothing, and finding them takes time.
    setUnlessSet("guice_include_stack_traces", "OFF");
  }

  private final Injector injector;
  private final Sharing sharing;
  private final SpecText spec;
  private final Map<String, Object> instances = new HashMap<>();

  private Wiring(Injector injector, Sharing sharing, SpecText spec) {
    this.injector = injector;
    this.sharing = sharing;
    this.spec = spec;
  }

  private static void setUnlessSet(String property, String value) {
    if (System.getProperty(property) == null) {
      System.setProperty(property, value);
    }
  }

  /**
   * Starts with the services alone.
   *
   * @param spec in which the parts are written, to point into it
   */
  public static Wiring start(Services services, Sharing sharing, SpecText spec) {
    // Not PRODUCTION, which builds all parts at once: here each is built on its own, those nested
    // in it first, so that every failure belongs to one part.
    Injector injector = Guice.createInjector(Stage.DEVELOPMENT, services.module());
    return new Wiring(injector, sharing, spec);
  }

  /**
   * Returns this wiring with further parts, in an injector below the present one.
   *
   * @param parts each after those nested in it
   */
  public Wiring with(List<BoundPart> parts, Problems problems) {
    List<BoundPart> sound = sound(parts, problems);
    List<Module> modules = new ArrayList<>();
    sound.forEach(part -> modules.add(new PartModule(part, sharing)));
    Injector below;
    try {
      below = injector.createChildInjector(modules);
    } catch (CreationException e) {
      problems.keep(e);
      parts.forEach(part -> problems.add(part.origin(), part.path(), "cannot be wired: " + e));
      return this;
    }
    Wiring wiring = new Wiring(below, sharing, spec);
    wiring.instances.putAll(instances);
    Failures failures = new Failures(problems, spec);
    sound.forEach(part -> wiring.build(part, failures));
    return wiring;
  }

  private void build(BoundPart part, Failures failures) {
    if (!part.children().stream().allMatch(child -> instances.containsKey(child.path()))) {
      return;
    }
    try {
      Object instance = injector.getInstance(PartModule.key(part));
      instances.put(part.path(), sharing.share(part, instance));
    } catch (ProvisionException e) {
      failures.tell(part, e);
    }
  }

  /** Returns the instance at a path, if it could be built. */
  public <T> Optional<T> instance(String path, Class<T> kind) {
    return Optional.ofNullable(instances.get(path)).map(kind::cast);
  }

  /** Returns the parts that ask for nothing that is not there; one that does is told. */
  private static List<BoundPart> sound(List<BoundPart> parts, Problems problems) {
    List<BoundPart> sound = new ArrayList<>();
    Set<String> paths = new HashSet<>();
    for (BoundPart part : parts) {
      Optional<String> reason = reason(part, problems);
      if (reason.isPresent()) {
        String message = part.part().words() + " cannot be built: " + reason.get();
        String hint = "this is a bug of " + part.part().source().where();
        problems.add(part.origin(), part.path(), message, hint);
      } else if (part.children().stream().allMatch(child -> paths.contains(child.path()))) {
        sound.add(part);
        paths.add(part.path());
      }
    }
    return sound;
  }

  private static Optional<String> reason(BoundPart part, Problems problems) {
    Set<Key<?>> offered = new HashSet<>(Services.keys());
    part.config()
        .map(c -> c.schema().constructor().getDeclaringClass())
        .map(Key::get)
        .ifPresent(offered::add);
    try {
      Set<InjectionPoint> points = new HashSet<>();
      points.add(InjectionPoint.forConstructor(part.schema().constructor()));
      points.addAll(InjectionPoint.forInstanceMethodsAndFields(part.part().type()));
      return points.stream()
          .flatMap(point -> point.getDependencies().stream())
          .map(Dependency::getKey)
          .filter(key -> !offered.contains(key))
          .findFirst()
          .map(key -> "it asks for " + key + ", which nobody offers");
    } catch (ConfigurationException e) {
      return Optional.of(e.getErrorMessages().iterator().next().getMessage());
    } catch (LinkageError e) {
      problems.keep(e);
      problems.pluginMissing();
      return Optional.of("its class cannot be linked: " + e);
    }
  }
}
