package dev.dupin.runtime.parts;

/** An objective without keys. */
public final class Keyless extends Quadratic {

  @Override
  public int dimension() {
    return 2;
  }

  @Override
  double scale() {
    return 1;
  }
}
