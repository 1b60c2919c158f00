package dev.dupin.optimizers.globalizer;

import dev.dupin.core.run.State;
import java.util.List;

/**
 * A line search that wants a point with the Wolfe conditions, takes the lowest one where it finds
 * none, and says so.
 */
abstract class WolfeSearch extends LengthSearch {

  private final String name;
  private long withoutWolfe; // how many searches found no Wolfe point

  /**
   * Makes a search.
   *
   * @param name what a user types
   */
  WolfeSearch(String name) {
    this.name = name;
  }

  /** Returns whether the point taken last is what was wanted. */
  abstract boolean isWolfePoint();

  @Override
  void taken(Tried best) {
    withoutWolfe += isWolfePoint() ? 0 : 1;
  }

  @Override
  public final List<String> warnings() {
    return withoutWolfe == 0
        ? List.of()
        : List.of(
            "in "
                + withoutWolfe
                + (withoutWolfe == 1 ? " line search" : " line searches")
                + " no point with the Wolfe conditions was found, and the lowest point that was"
                + " found was taken ("
                + name
                + ")");
  }

  @Override
  public void exchange(State state) {
    super.exchange(state);
    withoutWolfe = state.exchange("withoutWolfe", withoutWolfe);
  }
}
