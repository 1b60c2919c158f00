package dev.dupin.core.objective;

/** Counts the Hessian that the leverages take, once. */
final class MeteredExampleCurvature implements ExampleCurvature {

  private final ExampleCurvature curvature;
  private final Meter meter;
  private boolean paid;

  MeteredExampleCurvature(ExampleCurvature curvature, Meter meter) {
    this.curvature = curvature;
    this.meter = meter;
  }

  @Override
  public double[] weights() {
    return curvature.weights();
  }

  @Override
  public double[] leverages() {
    if (!paid) {
      paid = true;
      meter.hessian();
    }
    return curvature.leverages();
  }
}
