package dev.dupin.curvature.shampoo;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.ParameterBlocks;
import dev.dupin.core.run.State;
import dev.dupin.curvature.diagonal.RunningSum;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shampoo during a run. What a point adds to the statistics is learned when it is left; the
 * operator there has it already.
 */
public final class ShampooCurvature implements Curvature {

  /**
   * How it works.
   *
   * @param epsilon added to the eigenvalues of the statistics, as a part of the largest
   * @param refresh how many iterations the roots are kept
   * @param warmUp how many iterations the base method takes alone
   * @param grafted whether a block's step has the length of the base method's
   */
  public record Method(double epsilon, long refresh, long warmUp, boolean grafted) {}

  private final int n;
  private final List<Tile> tiles;
  private final Method method;
  private final Curvature base;

  // State: the sums, what the roots in use were made of, and the base method's own.
  private final RunningSum sums;
  private double[] rootStatistics = new double[0];
  private long iterations;

  private @Nullable Pending pending;
  private @Nullable Decomposed decomposed;

  /** What is seen at one point, and becomes state when it is left. */
  private record Pending(
      Evaluation here, double[] statistics, double[] rootStatistics, SymmetricOperator operator) {}

  /** Roots that need not be computed again. */
  private record Decomposed(double[] statistics, List<Roots> roots) {}

  /**
   * @param n the number of parameters
   * @param rule how the statistics are summed
   * @param base the method of the warm-up, which may be grafted
   */
  public ShampooCurvature(
      int n, List<Tile> tiles, RunningSum.Rule rule, Curvature base, Method method) {
    this.n = n;
    this.tiles = tiles;
    this.base = base;
    this.method = method;
    sums = new RunningSum(rule);
  }

  /** Returns the tiles of an objective, which are the same at every point; pays nothing. */
  public static List<Tile> tiles(Objective objective, int cap) {
    int n = objective.dimension();
    return Tile.of(n, objective.at(new double[n]).structure(ParameterBlocks.class), cap);
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same object: what was paid there is known
  public SymmetricOperator at(Evaluation here) {
    if (iterations < method.warmUp()) {
      return base.at(here);
    }
    Pending known = pending;
    if (known == null || known.here() != here) {
      known = look(here);
      pending = known;
    }
    return known.operator();
  }

  private Pending look(Evaluation here) {
    boolean isDue =
        rootStatistics.length == 0 || (iterations - method.warmUp()) % method.refresh() == 0;
    double[] statistics = statistics(here.gradient());
    double[] ofRoots = isDue ? sums.with(statistics) : rootStatistics;
    List<Roots> roots = decompose(ofRoots);
    SymmetricOperator operator = new ShampooOperator(n, roots, factors(here, roots));
    return new Pending(here, statistics, ofRoots, operator);
  }

  /** The statistics of all tiles, one after the other. */
  private double[] statistics(double[] gradient) {
    long entries = tiles.stream().mapToLong(Tile::statisticEntries).sum();
    double[] statistics = new double[Math.toIntExact(entries)];
    int at = 0;
    for (Tile tile : tiles) {
      tile.statistics(tile.gather(gradient), statistics, at);
      at += (int) tile.statisticEntries();
    }
    if (!Vectors.isFinite(statistics)) {
      throw new NumericalFailureException(
          "shampoo learns no gradient that is not finite, nor one whose squares overflow, as those"
              + " of entries above 1e154 do");
    }
    return statistics;
  }

  @SuppressWarnings("ReferenceEquality") // the same array: decomposed before
  private List<Roots> decompose(double[] statistics) {
    Decomposed known = decomposed;
    if (known == null || known.statistics() != statistics) {
      List<Roots> roots = new ArrayList<>();
      int at = 0;
      for (Tile tile : tiles) {
        roots.add(Roots.of(tile, statistics, at, method.epsilon()));
        at += (int) tile.statisticEntries();
      }
      known = new Decomposed(statistics, roots);
      decomposed = known;
    }
    return known.roots();
  }

  /**
   * What makes the step of every parameter block as long as that of the base method: the operator
   * grows by the ratio of Shampoo's length to the other.
   */
  private double[] factors(Evaluation here, List<Roots> roots) {
    double[] factors = Vectors.filled(roots.size(), 1);
    if (!method.grafted()) {
      return factors;
    }
    double[] gradient = here.gradient();
    double[] own = solved(new ShampooOperator(n, roots, factors), gradient);
    double[] other = solved(base.at(here), gradient);
    int blocks = 1 + tiles.stream().mapToInt(Tile::block).max().orElse(0);
    double[] ownSquares = squares(own, blocks);
    double[] otherSquares = squares(other, blocks);
    for (int t = 0; t < factors.length; t++) {
      int block = tiles.get(t).block();
      double ratio = Math.sqrt(ownSquares[block]) / Math.sqrt(otherSquares[block]);
      factors[t] = ratio > 0 && ratio < Double.POSITIVE_INFINITY ? ratio : 1;
    }
    return factors;
  }

  private static double[] solved(SymmetricOperator operator, double[] gradient) {
    Inverse inverse =
        operator
            .inverse(0)
            .orElseThrow(() -> new NumericalFailureException("shampoo's matrix is singular"));
    double[] solution = new double[gradient.length];
    inverse.solve(gradient, solution);
    return solution;
  }

  /** The squared lengths of a vector's blocks. */
  private double[] squares(double[] vector, int blocks) {
    double[] squares = new double[blocks];
    for (Tile tile : tiles) {
      double[] tensor = tile.gather(vector);
      squares[tile.block()] += Vectors.dot(tensor, tensor);
    }
    return squares;
  }

  @Override
  @SuppressWarnings("ReferenceEquality")
  public void accepted(Evaluation from, Evaluation to) {
    Pending seen = pending;
    if (seen != null && seen.here() == from) {
      sums.add(seen.statistics());
      rootStatistics = seen.rootStatistics();
    } else {
      sums.add(statistics(from.gradient()));
    }
    base.accepted(from, to);
    iterations++;
    pending = null;
  }

  @Override
  public void exchange(State state) {
    state.exchange("sums", sums);
    rootStatistics = state.exchange("rootStatistics", rootStatistics);
    iterations = state.exchange("iterations", iterations);
    state.exchange("base", base);
    pending = null;
  }
}
