package com.acme.dupin;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dupin.core.curvature.Operators;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Trial;
import dev.dupin.testkit.TestContext;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CautiousNewtonTest {
  private static final Objective WELLS =
      new DoubleWell(new DoubleWell.Config(1, 0, new double[] {0.25, 1}));

  private final Cauchy cauchy = new Cauchy(Radius.class);

  private Stepper start() {
    return new CautiousNewton(new CautiousNewton.Config(0.25, 1, cauchy)).start(TestContext.ROOT);
  }

  private static Model model(Evaluation here) {
    HessianMatrix hessian = here.structure(HessianMatrix.class).orElseThrow();
    return new Model(0, here, Operators.dense(hessian.matrix(), Set.of()));
  }

  private static Trial trial(Model model, Proposal proposal) {
    Evaluation here = model.here();
    return new Trial(
        model, proposal, here.objective().at(Vectors.add(here.point(), proposal.step())));
  }

  private static double radius(Stepper stepper) {
    double[] radius = new double[1];
    stepper.report((name, value) -> radius[0] = value);
    return radius[0];
  }

  @Test
  void descends_into_a_well() {
    Stepper stepper = start();
    Evaluation here = WELLS.at(new double[] {0.25, 1});
    for (int i = 0; i < 200 && Vectors.norm(here.gradient()) > 1e-10; i++) {
      Model model = model(here);
      Decision decision = stepper.judge(trial(model, stepper.propose(model)));
      assertNull(decision.stalled());
      here = decision.next() == null ? here : decision.next();
    }
    assertArrayEquals(new double[] {1, 0}, here.point(), 1e-9);
  }

  @Test
  void a_success_lets_the_next_step_be_longer_and_keeps_a_radius_that_was_not_needed() {
    Stepper stepper = start();
    Model model = model(WELLS.at(new double[] {6, 0}));
    Proposal proposal = stepper.propose(model);
    assertEquals(1, Vectors.norm(proposal.step()), 1e-15);
    assertNotNull(stepper.judge(trial(model, proposal)).next());
    assertEquals(4, radius(stepper), 1e-14);

    Model near = model(WELLS.at(new double[] {1.01, 0}));
    stepper.judge(trial(near, stepper.propose(near)));
    assertEquals(4, radius(stepper), 1e-14);
  }

  @Test
  void a_disappointment_shrinks_the_step_and_factors_nothing_again() {
    Stepper stepper = start();
    Model model = model(WELLS.at(new double[] {0.1, 0}));
    Proposal proposal = new Proposal(new double[] {-3, 0}, 1, 1);
    stepper.propose(model);
    assertSame(Decision.REJECT, stepper.judge(trial(model, proposal)));
    assertEquals(0.25, radius(stepper));
    assertEquals(0.25, Vectors.norm(stepper.propose(model).step()), 1e-15);
    assertEquals(1, cauchy.prepared());
  }

  @Test
  void nan_is_a_disappointment_and_many_of_them_end_the_run() {
    Stepper stepper = start();
    Model model = model(WELLS.at(new double[] {3, 0}));
    String stalled = null;
    int refusals = 0;
    while (stalled == null) {
      Proposal proposal = stepper.propose(model);
      Trial wall = new Trial(model, proposal, WELLS.at(new double[] {Double.NaN, 0}));
      Decision decision = stepper.judge(wall);
      assertNull(decision.next());
      stalled = decision.stalled();
      refusals++;
    }
    // The first power of 1/4 below |x| eps = 3 * 2^-52.
    assertEquals(26, refusals);
  }

  @Test
  void a_subproblem_under_another_control_is_refused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new CautiousNewton.Config(0.5, 1, new Cauchy(Damping.class)));
  }
}
