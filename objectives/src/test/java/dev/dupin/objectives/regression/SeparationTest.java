package dev.dupin.objectives.regression;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Warnings;
import dev.dupin.objectives.regression.Examples.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Data without a minimum are found and said; data with one are not accused. */
final class SeparationTest {

  /** Two columns, neither of which separates alone; x1 + x2 does. */
  private static final DenseFeatures PLANE =
      Examples.table(
          new double[] {3, -2},
          new double[] {-2, 3},
          new double[] {1, 1},
          new double[] {2, -3},
          new double[] {-3, 2},
          new double[] {-1, -1});

  private static final double[] SIDES = {1, 1, 1, 0, 0, 0};

  /** Descends by gradients, which find the direction to infinity slowly but surely. */
  private static Evaluation far(Regression regression, int steps) {
    Evaluation here = regression.at(new double[regression.dimension()]);
    double length = 1;
    for (int step = 0; step < steps; step++) {
      Evaluation there =
          regression.at(Vectors.add(here.point(), Vectors.scale(-length, here.gradient())));
      if (there.value() < here.value()) {
        here = there;
        length *= 1.5;
      } else {
        length /= 2;
      }
    }
    return here;
  }

  private static List<String> warnings(Evaluation here) {
    return here.structure(Warnings.class).orElseThrow().values();
  }

  private static void assertSeparated(Evaluation here, String expected) {
    List<String> warnings = warnings(here);
    assertEquals(1, warnings.size());
    assertTrue(warnings.get(0).startsWith("the data are separated: "), warnings::toString);
    assertTrue(warnings.get(0).contains(expected), warnings::toString);
    assertTrue(warnings.get(0).contains("l2: 0.001"), warnings::toString);
  }

  @ParameterizedTest
  @EnumSource(names = {"LOGISTIC", "SOFTMAX"})
  void a_plane_between_the_classes_is_found(Kind kind) {
    Regression regression = Examples.regression(kind, PLANE, SIDES, 0, true);
    Evaluation here = far(regression, 50);
    assertSeparated(here, "6 of 6 examples");
    assertFalse(warnings(here).get(0).contains("olumn"), warnings(here)::toString);
  }

  /** One example of each class on the plane itself, at the same place: there the loss stays. */
  @ParameterizedTest
  @EnumSource(names = {"LOGISTIC", "SOFTMAX"})
  void a_plane_with_examples_of_both_classes_on_it_is_found(Kind kind) {
    double[][] rows = new double[8][];
    double[] sides = new double[8];
    for (int i = 0; i < 6; i++) {
      rows[i] = new double[] {PLANE.values()[2 * i], PLANE.values()[2 * i + 1]};
      sides[i] = SIDES[i];
    }
    rows[6] = new double[] {0.5, -0.5};
    rows[7] = new double[] {0.5, -0.5};
    sides[7] = 1;
    Regression regression = Examples.regression(kind, Examples.table(rows), sides, 0, true);
    assertSeparated(far(regression, 400), "6 of 8 examples");
  }

  @ParameterizedTest
  @EnumSource(names = {"LOGISTIC", "SOFTMAX"})
  void a_penalty_makes_a_minimum(Kind kind) {
    assertEquals(List.of(), warnings(far(Examples.regression(kind, PLANE, SIDES, 1e-3, true), 50)));
  }

  @ParameterizedTest
  @EnumSource
  void data_that_overlap_are_not_accused(Kind kind) {
    Regression regression = Examples.regression(kind, 12, 200, 3, 0, true);
    assertEquals(List.of(), warnings(far(regression, 300)));
    assertEquals(List.of(), warnings(regression.at(new double[regression.dimension()])));
  }

  /** The threshold lies at 2.5, or, with a tie, on 2: the others there do not lose. */
  @ParameterizedTest
  @ValueSource(doubles = {3, 2})
  void a_column_that_separates_alone_is_named_wherever_the_run_ended(double lowest) {
    DenseFeatures features =
        Examples.table(
            new double[] {0.3, 1},
            new double[] {-0.2, 2},
            new double[] {0.1, lowest},
            new double[] {-0.4, 4});
    double[] sides = {0, 0, 1, 1};
    for (Kind kind : List.of(Kind.LOGISTIC, Kind.SOFTMAX)) {
      Regression regression = Examples.regression(kind, features, sides, 0, true);
      assertSeparated(
          regression.at(new double[regression.dimension()]),
          "Column 'x2' does it alone; leaving it out may help");
      assertSeparated(
          Examples.regression(kind, Examples.sparse(features), sides, 0, true)
              .at(new double[regression.dimension()]),
          "Column 'x2'");
      Regression without = Examples.regression(kind, features, sides, 0, false);
      assertEquals(List.of(), warnings(without.at(new double[without.dimension()])));
    }
  }

  /** A column that tells one class of three from the others. */
  @Test
  void one_class_of_several_apart_is_separation() {
    Regression regression =
        Examples.regression(
            Kind.SOFTMAX,
            Examples.column(1, 2, 1.5, 1.2, 9, 8),
            new double[] {0, 0, 1, 1, 2, 2},
            0,
            true);
    assertSeparated(regression.at(new double[6]), "Column 'x1'");
    assertSeparated(far(regression, 400), "6 of 6 examples");
  }

  /** Where x2 is not zero the count is: its weight falls for ever. */
  @Test
  void counts_of_zero_wherever_a_column_is_not_are_separation() {
    DenseFeatures features =
        Examples.table(
            new double[] {0.5, 0},
            new double[] {-0.5, 0},
            new double[] {1, 0},
            new double[] {0.2, 1},
            new double[] {-0.1, 2});
    Regression regression =
        Examples.regression(Kind.POISSON, features, new double[] {2, 1, 4, 0, 0}, 0, true);
    assertSeparated(regression.at(new double[3]), "Column 'x2'");
    assertSeparated(far(regression, 500), "2 of 5 examples");
    Regression minimum =
        Examples.regression(Kind.POISSON, features, new double[] {2, 1, 4, 0, 1}, 0, true);
    assertEquals(List.of(), warnings(far(minimum, 500)));
  }

  /** No column alone: x1 - x2 is zero where there are counts, and positive elsewhere. */
  @Test
  void counts_of_zero_beyond_a_plane_are_separation() {
    DenseFeatures features =
        Examples.table(
            new double[] {0.5, 0.5},
            new double[] {-0.5, -0.5},
            new double[] {1, 1},
            new double[] {0.2, -1},
            new double[] {-0.1, -2});
    Regression regression =
        Examples.regression(Kind.POISSON, features, new double[] {2, 1, 4, 0, 0}, 0, true);
    assertSeparated(far(regression, 500), "2 of 5 examples");
  }

  @Test
  void a_point_that_is_no_number_proves_nothing() {
    Regression regression = Examples.regression(Kind.LOGISTIC, PLANE, SIDES, 0, true);
    assertEquals(List.of(), warnings(regression.at(new double[] {Double.NaN, 1, 1})));
  }

  @Test
  void many_separating_columns_are_counted() {
    double[][] rows = new double[4][7];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 7; j++) {
        rows[i][j] = i + 1;
      }
    }
    Regression regression =
        Examples.regression(
            Kind.LOGISTIC, Examples.table(rows), new double[] {0, 0, 1, 1}, 0, true);
    assertSeparated(
        regression.at(new double[8]),
        "Each of the columns 'x1', 'x2', 'x3', 'x4', 'x5' and 2 more does it alone");
  }
}
