package dev.dupin.all;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;
import dev.dupin.core.step.CurvatureTransform;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.ComposedStep;
import dev.dupin.optimizers.SaddleFreeNewton;
import dev.dupin.optimizers.transform.AbsoluteTransform;
import dev.dupin.optimizers.transform.IdentityTransform;
import java.lang.reflect.InvocationTargetException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * Every part that the built-in plugins register, found as the runtime finds them: a new part is
 * under test without a line here. It needs a static {@code withDefaults()} or a public constructor
 * without parameters.
 */
final class BuiltInParts {

  private BuiltInParts() {}

  /** Returns the parts of one kind by name, except those named. */
  static <T> Map<String, T> of(Class<T> kind, String... except) {
    Map<String, T> parts = new TreeMap<>();
    Registry registry =
        new Registry() {
          @Override
          public <K> void add(Class<K> added, String name, Class<? extends K> part) {
            if (added == kind && !java.util.List.of(except).contains(name)) {
              parts.put(name, kind.cast(instance(part)));
            }
          }
        };
    ServiceLoader.load(Plugin.class).forEach(plugin -> plugin.register(registry));
    return parts;
  }

  private static Object instance(Class<?> part) {
    try {
      for (var method : part.getMethods()) {
        if (method.getName().equals("withDefaults") && method.getParameterCount() == 0) {
          return method.invoke(null);
        }
      }
      return part.getConstructor().newInstance();
    } catch (NoSuchMethodException e) {
      throw new AssertionError(
          part + " has neither withDefaults() nor a constructor without parameters", e);
    } catch (InvocationTargetException | IllegalAccessException | InstantiationException e) {
      throw new LinkageError(part + " cannot be made", e);
    }
  }

  /** Returns every Hessian by name. */
  static Map<String, HessianProvider> hessians() {
    return of(HessianProvider.class);
  }

  /**
   * Returns every named step, every composition of a subproblem with a globalizer of its kind, and
   * what only a key brings about.
   */
  static Map<String, StepStrategy> steps() {
    Map<String, StepStrategy> steps = new LinkedHashMap<>(of(StepStrategy.class, "composed"));
    CurvatureTransform identity = new IdentityTransform();
    of(Subproblem.class)
        .forEach(
            (subproblemName, subproblem) ->
                of(Globalizer.class)
                    .forEach(
                        (globalizerName, globalizer) -> {
                          if (subproblem.control() == globalizer.control()) {
                            steps.put(
                                subproblemName + " x " + globalizerName,
                                new ComposedStep(
                                    new ComposedStep.Config(identity, subproblem, globalizer)));
                          }
                        }));
    Map<String, Subproblem> subproblems = of(Subproblem.class);
    Map<String, Globalizer> globalizers = of(Globalizer.class);
    steps.put(
        "absolute x more-sorensen x ratio-radius",
        new ComposedStep(
            new ComposedStep.Config(
                new AbsoluteTransform(),
                java.util.Objects.requireNonNull(subproblems.get("more-sorensen")),
                java.util.Objects.requireNonNull(globalizers.get("ratio-radius")))));
    steps.put(
        "saddle-free-newton by lanczos",
        SaddleFreeNewton.with(SaddleFreeNewton.Spectrum.LANCZOS, 20));
    return steps;
  }
}
