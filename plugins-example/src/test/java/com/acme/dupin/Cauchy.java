package com.acme.dupin;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Subproblem;

/** The best step along the negative gradient within the radius; counts how often it prepares. */
final class Cauchy implements Subproblem {
  private final Class<? extends Control> control;
  private int prepared;

  Cauchy(Class<? extends Control> control) {
    this.control = control;
  }

  @Override
  public Class<? extends Control> control() {
    return control;
  }

  @Override
  public Prepared prepare(Model model, RunContext context) {
    prepared++;
    double[] gradient = model.here().gradient();
    double[] product = new double[gradient.length];
    model.curvature().apply(gradient, product);
    double curvature = Vectors.dot(gradient, product);
    double norm = Vectors.norm(gradient);
    return radius -> {
      double longest = radius.value() / norm;
      double length = curvature > 0 ? Math.min(longest, norm * norm / curvature) : longest;
      double[] step = Vectors.scale(-length, gradient);
      return new Proposal(step, model.reduction(step), radius.value());
    };
  }

  /** Returns how many models it has prepared. */
  int prepared() {
    return prepared;
  }
}
