package dev.dupin.optimizers.subproblem;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.plugin.RefusedValueException;
import dev.dupin.core.run.Numbers;
import dev.dupin.optimizers.internal.DiagonalEntries;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * The matrix M in whose norm a trust region is round (Conn, Gould and Toint 2000, section 7.5.1):
 * the nearer it is to the curvature B, the fewer products a Krylov method needs. The radius, and
 * the length of a step, are then those in the norm sqrt(s'Ms).
 */
public enum Preconditioning {
  /** M is the identity. */
  NONE,
  /**
   * M is the diagonal of B, of its absolute values, for variables of different units. Where B does
   * not know its diagonal, B is taken as a dense matrix up to n = 500, which costs n products.
   */
  DIAGONAL,
  /**
   * M is B plus a shift, by the inverse that B itself has, as secant, Kronecker-factored and
   * low-rank Hessians do: with no shift one product finds the step.
   */
  INVERSE;

  /** An entry of the diagonal below eps times the largest one is rounding. */
  private static final double EPS = 0x1p-52;

  /** M must be positive definite: only a shift makes it so where B promises no more than >= 0. */
  Requirements requires(OptionalDouble shift) {
    if (this != INVERSE) {
      return Requirements.NONE;
    }
    Trait needed = shift.orElse(0) > 0 ? Trait.POSITIVE_SEMIDEFINITE : Trait.POSITIVE_DEFINITE;
    return new Requirements(List.of(), Set.of(needed));
  }

  /** Refuses a shift of anything but the inverse. */
  void check(OptionalDouble shift) {
    if (shift.isPresent() && this != INVERSE) {
      throw new RefusedValueException(
          "shift", 0, new IllegalArgumentException("shift is for preconditioner: inverse alone"));
    }
  }

  /**
   * Returns M^-1; empty where M is the identity.
   *
   * @throws NumericalFailureException if B has neither the diagonal nor the inverse
   */
  Optional<Inverse> of(SymmetricOperator curvature, OptionalDouble shift) {
    return switch (this) {
      case NONE -> Optional.empty();
      case DIAGONAL -> Optional.of(diagonal(curvature));
      case INVERSE -> Optional.of(inverse(curvature, shift.orElse(0)));
    };
  }

  private static Inverse inverse(SymmetricOperator curvature, double shift) {
    return curvature
        .inverse(shift)
        .orElseThrow(
            () ->
                new NumericalFailureException(
                    "preconditioner: inverse needs a Hessian with a cheap inverse, such as l-bfgs or"
                        + " kfac, and this one has none with the shift "
                        + Numbers.brief(shift)
                        + "; take diagonal or none"));
  }

  private static Inverse diagonal(SymmetricOperator curvature) {
    double[] entries =
        DiagonalEntries.of(curvature)
            .orElseThrow(
                () ->
                    new NumericalFailureException(
                        "preconditioner: diagonal needs a Hessian that knows its diagonal, and this"
                            + " one does not, with n = "
                            + curvature.dimension()
                            + " above "
                            + DiagonalEntries.DENSE_DIMENSION
                            + "; take none"));
    double least = EPS * Vectors.maxAbs(entries);
    double[] weights = new double[entries.length];
    for (int i = 0; i < weights.length; i++) {
      double weight = Math.max(Math.abs(entries[i]), least);
      weights[i] = weight > 0 && weight < Double.POSITIVE_INFINITY ? weight : 1;
    }
    return (rhs, result) -> {
      for (int i = 0; i < weights.length; i++) {
        result[i] = rhs[i] / weights[i];
      }
    };
  }
}
