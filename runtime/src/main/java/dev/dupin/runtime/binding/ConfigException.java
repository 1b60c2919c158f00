package dev.dupin.runtime.binding;

/** The constructor of a configuration record refused its values. */
public final class ConfigException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient BoundRecord config;

  ConfigException(BoundRecord config, Throwable cause) {
    super(cause);
    this.config = config;
  }

  /** Returns what was refused. */
  public BoundRecord config() {
    return config;
  }
}
