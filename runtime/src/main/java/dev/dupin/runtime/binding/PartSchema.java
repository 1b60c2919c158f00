package dev.dupin.runtime.binding;

import java.lang.reflect.Constructor;
import java.util.Optional;

/**
 * How a part is built.
 *
 * @param constructor the one to call; of its parameters, the record is the configuration
 * @param config the keys of the configuration; empty if the part has none
 */
public record PartSchema(Constructor<?> constructor, Optional<RecordSchema> config) {}
