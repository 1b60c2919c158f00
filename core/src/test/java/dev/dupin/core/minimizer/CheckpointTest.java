package dev.dupin.core.minimizer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.run.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Rule 2: a run resumed from a checkpoint goes on to the same bits, and pays nothing twice. */
class CheckpointTest {

  private static Minimizer minimizer(List<String> trace) {
    return Minimizer.of(SmallObjective.ROSENBROCK)
        .hessian(SmallParts.exact())
        .step(SmallParts.descent())
        .stop(Stop.maxIterations(120))
        .observe(
            event -> {
              StringBuilder row = new StringBuilder();
              for (String column : event.columns()) {
                if (!column.equals("seconds")) {
                  row.append(Double.doubleToRawLongBits(event.number(column))).append(' ');
                }
              }
              trace.add(row.toString());
            });
  }

  @Test
  void every_checkpoint_resumes_to_the_same_bits() {
    List<String> whole = new ArrayList<>();
    List<Snapshot> snapshots = new ArrayList<>();
    Result expected = minimizer(whole).checkpoint(0, snapshots::add).run();
    assertTrue(snapshots.size() > 100, "one before every iteration");
    for (int k : new int[] {0, 1, 17, 60, 119}) {
      List<String> rest = new ArrayList<>();
      Result result = minimizer(rest).resume(snapshots.get(k)).run();
      assertArrayEquals(expected.point(), result.point());
      assertEquals(expected.evaluations(), result.evaluations(), "nothing is paid twice");
      assertEquals(expected.iterations(), result.iterations());
      assertEquals(expected.trials(), result.trials());
      assertEquals(expected.status(), result.status());
      assertEquals(whole.subList(whole.size() - rest.size(), whole.size()), rest);
    }
  }

  @Test
  void a_run_that_ended_at_a_limit_goes_on_under_a_higher_one() {
    List<Snapshot> snapshots = new ArrayList<>();
    minimizer(new ArrayList<>()).stop(Stop.maxIterations(40)).checkpoint(1e9, snapshots::add).run();
    assertEquals(1, snapshots.size(), "the limit left one");
    Result resumed = minimizer(new ArrayList<>()).resume(snapshots.get(0)).run();
    Result whole = minimizer(new ArrayList<>()).run();
    assertArrayEquals(whole.point(), resumed.point());
    assertEquals(whole.evaluations(), resumed.evaluations());
  }

  @Test
  void a_snapshot_survives_a_map_and_refuses_another_run() {
    List<Snapshot> snapshots = new ArrayList<>();
    minimizer(new ArrayList<>()).checkpoint(0, snapshots::add).run();
    Map<String, Object> values = snapshots.get(5).values();
    Snapshot copy = Snapshot.of(values);
    assertEquals(
        minimizer(new ArrayList<>()).resume(snapshots.get(5)).run().value(),
        minimizer(new ArrayList<>()).resume(copy).run().value());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> copy.restore((State state) -> state.exchange("radius", 1.0)));
    assertEquals(
        "the checkpoint has no Double 'radius': it is of another run", refused.getMessage());
  }

  @Test
  void arrays_are_copied_so_that_a_part_may_go_on_writing_its_own() {
    double[] own = {1, 2};
    Snapshot snapshot = Snapshot.of((State state) -> state.exchange("own", own));
    own[0] = 5;
    snapshot.restore(
        (State state) -> assertArrayEquals(new double[] {1, 2}, state.exchange("own", own)));
  }

  @Test
  void a_name_used_twice_is_a_mistake_of_the_part() {
    assertThrows(
        IllegalStateException.class,
        () ->
            Snapshot.of(
                (State state) -> {
                  state.exchange("radius", 1.0);
                  state.exchange("radius", 2.0);
                }));
  }
}
