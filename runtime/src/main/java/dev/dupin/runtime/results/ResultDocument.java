package dev.dupin.runtime.results;

import dev.dupin.core.minimizer.Counts;
import dev.dupin.core.minimizer.Result;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.util.DefaultPrettyPrinter;

/** {@code result.json}: every field is always there; a number that is not finite is null. */
final class ResultDocument {
  /** The analysis whose finding stands at the top, under its own name. */
  static final String VERDICT = "verdict";

  /** A longer point is left out: it stands in a file of its own. */
  static final int LONGEST_POINT = 10_000;

  /** Writes the shortest text that reads back to the same double, the same on every Java. */
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private ResultDocument() {}

  /** Returns whether the point is too long for the document. */
  static boolean leavesPointOut(Result result) {
    return result.point().length > LONGEST_POINT;
  }

  /** Returns the lower point that the verdict found, if it did: its class belongs to a plugin. */
  static Optional<double[]> witness(Result result) {
    return Optional.ofNullable(result.findings().get(VERDICT))
        .flatMap(verdict -> Findings.get(verdict, "witness"))
        .flatMap(found -> found instanceof Optional<?> optional ? optional : Optional.of(found))
        .flatMap(found -> found instanceof Record record ? Findings.get(record, "point") : empty())
        .flatMap(point -> point instanceof double[] numbers ? Optional.of(numbers) : empty());
  }

  private static <T> Optional<T> empty() {
    return Optional.empty();
  }

  /** Returns the document, in UTF-8. */
  static byte[] bytes(Provenance provenance, Result result) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(new Indented(), bytes, JsonEncoding.UTF8)) {
      JsonValues values = new JsonValues(json);
      json.writeStartObject();
      end(values, provenance, result);
      values.field("evaluations", evaluations(result.evaluations()));
      findings(values, result);
      origin(values, provenance);
      json.writeEndObject();
      json.writeRaw('\n');
    }
    return bytes.toByteArray();
  }

  private static void end(JsonValues values, Provenance provenance, Result result) {
    values.field("name", provenance.name());
    values.field("status", result.status());
    values.field("category", result.status().category());
    values.field("message", result.message());
    values.field("dimension", result.point().length);
    if (!leavesPointOut(result)) {
      values.field("point", result.point());
    }
    values.field("value", result.value());
    values.field("gradientNorm", result.gradientNorm());
    values.field("iterations", result.iterations());
    values.field("trials", result.trials());
    values.field("seconds", result.seconds());
  }

  private static Map<String, Object> evaluations(Counts counts) {
    Map<String, Object> evaluations = new LinkedHashMap<>();
    evaluations.put("value", counts.value());
    evaluations.put("gradient", counts.gradient());
    evaluations.put("hessianProduct", counts.hessianProduct());
    evaluations.put("hessian", counts.hessian());
    evaluations.put("gradientEquivalents", counts.gradientEquivalents());
    return evaluations;
  }

  private static void findings(JsonValues values, Result result) {
    Map<String, Record> analyses = new LinkedHashMap<>(result.findings());
    @Nullable Record verdict = analyses.remove(VERDICT);
    values.withVectorsUpTo(LONGEST_POINT).field(VERDICT, verdict);
    values.field("analyses", analyses);
    values.field("estimates", result.estimates());
    values.field("metrics", result.metrics());
    values.field("warnings", result.warnings());
  }

  private static void origin(JsonValues values, Provenance provenance) {
    values.field("seed", provenance.seed());
    values.field("specHash", provenance.specHash());
    values.field("plugins", provenance.plugins());
    values.field("environment", provenance.environment());
  }

  /** One field a line, one item of a list of objects a line, the numbers of a vector in a line. */
  private static final class Indented extends ObjectWriteContext.Base {
    @Override
    public PrettyPrinter getPrettyPrinter() {
      return new DefaultPrettyPrinter();
    }
  }
}
