package dev.dupin.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class MatchingTest {

  @Test
  void a_hessian_that_needs_more_than_the_objective_offers_is_refused_with_the_way_out() {
    assertEquals(
        "spec.yaml:2:10: error: hessian 'by-layers' needs layer-statistics; objective 'keyless'"
            + " offers hessian-products, at hessian; hessians that work here: exact, scaled",
        Specs.problem("objective: keyless\nhessian: by-layers"));
  }

  @Test
  void a_step_that_needs_more_than_the_hessian_promises_is_refused_with_the_ways_out() {
    assertEquals(
        "spec.yaml:3:7: error: step 'definite' needs a positive-definite hessian; hessian 'exact'"
            + " offers nothing, at step; hessians that work here: scaled; steps that work here:"
            + " trust-region",
        Specs.problem("objective: keyless\nhessian: exact\nstep: definite"));
  }

  @Test
  void a_step_that_needs_more_than_the_objective_offers_is_refused_with_the_way_out() {
    assertEquals(
        "spec.yaml:3:7: error: step 'by-layers' needs layer-statistics; objective 'keyless' offers"
            + " hessian-products, at step; steps that work here: definite, trust-region",
        Specs.problem("objective: keyless\nhessian: scaled\nstep: by-layers"));
  }

  @Test
  void the_default_hessian_is_the_first_usual_one_that_works() {
    assertEquals("exact", Specs.run("objective: keyless").hessianType());
    assertEquals("scaled", Specs.run("objective: keyless\nstep: definite").hessianType());
  }

  @Test
  void a_missing_hessian_without_a_usual_one_is_told_with_the_way_out() {
    assertEquals(
        "spec.yaml:1:1: error: missing key 'hessian': of those that step 'trust-region' usually has"
            + " (exact, finite-difference) none works here, at hessian; hessians that work here:"
            + " scaled",
        Specs.problem("objective: {type: decorated, of: keyless}"));
  }
}
