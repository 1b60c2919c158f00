package dev.dupin.objectives.functions.mgh;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All problems by their number. */
final class Catalogue {

  private static final Map<Integer, Problem> PROBLEMS =
      Stream.of(
              PlaneProblems.all(),
              FewVariableProblems.all(),
              FittedProblems.all(),
              PolynomialProblems.all(),
              ChainedProblems.all(),
              EquationProblems.all(),
              LinearProblems.all())
          .flatMap(List::stream)
          .collect(
              Collectors.toMap(
                  Problem::number,
                  Function.identity(),
                  (one, other) -> {
                    throw new IllegalStateException("both " + one + " and " + other);
                  },
                  TreeMap::new));

  private Catalogue() {}

  /**
   * Returns a problem.
   *
   * @throws IllegalArgumentException if there is none of that number
   */
  static Problem problem(int number) {
    Problem problem = PROBLEMS.get(number);
    if (problem == null) {
      throw new IllegalArgumentException(
          "problem must be from 1 to " + PROBLEMS.size() + ", not " + number);
    }
    return problem;
  }
}
