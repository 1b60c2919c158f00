package dev.dupin.curvature.dense;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class DenseMemoryTest {

  @Test
  void a_matrix_that_fits_is_no_problem() {
    assertEquals(Optional.empty(), DenseMemory.problem(1000, 2, "less", 16_000_000));
  }

  @Test
  void one_byte_too_few_names_both_sizes_and_the_way_out() {
    String problem = DenseMemory.problem(20_000, 2, "hessian l-bfgs", 4_000_000_000L).orElseThrow();
    assertEquals(
        "dense matrices of 20000 x 20000 take 6.4 GB, and the heap holds 4.0 GB: use hessian l-bfgs",
        problem);
    assertTrue(DenseMemory.problem(1000, 2, "less", 15_999_999).isPresent());
  }

  @Test
  void no_heap_is_large_enough_for_more_entries_than_an_array_has() {
    assertEquals(Optional.empty(), DenseMemory.problem(46_340, 1, "less", Long.MAX_VALUE));
    String problem = DenseMemory.problem(46_341, 1, "less", Long.MAX_VALUE).orElseThrow();
    assertTrue(problem.contains("arrays"), problem);
    assertTrue(DenseMemory.problem(Integer.MAX_VALUE, 1, "less", Long.MAX_VALUE).isPresent());
  }
}
