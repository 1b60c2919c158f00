package dev.dupin.runtime.results;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.Counts;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.objective.Estimates.Estimate;
import dev.dupin.runtime.PluginInfo;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ResultDocumentTest {
  private enum Kind {
    SADDLE
  }

  private record Finding(
      Kind kind,
      int index,
      double largest,
      float half,
      double[] values,
      long[] counts,
      List<Pair> pairs,
      Map<String, Double> named,
      Optional<String> note,
      OptionalDouble error,
      OptionalInt order,
      OptionalLong products,
      boolean proven,
      StringBuilder text,
      short small,
      @Nullable String nothing) {}

  private record Pair(String name, double value) {}

  private static final Finding FINDING =
      new Finding(
          Kind.SADDLE,
          1,
          Double.POSITIVE_INFINITY,
          0.5f,
          new double[] {0.1, Double.NaN},
          new long[] {Long.MAX_VALUE},
          List.of(new Pair("a", 1), new Pair("b", Double.NEGATIVE_INFINITY)),
          Map.of("x", 2.0),
          Optional.empty(),
          OptionalDouble.of(0.1 + 0.2),
          OptionalInt.of(4),
          OptionalLong.empty(),
          true,
          new StringBuilder("as text"),
          (short) 3,
          null);

  private static final Provenance PROVENANCE =
      new Provenance(
          "wells \"two\"",
          -42,
          "abc",
          List.of(new PluginInfo("acme", "1.0", "acme.jar", "00ff")),
          new Environment("17", "Linux", 2, "ojAlgo"));

  private static Result result(double[] point, double value, Map<String, Record> findings) {
    Map<String, Double> metrics = new LinkedHashMap<>();
    metrics.put("trainAccuracy", 0.98);
    metrics.put("testAccuracy", Double.NaN);
    return new Result(
        Status.CONVERGED_GRADIENT,
        "gradient norm 3.1e-11 <= 1.0e-10",
        point,
        value,
        3.1e-11,
        21,
        25,
        0.04,
        new Counts(26, 22, 0, 22, 68),
        findings,
        metrics,
        List.of(new Estimate("b1", 238.94, 2.7), new Estimate("b2", 5e-4, Double.NaN)),
        List.of("the data are separated"),
        Counts.NONE,
        Optional.empty());
  }

  private static JsonNode read(Result result) {
    return JsonMapper.shared().readTree(ResultDocument.bytes(PROVENANCE, result));
  }

  @Test
  void every_field_is_there_in_order() {
    JsonNode json = read(result(new double[] {1, 1}, 0, Map.of()));
    assertEquals(
        List.of(
            "name",
            "status",
            "category",
            "message",
            "dimension",
            "point",
            "value",
            "gradientNorm",
            "iterations",
            "trials",
            "seconds",
            "evaluations",
            "verdict",
            "analyses",
            "estimates",
            "metrics",
            "warnings",
            "seed",
            "specHash",
            "plugins",
            "environment"),
        List.copyOf(json.propertyNames()));
    assertEquals(
        JsonMapper.shared()
            .readTree(
                """
                {"name": "wells \\"two\\"", "status": "CONVERGED_GRADIENT", "category": "CONVERGED",
                 "message": "gradient norm 3.1e-11 <= 1.0e-10",
                 "dimension": 2, "point": [1.0, 1.0], "value": 0.0, "gradientNorm": 3.1e-11,
                 "iterations": 21, "trials": 25, "seconds": 0.04,
                 "evaluations": {"value": 26, "gradient": 22, "hessianProduct": 0, "hessian": 22,
                                 "gradientEquivalents": 68.0},
                 "verdict": null, "analyses": {}, "estimates": [{"name": "b1", "value": 238.94, "standardError": 2.7},
                               {"name": "b2", "value": 5.0E-4, "standardError": null}],
                 "metrics": {"trainAccuracy": 0.98, "testAccuracy": null},
                 "warnings": ["the data are separated"],
                 "seed": -42, "specHash": "abc",
                 "plugins": [{"name": "acme", "version": "1.0", "jar": "acme.jar", "sha256": "00ff"}],
                 "environment": {"java": "17", "os": "Linux", "cpus": 2, "linearAlgebra": "ojAlgo"}}
                """),
        json);
  }

  @Test
  void findings_become_objects_and_what_is_not_finite_null() {
    Map<String, Record> findings = new LinkedHashMap<>();
    findings.put("spectrum", FINDING);
    findings.put("verdict", new Pair("v", 2));
    JsonNode json = read(result(new double[] {1}, Double.NaN, findings));
    assertTrue(json.get("value").isNull());
    assertEquals("v", json.get("verdict").get("name").asString());
    assertEquals(
        JsonMapper.shared()
            .readTree(
                """
                {"spectrum": {"kind": "SADDLE", "index": 1, "largest": null, "half": 0.5,
                  "values": [0.1, null], "counts": [9223372036854775807],
                  "pairs": [{"name": "a", "value": 1.0}, {"name": "b", "value": null}],
                  "named": {"x": 2.0}, "note": null, "error": 0.30000000000000004, "order": 4,
                  "products": null, "proven": true, "text": "as text", "small": 3, "nothing": null}}
                """),
        json.get("analyses"));
  }

  @Test
  void numbers_read_back_to_the_same_double() {
    java.util.Random random = new java.util.Random(3);
    double[] point = random.doubles(1000, -1, 1).map(x -> x * Math.exp(600 * x)).toArray();
    JsonNode read = read(result(point, 2e-323, Map.of())).get("point");
    for (int i = 0; i < point.length; i++) {
      assertEquals(point[i], read.get(i).asDouble());
    }
  }

  @Test
  void a_point_of_more_than_10000_parameters_is_left_out() {
    JsonNode longest = read(result(new double[10_000], 0, Map.of()));
    assertEquals(10_000, longest.get("point").size());
    JsonNode longer = read(result(new double[10_001], 0, Map.of()));
    assertFalse(longer.has("point"));
    assertEquals(10_001, longer.get("dimension").asInt());
  }
}
