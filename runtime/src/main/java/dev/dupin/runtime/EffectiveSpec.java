package dev.dupin.runtime;

import dev.dupin.runtime.binding.BoundPart;
import dev.dupin.runtime.binding.BoundRecord;
import dev.dupin.runtime.binding.Yaml;
import dev.dupin.runtime.plugin.Digests;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A spec with every default filled in.
 *
 * @param values of all keys
 * @param verdictOff where the verdict was switched off, if it was
 */
record EffectiveSpec(BoundRecord values, Optional<Origin> verdictOff) {

  static final String VERDICT = "verdict";

  private static final String ANALYZE = "analyze";
  private static final String OBSERVE = "observe";

  /** Returns it as YAML that composes to the same run. */
  String yaml() {
    Map<String, Object> plain = new LinkedHashMap<>(values.plain());
    plain.computeIfPresent(ANALYZE, (key, parts) -> analyses(parts));
    plain.computeIfPresent(OBSERVE, (key, parts) -> named(parts));
    return Yaml.write(plain);
  }

  private Map<String, Object> analyses(Object plain) {
    Map<String, Object> analyses = named(plain);
    if (verdictOff.isPresent()) {
      analyses.put(VERDICT, "none");
    }
    return analyses;
  }

  /** Returns parts by name, without the types that their names say already. */
  private static Map<String, Object> named(Object plain) {
    Map<String, Object> named = new LinkedHashMap<>();
    ((Map<?, ?>) plain)
        .forEach(
            (name, part) -> {
              Map<Object, Object> keys = new LinkedHashMap<>((Map<?, ?>) part);
              keys.remove(BoundPart.TYPE, name);
              named.put((String) name, keys);
            });
    return named;
  }

  /** Returns where each single value came from, by path. */
  Map<String, Origin> origins() {
    Map<String, Origin> origins = new LinkedHashMap<>();
    values.leaves((path, origin, canonical) -> origins.put(path, origin));
    verdictOff.ifPresent(origin -> origins.put(ANALYZE + "." + VERDICT, origin));
    return origins;
  }

  /**
   * Returns the SHA-256 of what decides about the path of the run: equal for two specs whose traces
   * are equal up to the first limit, however they are written. Name, limits, observers and
   * checkpoints do not count; files count by their content.
   */
  String hash() {
    StringBuilder canonical = new StringBuilder();
    values.leaves(
        (path, origin, value) -> {
          if (counts(path)) {
            String line = value.replace("\\", "\\\\").replace("\n", "\\n");
            canonical.append(path).append('=').append(line).append('\n');
          }
        });
    return Digests.sha256(canonical.toString());
  }

  private static boolean counts(String path) {
    return !path.equals("name")
        && !path.startsWith("stop.max")
        && !path.startsWith(OBSERVE + ".")
        && !path.equals(OBSERVE)
        && !path.startsWith("checkpoint.");
  }
}
