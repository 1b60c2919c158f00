package dev.dupin.optimizers;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.plugin.RefusedValueException;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.run.State;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Damping;
import dev.dupin.core.step.Decision;
import dev.dupin.core.step.Globalizer;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Stepper;
import dev.dupin.core.step.Subproblem;
import dev.dupin.core.step.Trial;
import dev.dupin.optimizers.globalizer.Backtracking;
import dev.dupin.optimizers.globalizer.RatioRadius;
import dev.dupin.optimizers.subproblem.MoreSorensen;
import dev.dupin.optimizers.subproblem.NewtonDirection;
import dev.dupin.optimizers.subproblem.SteihaugCg;
import dev.dupin.optimizers.transform.AbsoluteTransform;
import dev.dupin.optimizers.transform.IdentityTransform;
import dev.dupin.testkit.TestContext;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ComposedStepTest {

  private static final Model MODEL = Quadratic.diagonal(new double[] {1, -2}, 1, 1).model();

  /** Solvable for dampings above a bound only. */
  private static final class Picky implements Subproblem {
    private final double bound;
    private final List<Model> prepared = new ArrayList<>();

    Picky(double bound) {
      this.bound = bound;
    }

    @Override
    public Class<? extends Control> control() {
      return Damping.class;
    }

    @Override
    public Requirements requires() {
      return Requirements.anyOf(HessianMatrix.class)
          .and(
              Requirements.traits(
                  Trait.POSITIVE_SEMIDEFINITE, Trait.POSITIVE_DEFINITE, Trait.DIAGONAL));
    }

    @Override
    public Prepared prepare(Model model, RunContext context) {
      prepared.add(model);
      return control ->
          control.value() > bound
              ? new Proposal(new double[] {-1, -1}, 1, control.value())
              : Proposal.NONE;
    }
  }

  /** Doubles the damping, four times. */
  private static final class Doubling implements Globalizer {
    @Override
    public Class<? extends Control> control() {
      return Damping.class;
    }

    @Override
    public Controller start(RunContext context) {
      return new Controller() {
        private double damping = 1;

        @Override
        public Control control(Model model) {
          return new Damping(damping);
        }

        @Override
        public Decision judge(Trial trial) {
          damping *= 2;
          return Decision.REJECT;
        }

        @Override
        public boolean contract() {
          damping *= 2;
          return damping <= 16;
        }

        @Override
        public void exchange(State state) {
          damping = state.exchange("damping", damping);
        }
      };
    }
  }

  private static Stepper stepper(Subproblem subproblem) {
    return new ComposedStep(
            new ComposedStep.Config(new IdentityTransform(), subproblem, new Doubling()))
        .start(TestContext.ROOT);
  }

  private static Trial trial(Model model, Proposal proposal) {
    return new Trial(model, proposal, model.here().objective().at(proposal.step()));
  }

  @Test
  void parts_of_different_controls_are_refused_under_their_key() {
    RefusedValueException refused =
        assertThrows(
            RefusedValueException.class,
            () ->
                new ComposedStep.Config(
                    new IdentityTransform(),
                    SteihaugCg.withDefaults(),
                    Backtracking.withDefaults()));
    assertEquals(
        "this subproblem works with a radius, but the globalizer with a step length: choose two of"
            + " one kind",
        refused.getMessage());
    assertEquals("subproblem", refused.key());
    assertThrows(
        RefusedValueException.class, () -> TrustRegion.with(NewtonDirection.withDefaults()));
    RefusedValueException search =
        assertThrows(
            RefusedValueException.class, () -> LineSearch.with(RatioRadius.withDefaults()));
    assertEquals(
        "line-search works with a step length, but this search with a radius", search.getMessage());
    assertEquals("search", search.key());
  }

  @Test
  void one_model_object_is_prepared_once() {
    Picky picky = new Picky(0);
    Stepper stepper = stepper(picky);
    stepper.judge(trial(MODEL, stepper.propose(MODEL)));
    Proposal second = stepper.propose(MODEL);
    assertEquals(2, second.control());
    assertEquals(1, picky.prepared.size());
    assertSame(MODEL, picky.prepared.get(0), "the identity makes no new model");
    Model equal = new Model(MODEL.iteration(), MODEL.here(), MODEL.curvature());
    stepper.judge(trial(MODEL, second));
    stepper.propose(equal);
    assertEquals(2, picky.prepared.size(), "another object, though equal, may differ");
  }

  @Test
  void without_a_solution_the_control_contracts_until_there_is_one_or_it_is_exhausted() {
    assertEquals(8, stepper(new Picky(5)).propose(MODEL).control());
    assertSame(Proposal.NONE, stepper(new Picky(100)).propose(MODEL));
  }

  @Test
  void it_needs_what_the_subproblem_needs_less_what_the_transform_gives() {
    Picky picky = new Picky(0);
    Requirements needs =
        new ComposedStep(new ComposedStep.Config(new IdentityTransform(), picky, new Doubling()))
            .requires();
    assertEquals(picky.requires(), needs);
    Requirements fewer =
        new ComposedStep(new ComposedStep.Config(new AbsoluteTransform(), picky, new Doubling()))
            .requires();
    assertEquals(picky.requires().structures(), fewer.structures());
    assertEquals(Set.of(Trait.DIAGONAL), fewer.traits());
    assertEquals(Requirements.NONE, TrustRegion.withDefaults().requires());
    assertEquals(Requirements.NONE, LineSearch.withDefaults().requires());
  }

  @Test
  void the_subproblem_sees_the_transformed_curvature_and_the_escape_the_true_one() {
    Picky picky = new Picky(0);
    Stepper stepper =
        new ComposedStep(new ComposedStep.Config(new AbsoluteTransform(), picky, new Doubling()))
            .start(TestContext.ROOT);
    stepper.propose(MODEL);
    double[] product = new double[2];
    picky.prepared.get(0).curvature().apply(new double[] {1, 1}, product);
    assertArrayEquals(new double[] {1, 2}, product, 1e-15);
    assertTrue(stepper.escape(MODEL).isPresent());
  }

  /** ORACLES S1 for |H|: f = 5x^2 - y^2 sends a saddle-free step from (x, y) to (0, 2y). */
  @Test
  void a_trust_region_of_the_absolute_value_is_repelled_by_a_saddle() {
    Model model =
        new Model(
            0,
            Quadratic.diagonal(new double[] {10, -2}, 0, 0).at(new double[] {1, 1}),
            Quadratic.diagonal(new double[] {10, -2}, 0, 0).model().curvature());
    TrustRegion.Config usual = TrustRegion.with(new MoreSorensen()).config();
    TrustRegion saddleFree =
        new TrustRegion(
            new TrustRegion.Config(
                new AbsoluteTransform(),
                usual.subproblem(),
                usual.globalizer(),
                OptionalDouble.of(100),
                usual.maxRadius(),
                usual.acceptance(),
                usual.shrinkBelow(),
                usual.expandAbove(),
                usual.shrink(),
                usual.shrinkRefused(),
                usual.expand()));
    double[] step = saddleFree.start(TestContext.ROOT).propose(model).step();
    assertArrayEquals(new double[] {-1, 1}, step, 1e-15);
  }

  @Test
  void the_same_names_are_reported_whatever_happened() {
    Stepper stepper = TrustRegion.withDefaults().start(TestContext.ROOT);
    List<String> names = List.of("radius", "curvatureAlongStep", "cgIterations");
    assertEquals(names, Reports.names(stepper::report));
    Proposal away = stepper.escape(MODEL).orElseThrow();
    assertEquals(names, Reports.names(stepper::report));
    assertEquals(-2, Reports.number(stepper::report, "curvatureAlongStep"), 1e-14);
    assertEquals(away.control(), Reports.number(stepper::report, "radius"));
    assertTrue(Double.isNaN(Reports.number(stepper::report, "cgIterations")));
    stepper.judge(trial(MODEL, away));
    Proposal proposal = stepper.propose(MODEL);
    assertEquals(names, Reports.names(stepper::report));
    assertEquals(1, Reports.number(stepper::report, "cgIterations"));
    assertEquals(proposal.control(), Reports.number(stepper::report, "radius"));
    assertEquals(
        List.of("stepLength", "curvatureAlongStep", "shift", "cgIterations"),
        Reports.names(LineSearch.withDefaults().start(TestContext.ROOT)::report));
    assertEquals(
        List.of("radius", "curvatureAlongStep", "multiplier"),
        Reports.names(TrustRegion.with(new MoreSorensen()).start(TestContext.ROOT)::report));
  }
}
