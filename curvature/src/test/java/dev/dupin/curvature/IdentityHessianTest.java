package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.Objective;
import dev.dupin.testkit.TestContext;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentityHessianTest {

  private final CountingMeter meter = new CountingMeter();
  private final Objective rosenbrock = Functions.rosenbrock().objective().metered(meter);
  private final SymmetricOperator identity =
      new IdentityHessian()
          .start(rosenbrock, new TestContext(0))
          .at(rosenbrock.at(new double[] {3, 4}));

  @Test
  void is_the_identity_and_never_evaluates_anything() {
    double[] v = {2, -7};
    assertArrayEquals(v, OperatorLaws.applied(identity, v));
    OperatorLaws.assertHold(identity, 1e-15);
    assertEquals(0, meter.values + meter.gradients + meter.products + meter.hessians);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1e6})
  void inverts_with_every_shift(double shift) {
    OperatorLaws.assertInverse(identity, shift, 1e-15);
  }

  @Test
  void promises_what_it_is() {
    Set<Trait> traits = Set.of(Trait.POSITIVE_DEFINITE, Trait.DIAGONAL);
    assertEquals(traits, new IdentityHessian().traits(rosenbrock));
    assertEquals(traits, identity.traits());
    assertTrue(identity.is(Trait.POSITIVE_SEMIDEFINITE));
  }
}
