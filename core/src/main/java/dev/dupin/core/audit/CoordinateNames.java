package dev.dupin.core.audit;

import dev.dupin.core.objective.Estimates;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.ParameterBlocks;
import java.util.List;
import java.util.Optional;

/** What the coordinates are called: by their estimates, or by their blocks, or by number. */
final class CoordinateNames {

  private final List<Estimates.Estimate> estimates;
  private final Optional<ParameterBlocks> blocks;

  /** Numbers alone. */
  CoordinateNames() {
    estimates = List.of();
    blocks = Optional.empty();
  }

  /** What the objective calls them. */
  CoordinateNames(Evaluation here) {
    estimates = here.structure(Estimates.class).map(Estimates::values).orElse(List.of());
    blocks = here.structure(ParameterBlocks.class);
  }

  /** Returns the name of a coordinate with its number, counted from 1. */
  String of(int coordinate) {
    String number = "x" + (coordinate + 1);
    if (coordinate < estimates.size()) {
      String name = estimates.get(coordinate).name();
      return name.equals(number) ? number : number + " (" + name + ")";
    }
    return blocks
        .flatMap(known -> inBlock(known, coordinate))
        .map(n -> number + " (" + n + ")")
        .orElse(number);
  }

  private static Optional<String> inBlock(ParameterBlocks blocks, int coordinate) {
    for (int block = 0; block < blocks.blocks(); block++) {
      int place = coordinate - blocks.offset(block);
      int[] shape = blocks.shape(block);
      int size = 1;
      for (int length : shape) {
        size *= length;
      }
      if (place >= 0 && place < size) {
        return Optional.of(blocks.name(block) + indices(place, shape));
      }
    }
    return Optional.empty();
  }

  private static String indices(int place, int[] shape) {
    StringBuilder indices = new StringBuilder("]");
    int rest = place;
    for (int k = shape.length - 1; k >= 0; k--) {
      indices.insert(0, (k == 0 ? "[" : ", ") + (rest % shape[k] + 1));
      rest /= shape[k];
    }
    return indices.toString();
  }
}
