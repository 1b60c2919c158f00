package com.acme.dupin;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.testkit.HessianContract;
import dev.dupin.testkit.ObjectiveContract;
import dev.dupin.testkit.RunContract;
import org.junit.jupiter.api.Nested;

/** What Dupin asks of every part, checked by its own suites. */
class ContractTest {
  private static final HessianProvider DIAGONAL = new DiagonalSecant(new DiagonalSecant.Config(1));

  @Nested
  class OfTheDoubleWell extends ObjectiveContract {
    @Override
    protected Objective objective() {
      return new DoubleWell(new DoubleWell.Config(1.5, 0.3, new double[] {0.25, 1}));
    }
  }

  @Nested
  class OfTheDiagonal extends HessianContract {
    @Override
    protected HessianProvider hessian() {
      return DIAGONAL;
    }
  }

  /** All of it together, as far as a diagonal and a step along the gradient can come. */
  @Nested
  class OfTheStep extends RunContract {
    @Override
    protected HessianProvider hessian() {
      return DIAGONAL;
    }

    @Override
    protected StepStrategy step() {
      return new CautiousNewton(new CautiousNewton.Config(0.5, 1, new Cauchy(Radius.class)));
    }

    @Override
    protected Strength strength() {
      return Strength.GLOBALISED;
    }
  }
}
