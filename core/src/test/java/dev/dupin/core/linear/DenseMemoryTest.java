package dev.dupin.core.linear;

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

  @Test
  void an_unmet_need_names_what_for_and_both_sizes() {
    assertEquals(Optional.empty(), DenseMemory.unmet(2e6, 1000, "less", 16_000_000));
    assertEquals(
        "6.4 GB for two of them, and the heap holds 4.0 GB",
        DenseMemory.unmet(8e8, 20_000, "two of them", 4_000_000_000L).orElseThrow());
    assertTrue(DenseMemory.unmet(1, 46_341, "one", Long.MAX_VALUE).isPresent());
    String need = DenseMemory.unmet(1_000_000, 2).orElseThrow();
    assertTrue(need.startsWith("16000.0 GB for 2 dense matrices of 1000000 x 1000000"), need);
  }
}
