package dev.dupin.runtime.parts;

import dev.dupin.core.plugin.Default;
import jakarta.inject.Inject;
import java.util.Map;

/** What the author of a plugin can do wrong. */
@SuppressWarnings("UnusedVariable")
public final class Bugs {

  private Bugs() {}

  /** Has a bug in its constructor. */
  public static final class Throws extends Nothing {
    public Throws() {
      throw new IllegalStateException("somebody forgot something");
    }
  }

  /** Asks for something that nobody has. */
  public static final class AsksTooMuch extends Nothing {
    @Inject
    public AsksTooMuch(Runnable runnable) {}
  }

  /** Has a key of a type that no spec can write. */
  public static final class BadSchema extends Nothing {
    /** Keys. */
    public record Config(Map<Integer, String> numbers) {}

    @Inject
    public BadSchema(BadSchema.Config config) {}
  }

  /** Has a default out of its own type. */
  public static final class BadDefault extends Nothing {
    /** Keys. */
    public record Config(@Default("much") double amount) {}

    @Inject
    public BadDefault(BadDefault.Config config) {}
  }

  abstract static class Nothing extends Quadratic {
    @Override
    public int dimension() {
      return 1;
    }

    @Override
    double scale() {
      return 1;
    }
  }
}
