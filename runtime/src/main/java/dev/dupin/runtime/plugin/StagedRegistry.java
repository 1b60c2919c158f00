package dev.dupin.runtime.plugin;

import dev.dupin.core.plugin.Registry;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What one plugin announces, kept apart until it is done: a plugin that fails half-way leaves
 * nothing behind.
 */
final class StagedRegistry implements Registry {

  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private final PluginSource source;
  private final List<RegisteredPart> parts = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();

  StagedRegistry(PluginSource source) {
    this.source = source;
  }

  @Override
  public <T> void add(Class<T> kind, String name, Class<? extends T> part) {
    String reason = reason(kind, name, part);
    if (reason.isEmpty()) {
      parts.add(new RegisteredPart(kind, name, part, source));
    } else {
      refused.add(Kinds.noun(kind) + " '" + name + "' (" + part.getName() + ") " + reason);
    }
  }

  private static String reason(Class<?> kind, String name, Class<?> part) {
    if (!kind.isInterface()) {
      return "is announced as a " + kind.getName() + ", which is no interface";
    }
    if (!KEBAB_CASE.matcher(name).matches()) {
      return "has a name that is not in kebab-case";
    }
    if (!kind.isAssignableFrom(part)) {
      return "does not implement " + kind.getName();
    }
    if (Modifier.isAbstract(part.getModifiers()) || !Modifier.isPublic(part.getModifiers())) {
      return "is not a public class that can be instantiated";
    }
    return "";
  }

  /** Returns the parts that can be used. */
  List<RegisteredPart> parts() {
    return parts;
  }

  /** Returns why the others cannot. */
  List<String> refused() {
    return refused;
  }
}
