package dev.dupin.runtime.spec;

import dev.dupin.runtime.Origin;
import java.util.List;

/**
 * What a place in the spec is set to: one value, or several that a sweep tries in turn.
 *
 * @param path the place
 * @param origin of the setting
 * @param values at least one
 * @param isSweep whether each value is a trial of its own, even if there is only one
 */
public record Alternatives(SpecPath path, Origin origin, List<Located> values, boolean isSweep) {

  public Alternatives {
    values = List.copyOf(values);
  }
}
