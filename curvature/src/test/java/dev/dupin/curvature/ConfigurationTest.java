package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;
import dev.dupin.core.run.Analysis;
import jakarta.inject.Inject;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a spec sees of this module: names, keys and defaults. */
class ConfigurationTest {

  static Stream<Record> defaults() {
    return Stream.of(
        FiniteDifferenceHessian.withDefaults().config(),
        FisherHessian.withDefaults().config(),
        BfgsHessian.withDefaults().config(),
        LimitedMemoryBfgsHessian.withDefaults().config(),
        Sr1Hessian.withDefaults().config(),
        LimitedMemorySr1Hessian.withDefaults().config(),
        BarzilaiBorweinHessian.withDefaults().config(),
        AdamHessian.withDefaults().config(),
        RmsPropHessian.withDefaults().config(),
        AdaGradHessian.withDefaults().config(),
        InfluenceAnalysis.withDefaults().config(),
        VerdictAnalysis.withDefaults().config());
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void defaults_from_java_are_those_of_a_spec(Record config) throws Exception {
    for (RecordComponent key : config.getClass().getRecordComponents()) {
      Default annotation = key.getAnnotation(Default.class);
      assertNotNull(annotation, () -> key + " has no default");
      assertEquals(
          read(annotation.value(), key.getType()), key.getAccessor().invoke(config), key::toString);
    }
  }

  private static Object read(String text, Class<?> type) {
    if (type == int.class) {
      return Integer.valueOf(text);
    }
    if (type == double.class) {
      return Double.valueOf(text);
    }
    if (type == boolean.class) {
      assertTrue(text.equals("true") || text.equals("false"), text);
      return Boolean.valueOf(text);
    }
    String constant = text.replace('-', '_').toUpperCase(Locale.ROOT);
    for (Object candidate : type.getEnumConstants()) {
      if (candidate.toString().equals(constant)) {
        return candidate;
      }
    }
    throw new IllegalArgumentException(type + " has no " + text);
  }

  @Test
  void the_plugin_is_found_and_announces_every_part_under_its_name() {
    Map<String, Class<?>> parts = new TreeMap<>();
    Registry registry =
        new Registry() {
          @Override
          public <T> void add(Class<T> kind, String name, Class<? extends T> part) {
            parts.put(kind.getSimpleName() + " " + name, part);
          }
        };
    ServiceLoader.load(Plugin.class).stream()
        .filter(provider -> provider.type() == CurvaturePlugin.class)
        .forEach(provider -> provider.get().register(registry));
    String hessian = HessianProvider.class.getSimpleName() + " ";
    Map<String, Class<?>> expected =
        Map.ofEntries(
            Map.entry(hessian + "exact", ExactHessian.class),
            Map.entry(hessian + "finite-difference", FiniteDifferenceHessian.class),
            Map.entry(hessian + "identity", IdentityHessian.class),
            Map.entry(hessian + "gauss-newton", GaussNewtonHessian.class),
            Map.entry(hessian + "fisher", FisherHessian.class),
            Map.entry(hessian + "empirical-fisher", EmpiricalFisherHessian.class),
            Map.entry(hessian + "subsampled", SubsampledHessian.class),
            Map.entry(hessian + "block-diagonal", BlockDiagonalHessian.class),
            Map.entry(hessian + "low-rank", LowRankHessian.class),
            Map.entry(hessian + "k-fac", KfacHessian.class),
            Map.entry(hessian + "ek-fac", EkfacHessian.class),
            Map.entry(hessian + "shampoo", ShampooHessian.class),
            Map.entry(hessian + "bfgs", BfgsHessian.class),
            Map.entry(hessian + "l-bfgs", LimitedMemoryBfgsHessian.class),
            Map.entry(hessian + "sr1", Sr1Hessian.class),
            Map.entry(hessian + "l-sr1", LimitedMemorySr1Hessian.class),
            Map.entry(hessian + "barzilai-borwein", BarzilaiBorweinHessian.class),
            Map.entry(hessian + "adam", AdamHessian.class),
            Map.entry(hessian + "rmsprop", RmsPropHessian.class),
            Map.entry(hessian + "adagrad", AdaGradHessian.class),
            Map.entry(hessian + "hutchinson-diagonal", HutchinsonDiagonalHessian.class),
            Map.entry(
                Analysis.class.getSimpleName() + " curvature-quality",
                CurvatureQualityAnalysis.class),
            Map.entry(Analysis.class.getSimpleName() + " influence", InfluenceAnalysis.class),
            Map.entry(Analysis.class.getSimpleName() + " verdict", VerdictAnalysis.class));
    assertEquals(expected, Map.copyOf(parts));
    for (Class<?> part : parts.values()) {
      Constructor<?>[] constructors = part.getConstructors();
      assertEquals(1, constructors.length, part::toString);
      assertTrue(constructors[0].isAnnotationPresent(Inject.class), part::toString);
    }
  }
}
