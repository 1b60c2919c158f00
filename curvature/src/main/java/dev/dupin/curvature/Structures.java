package dev.dupin.curvature;

import dev.dupin.core.minimizer.Compatibility;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Structure;

/** Asks a point for what its objective has announced. */
final class Structures {

  private Structures() {}

  /**
   * Returns the structure of a point.
   *
   * @param hessian the name of the provider that needs it
   * @throws IllegalStateException if the objective does not give here what it offers
   */
  static <S extends Structure> S at(Evaluation here, Class<S> kind, String hessian) {
    return here.structure(kind)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    "hessian '"
                        + hessian
                        + "' needs "
                        + Compatibility.word(kind)
                        + ", and the objective gave none at this point"));
  }
}
