package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.all.ProofShares.Row;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.objectives.data.NistProblem;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How often a verdict is a theorem, as docs/verdict.md says, and that the theorems are true. */
class ProofSharesTest {

  private static void assertShare(double least, List<Row> rows) {
    long regular = rows.stream().filter(Row::isRegular).count();
    long proven = rows.stream().filter(Row::isProven).count();
    assertTrue(proven >= least * regular, () -> proven + " of " + regular + " are proven");
  }

  @Test
  void of_500_quadratics_95_per_cent_are_proven() {
    List<Row> rows = ProofShares.quadratics();
    long proven = rows.stream().filter(Row::isProven).count();
    assertTrue(proven >= 475, () -> proven + " of 500 are proven");
    for (Row row : rows) {
      assertEquals(Kind.MINIMUM, row.verdict().kind(), row::toString);
    }
  }

  @Test
  void of_the_nonsingular_minima_of_more_garbow_and_hillstrom_80_per_cent_are_proven()
      throws IOException {
    assertShare(0.8, ProofShares.moreGarbowHillstrom());
  }

  /** The certified values have 11 digits; bounds that are tighter than those agree with them. */
  @Test
  void of_nists_regressions_60_per_cent_are_proven_and_hold_the_certified_values() {
    List<Row> rows = NistTest.verdicts();
    long proven = rows.stream().filter(Row::isProven).count();
    assertTrue(proven >= 0.6 * rows.size(), () -> proven + " of " + rows.size() + " are proven");
    for (Row row : rows) {
      if (row.isProven()) {
        assertHolds(NistTest.certified(row.name()), row.verdict());
      }
    }
  }

  private static void assertHolds(NistProblem certified, Verdict verdict) {
    Verdict.Box box = verdict.box().orElseThrow();
    for (int i = 0; i < certified.parameters().size(); i++) {
      double value = certified.parameters().get(i).value();
      double digit = 1e-10 * Math.abs(value);
      String name = certified.parameters().get(i).name() + " = " + value;
      assertTrue(box.lower()[i] - digit <= value && value <= box.upper()[i] + digit, name);
    }
  }
}
