package dev.dupin.optimizers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;
import dev.dupin.core.plugin.Shorthand;
import dev.dupin.optimizers.globalizer.AdaptiveCubic;
import dev.dupin.optimizers.globalizer.AdaptiveRadius;
import dev.dupin.optimizers.globalizer.Backtracking;
import dev.dupin.optimizers.globalizer.GainDamping;
import dev.dupin.optimizers.globalizer.HagerZhang;
import dev.dupin.optimizers.globalizer.RatioRadius;
import dev.dupin.optimizers.globalizer.StrongWolfe;
import dev.dupin.optimizers.momentum.AverageGradient;
import dev.dupin.optimizers.momentum.HeavyBall;
import dev.dupin.optimizers.schedule.CosineSchedule;
import dev.dupin.optimizers.schedule.InverseTimeSchedule;
import dev.dupin.optimizers.schedule.StepSchedule;
import dev.dupin.optimizers.schedule.WarmUpSchedule;
import dev.dupin.optimizers.subproblem.CubicLanczos;
import dev.dupin.optimizers.subproblem.Damped;
import dev.dupin.optimizers.subproblem.Gltr;
import dev.dupin.optimizers.subproblem.NewtonCgDirection;
import dev.dupin.optimizers.subproblem.NewtonDirection;
import dev.dupin.optimizers.subproblem.SteihaugCg;
import dev.dupin.optimizers.transform.ClipTransform;
import dev.dupin.optimizers.transform.ShiftTransform;
import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a spec gets and what {@code withDefaults()} gives are the same. */
final class DefaultsTest {

  /** By the simple name of the extension point and the name of the part. */
  private static Map<String, Class<?>> registered() {
    Map<String, Class<?>> parts = new HashMap<>();
    Registry registry =
        new Registry() {
          @Override
          public <T> void add(Class<T> kind, String name, Class<? extends T> part) {
            parts.put(kind.getSimpleName() + " " + name, part);
          }
        };
    ServiceLoader.load(Plugin.class).stream()
        .filter(provider -> provider.type() == OptimizersPlugin.class)
        .forEach(provider -> provider.get().register(registry));
    return parts;
  }

  @Test
  void every_part_is_announced_under_its_name() {
    assertEquals(
        new TreeSet<>(
            List.of(
                "StepStrategy composed",
                "StepStrategy fixed-step",
                "StepStrategy levenberg-marquardt",
                "Subproblem damped",
                "Globalizer gain-damping",
                "StepStrategy line-search",
                "StepStrategy newton",
                "StepStrategy newton-cg",
                "StepStrategy perturbed",
                "StepStrategy saddle-free-newton",
                "StepStrategy trust-region",
                "StepStrategy two-parameter",
                "CurvatureTransform absolute",
                "CurvatureTransform clip",
                "CurvatureTransform identity",
                "CurvatureTransform modified-cholesky",
                "CurvatureTransform shift",
                "Subproblem cauchy",
                "Globalizer adaptive-cubic",
                "StepStrategy cubic-regularization",
                "Subproblem cubic",
                "Subproblem cubic-lanczos",
                "Subproblem gltr",
                "Subproblem dogleg",
                "Subproblem double-dogleg",
                "Subproblem more-sorensen",
                "Subproblem subspace-2d",
                "Subproblem newton-cg-direction",
                "Subproblem newton-direction",
                "Subproblem steihaug-cg",
                "Momentum average",
                "Momentum heavy-ball",
                "Schedule constant",
                "Schedule cosine",
                "Schedule inverse-time",
                "Schedule step",
                "Schedule warm-up",
                "Globalizer backtracking",
                "Globalizer hager-zhang",
                "Globalizer adaptive-radius",
                "Globalizer ratio-radius",
                "Globalizer strong-wolfe")),
        new TreeSet<>(registered().keySet()));
  }

  @Test
  void every_part_has_one_public_constructor_to_inject_into() {
    for (Class<?> part : registered().values()) {
      Constructor<?>[] constructors = part.getConstructors();
      assertEquals(1, constructors.length, part.getName());
      assertTrue(constructors[0].isAnnotationPresent(Inject.class), part.getName());
    }
  }

  private static Stream<Record> defaults() {
    return Stream.of(
        CubicRegularization.withDefaults().config(),
        FixedStep.withDefaults().config(),
        AdaptiveCubic.withDefaults().config(),
        AdaptiveRadius.withDefaults().config(),
        CubicLanczos.withDefaults().config(),
        Gltr.withDefaults().config(),
        PerturbedStep.withDefaults().config(),
        ClipTransform.withDefaults().config(),
        ShiftTransform.withDefaults().config(),
        AverageGradient.withDefaults().config(),
        HeavyBall.withDefaults().config(),
        CosineSchedule.withDefaults().config(),
        InverseTimeSchedule.withDefaults().config(),
        StepSchedule.withDefaults().config(),
        WarmUpSchedule.withDefaults().config(),
        LevenbergMarquardt.withDefaults().config(),
        Damped.withDefaults().config(),
        GainDamping.withDefaults().config(),
        LineSearch.withDefaults().config(),
        TrustRegion.withDefaults().config(),
        TwoParameterStep.withDefaults().config(),
        NewtonCg.withDefaults().config(),
        SaddleFreeNewton.withDefaults().config(),
        NewtonCgDirection.withDefaults().config(),
        NewtonDirection.withDefaults().config(),
        SteihaugCg.withDefaults().config(),
        Backtracking.withDefaults().config(),
        HagerZhang.withDefaults().config(),
        RatioRadius.withDefaults().config(),
        StrongWolfe.withDefaults().config());
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void the_defaults_of_java_are_those_of_the_annotations(Record config) throws Exception {
    compare(config);
  }

  private static void compare(Record config) throws Exception {
    for (RecordComponent component : config.getClass().getRecordComponents()) {
      Object value = component.getAccessor().invoke(config);
      Default annotated = component.getAnnotation(Default.class);
      String key = config.getClass().getName() + "." + component.getName();
      if (annotated == null) {
        boolean empty = value.equals(Optional.empty()) || value.equals(OptionalDouble.empty());
        assertTrue(empty, key + " has no default, but is " + value);
      } else if (component.getType().isInterface()) {
        Shorthand shorthand = component.getAnnotation(Shorthand.class);
        String name = shorthand == null ? annotated.value() : shorthand.type();
        Class<?> part = registered().get(component.getType().getSimpleName() + " " + name);
        assertEquals(part, value.getClass(), key);
        compareNested(value);
      } else {
        assertEquals(parse(annotated.value(), component.getType()), value, key);
      }
    }
  }

  private static void compareNested(Object part) throws Exception {
    for (var method : part.getClass().getMethods()) {
      if (method.getName().equals("config")) {
        compare((Record) method.invoke(part));
      }
    }
  }

  private static Object parse(String text, Class<?> type) {
    if (type == double.class) {
      return text.equals("inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(text);
    }
    if (type == int.class) {
      return Integer.parseInt(text);
    }
    if (type == long.class) {
      return Long.parseLong(text);
    }
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .filter(word -> word.toString().toLowerCase(Locale.ROOT).replace('_', '-').equals(text))
          .findFirst()
          .orElseThrow();
    }
    return Boolean.parseBoolean(text);
  }
}
