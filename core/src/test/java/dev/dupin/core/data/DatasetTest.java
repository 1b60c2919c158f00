package dev.dupin.core.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class DatasetTest {

  private static final DenseFeatures FEATURES = new DenseFeatures(2, 1, new double[2]);

  @Test
  void names_lines_and_target_must_fit_the_features() {
    Target target = new Target("y", new double[2], List.of());
    assertEquals(2, dataset(List.of("x"), Optional.of(target), 4, 5).rows());
    assertThrows(
        IllegalArgumentException.class, () -> dataset(List.of(), Optional.of(target), 4, 5));
    assertThrows(
        IllegalArgumentException.class, () -> dataset(List.of("x"), Optional.of(target), 4));
    Target longer = new Target("y", new double[3], List.of());
    assertThrows(
        IllegalArgumentException.class, () -> dataset(List.of("x"), Optional.of(longer), 4, 5));
  }

  @Test
  void selected_rows_come_in_the_order_wanted() {
    DenseFeatures features = new DenseFeatures(3, 2, new double[] {1, 2, 3, 4, 5, 6});
    Target target = new Target("y", new double[] {0, 1, 0}, List.of("a", "b"));
    Dataset all =
        new Dataset(
            "file.csv", features, List.of("u", "v"), Optional.of(target), new int[] {2, 3, 5});
    Dataset some = all.withHeldOut(all).select(new int[] {2, 0, 2});
    assertArrayEquals(new double[] {5, 6, 1, 2, 5, 6}, ((DenseFeatures) some.features()).values());
    assertArrayEquals(new double[] {0, 0, 0}, some.target().orElseThrow().values());
    assertEquals(List.of("a", "b"), some.target().orElseThrow().labels());
    assertArrayEquals(new int[] {5, 2, 5}, some.lines());
    assertEquals(all.featureNames(), some.featureNames());
    assertEquals("file.csv", some.origin());
    assertTrue(some.heldOut().isEmpty());
    assertEquals(0, all.select(new int[0]).rows());
    assertThrows(IndexOutOfBoundsException.class, () -> all.select(new int[] {3}));
    assertThrows(IndexOutOfBoundsException.class, () -> all.select(new int[] {-1}));
  }

  @Test
  void selected_sparse_rows_stay_sparse() {
    SparseFeatures all =
        new SparseFeatures(
            3, 4, new int[] {0, 2, 2, 3}, new int[] {1, 3, 0, 9}, new double[] {5, 6, 7, 8});
    SparseFeatures some = all.select(new int[] {2, 1, 0});
    assertArrayEquals(new int[] {0, 1, 1, 3}, some.pointers());
    assertArrayEquals(new int[] {0, 1, 3}, some.indices());
    assertArrayEquals(new double[] {7, 5, 6}, some.values());
    assertEquals(4, some.columns());
    assertThrows(IndexOutOfBoundsException.class, () -> all.select(new int[] {3}));
  }

  @Test
  void held_out_rows_stand_beside_the_others() {
    Dataset train = dataset(List.of("x"), Optional.empty(), 4, 7);
    Dataset test = train.select(new int[] {1});
    Dataset both = train.withHeldOut(test);
    assertSame(test, both.heldOut().orElseThrow());
    assertEquals(2, both.rows());
    DenseFeatures wider = new DenseFeatures(1, 2, new double[2]);
    Dataset other =
        new Dataset("file.csv", wider, List.of("x", "z"), Optional.empty(), new int[] {9});
    assertThrows(IllegalArgumentException.class, () -> train.withHeldOut(other));
  }

  @Test
  void a_problem_points_at_the_line_of_its_row() {
    DataException e = dataset(List.of("x"), Optional.empty(), 4, 7).problem(1, "wrong");
    assertEquals("file.csv:7: wrong", e.getMessage());
    assertEquals("wrong", e.problem());
    assertEquals("f:1:2: p", new DataException("f", 1, 2, "p").getMessage());
    assertEquals("f: p", new DataException("f", 0, 0, "p").getMessage());
  }

  @Test
  void numbered_names_count_from_one() {
    List<String> names = Dataset.numberedNames("x", 3);
    assertEquals(List.of("x1", "x2", "x3"), names);
    assertThrows(IndexOutOfBoundsException.class, () -> names.get(3));
    assertThrows(IllegalArgumentException.class, () -> Dataset.numberedNames("x", -1));
  }

  @Test
  void places_of_labels_must_exist() {
    List<String> labels = List.of("a", "b");
    Target target = new Target("y", new double[] {1, 0}, labels);
    assertEquals("'b'", target.text(0));
    for (double place : new double[] {2, -1, 0.5, Double.NaN}) {
      assertThrows(
          IllegalArgumentException.class, () -> new Target("y", new double[] {place}, labels));
    }
  }

  @Test
  void numbers_read_as_users_write_them() {
    double[] values = {3, -1, 0.5, -0.0, 1e300, Double.NaN};
    Target target = new Target("y", values, List.of());
    assertEquals("3", target.text(0));
    assertEquals("-1", target.text(1));
    assertEquals("0.5", target.text(2));
    assertEquals("0", target.text(3));
    assertEquals("1.0E300", target.text(4));
    assertEquals("NaN", target.text(5));
  }

  @Test
  void compressed_rows_must_fit_together() {
    assertEquals(3, sparse(new int[] {0, 1, 3}, new int[] {2, 0, 1, 9}, new double[4]).entries());
    refused(new int[] {0, 1}, new int[1], new double[1]);
    refused(new int[] {1, 1, 1}, new int[1], new double[1]);
    refused(new int[] {0, 2, 1}, new int[] {0, 1}, new double[2]);
    refused(new int[] {0, 1, 3}, new int[2], new double[2]);
    refused(new int[] {0, 1, 1}, new int[1], new double[2]);
    refused(new int[] {0, 1, 1}, new int[] {3}, new double[1]);
    refused(new int[] {0, 1, 1}, new int[] {-1}, new double[1]);
    refused(new int[] {0, 2, 2}, new int[] {1, 1}, new double[2]);
    refused(new int[] {0, 2, 2}, new int[] {1, 0}, new double[2]);
    refused(new int[] {0, 9, 2}, new int[] {0, 1}, new double[2]);
  }

  private static void refused(int[] pointers, int[] indices, double[] values) {
    assertThrows(IllegalArgumentException.class, () -> sparse(pointers, indices, values));
  }

  private static SparseFeatures sparse(int[] pointers, int[] indices, double[] values) {
    return new SparseFeatures(2, 3, pointers, indices, values);
  }

  private static Dataset dataset(List<String> names, Optional<Target> target, int... lines) {
    return new Dataset("file.csv", FEATURES, names, target, lines);
  }
}
