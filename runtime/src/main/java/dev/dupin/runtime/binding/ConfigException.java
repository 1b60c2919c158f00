package dev.dupin.runtime.binding;

import dev.dupin.runtime.Origin;

/** The constructor of a configuration record refused its values. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Origin origin;
  private final String path;

  ConfigException(Origin origin, String path, Throwable cause) {
    super(cause);
    this.origin = origin;
    this.path = path;
  }

  /** Returns where the record is written. */
  public Origin origin() {
    return origin;
  }

  /** Returns the path of the record. */
  public String path() {
    return path;
  }
}
