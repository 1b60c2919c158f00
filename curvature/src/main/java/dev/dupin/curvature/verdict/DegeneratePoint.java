package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.rounding.Surroundings;
import dev.dupin.core.run.Numbers;
import dev.dupin.curvature.verdict.HigherOrder.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a decrease of f where second derivatives are silent: from a critical point whose proven
 * eigenvalues are all positive, along the null space of the Hessian.
 *
 * <p>Where the objective offers derivatives along lines, Taylor coefficients decide: a term decides
 * where it leads, over some lengths, all others and the errors of all. One of odd order falls one
 * way or the other; the fourth order is taken on the valley floor, see {@link ReducedQuartic}, and
 * made small over planes of null directions. What that leaves open is decided by values of f along
 * the floor, see {@link FloorWalk}, and so is everything where there are no such derivatives.
 *
 * <p>With p probes, n variables and k null directions it costs at most 5 (min(k, 256) + p) products
 * for the lines; n + p (14 n + 100) for the quartic where 1 &lt; k &lt; n, 3 n + 30 where k = 1, 15
 * p where k = n; beyond n = 2000 there is no quartic. For each of at most p directions that this
 * leaves open a walk takes some 40 lengths both ways, of 5 to 20 products, and up to 200 where f
 * and x are zero and no coefficient shows a length. A lower point takes up to 180, and 1/2 for each
 * doubling of its distance. Holds min(k, 256) + 2 p vectors.
 */
public final class DegeneratePoint {

  /** Directions that are tried by default. */
  public static final int PROBES = 16;

  /** All basis vectors are tried up to here; beyond, random combinations have to do. */
  private static final int MANY = 256;

  /** With more variables the third derivatives in all of them cost too much: 10 n a direction. */
  private static final int LARGE = 64;

  /** After so many products no further walk begins. */
  private static final double MOST_PRODUCTS = 50_000;

  /** Beyond this order a function of a person's choosing seldom goes on being flat. */
  private static final int HIGHEST = 8;

  /** The walk starts where a known term has this many times the error of f. */
  private static final double BEYOND_ERROR = 10;

  /** A walk starts so far within the scale of the line: terms four orders higher are below eps. */
  private static final double WITHIN = 1e-4;

  private final Evaluation here;
  private final double[][] basis;
  private final UnaryOperator<double[]> inverse;
  private final RandomGenerator random;
  private final int probes;
  private final LineSource source;
  private final ValueErrors values;
  private final Surroundings surroundings;

  /**
   * Prepares; evaluates no more than f and its error.
   *
   * @param here the point: critical, without proven negative eigenvalues
   * @param basis of the null directions: k vectors of n entries, linearly independent; their
   *     lengths are about the scale of f. Kept without a copy
   * @param inverse returns H^+ v, the inverse of the Hessian on its proven positive part, as a new
   *     array: symmetric, positive semidefinite, zero where k = n
   * @param error of f at the point; NaN where it has to be measured
   * @param random chooses directions
   * @param probes how many directions, at least 1
   */
  public DegeneratePoint(
      Evaluation here,
      double[][] basis,
      UnaryOperator<double[]> inverse,
      double error,
      RandomGenerator random,
      int probes) {
    this.here = here;
    this.basis = basis;
    this.inverse = inverse;
    this.random = random;
    this.probes = probes;
    this.source = new LineSource(here, random);
    this.values = new ValueErrors(here, error, random);
    this.surroundings = new Surroundings(here.objective());
  }

  /** Looks. */
  public HigherOrder judge() {
    NullDirections directions = new NullDirections(basis, random);
    if (!source.isOffered()) {
      int half = (probes + 1) / 2;
      return byValues(withoutSeries(directions.some(half, probes - half)), false);
    }
    List<Floor> lines = new ArrayList<>();
    for (double[] v : directions.some(MANY, probes)) {
      lines.add(new Floor(v, new double[v.length], source.along(v, HIGHEST)));
    }
    for (int highest = 3; highest <= HIGHEST; highest++) {
      for (Floor line : lines) {
        int leading = line.series().leading(highest);
        if (line.series().falls(leading)) {
          return decrease(line, leading);
        }
      }
    }
    return onFloors(lines);
  }

  private HigherOrder onFloors(List<Floor> lines) {
    if (!straight() && basis[0].length > LARGE) {
      return byValues(lines, false);
    }
    List<Floor> floors = descent().descend(lines, random, probes);
    List<Floor> open = new ArrayList<>();
    int looked = 4;
    for (Floor floor : floors) {
      int leading = floor.series().leading(straight() ? HIGHEST : 4);
      if (floor.series().falls(leading)) {
        return decrease(floor, leading);
      }
      looked = Math.max(looked, leading);
      if (leading == 0) {
        open.add(floor);
      }
    }
    boolean rises = open.size() < floors.size();
    return open.isEmpty() ? rising(looked, floors.size()) : byValues(open, rises);
  }

  private QuarticDescent descent() {
    double noise = Math.max(values.here().error(), ValueErrors.TINY);
    return new QuarticDescent(source, surroundings, here.point(), noise, basis, inverse, HIGHEST);
  }

  /** Without a positive part no floor bends, and lines show every order. */
  private boolean straight() {
    return basis.length == basis[0].length;
  }

  private HigherOrder decrease(Floor floor, int order) {
    LowerPoint lower =
        LowerPoint.along(floor, order, here.point(), values, size(floor.direction()));
    String term = "the term of order " + order + " along a null direction is " + size(floor, order);
    return lower == null
        ? result(
            Outcome.DECREASE,
            order,
            null,
            "f falls: " + term + "; no point was found that is lower by more than its rounding")
        : result(Outcome.DECREASE, order, lower, "f falls by " + fall(lower) + ": " + term);
  }

  private static String size(Floor floor, int order) {
    LineSeries series = floor.series();
    return Numbers.brief(series.coefficient(order))
        + " with an error of "
        + Numbers.brief(series.errors()[order]);
  }

  private String fall(LowerPoint lower) {
    return Numbers.brief(values.here().value() - lower.value())
        + " at a distance of "
        + Numbers.brief(Vectors.norm(Vectors.subtract(lower.point(), here.point())));
  }

  private HigherOrder rising(int order, int directions) {
    return result(
        Outcome.NO_DECREASE,
        order,
        null,
        "f rises along all null directions that were tried ("
            + directions
            + "), by its terms of order up to "
            + order);
  }

  private static List<Floor> withoutSeries(List<double[]> directions) {
    List<Floor> floors = new ArrayList<>();
    double[] none = new double[0];
    for (double[] v : directions) {
      floors.add(new Floor(v, new double[v.length], new LineSeries(none, none)));
    }
    return floors;
  }

  /** Walks along the floors that coefficients leave open. */
  private HigherOrder byValues(List<Floor> open, boolean othersRise) {
    List<Floor> floors = spread(open);
    double[] step = inverse.apply(here.gradient());
    double[] base = Vectors.subtract(here.point(), step);
    FloorWalk walk = new FloorWalk(base, inverse, values, surroundings);
    int order = othersRise ? 4 : 0;
    int flat = 0;
    int walked = 0;
    for (Floor floor : floors) {
      if (products() > MOST_PRODUCTS) {
        break;
      }
      walked++;
      Sides sides = walk(walk, floor);
      if (sides.fall != null) {
        return fallen(sides.fall, walk.further(sides.v, sides.fall, size(sides.v)));
      }
      order = Math.max(order, sides.order);
      flat += sides.rises ? 0 : 1;
    }
    return othersRise || flat < walked
        ? result(Outcome.NO_DECREASE, order, null, risen(walked, flat))
        : result(Outcome.SILENT, order, null, silent(walked));
  }

  /**
   * What was seen on both sides of a point.
   *
   * @param v the direction in which f falls, the last one if it does not
   * @param fall null if it does not
   * @param rises whether f rises on one side at least
   * @param order by which power on both sides, 0 where they do not agree on an even one
   */
  private record Sides(double[] v, FloorWalk.@Nullable Change fall, boolean rises, int order) {}

  private Sides walk(FloorWalk walk, Floor floor) {
    double[] back = Vectors.scale(-1, floor.direction());
    double first = first(floor);
    FloorWalk.Change before = walk.walk(back, curvature(floor), first);
    if (before.change() < 0) {
      return new Sides(back, before, false, before.order());
    }
    double[] forth = floor.direction();
    FloorWalk.Change after = walk.walk(forth, curvature(floor), first);
    if (after.change() < 0) {
      return new Sides(forth, after, false, after.order());
    }
    boolean agree = before.order() == after.order() && after.order() % 2 == 0;
    boolean rises = before.change() > 0 || after.change() > 0;
    return new Sides(forth, null, rises, agree ? after.order() : 0);
  }

  /** Returns as many as probes, evenly from a list. */
  private List<Floor> spread(List<Floor> floors) {
    if (floors.size() <= probes) {
      return floors;
    }
    List<Floor> some = new ArrayList<>();
    for (int k = 0; k < probes; k++) {
      some.add(floors.get(k * floors.size() / probes));
    }
    return some;
  }

  private static String silent(int walks) {
    return "along the null directions that were tried ("
        + walks
        + ") f changes by no more than its rounding";
  }

  private static String risen(int walks, int flat) {
    String walked = "f does not fall beyond rounding along the floors over null directions (";
    String flatness = flat == 0 ? "" : "; along " + flat + " of them it changes by no more";
    return walked + walks + ") where its values were looked at" + flatness;
  }

  /**
   * @param change that decides
   * @param point further along, lower still
   */
  private HigherOrder fallen(FloorWalk.Change change, double[] point) {
    ValueErrors.Value value = values.at(point);
    LowerPoint lower =
        LowerPoint.isLower(value, values.here()) ? new LowerPoint(point, value.value()) : null;
    String sentence =
        "f falls by "
            + Numbers.brief(-change.change())
            + " over the length "
            + Numbers.brief(change.length())
            + " along a null direction, the shortest where that is beyond rounding, about as its"
            + " power "
            + change.order();
    return result(Outcome.DECREASE, change.order(), lower, sentence);
  }

  /** Returns |v'Hv| / 2 with its error, 0 where it is not known. */
  private static double curvature(Floor floor) {
    LineSeries series = floor.series();
    if (series.order() < 2) {
      return 0;
    }
    double bound = Math.abs(series.coefficient(2)) + series.errors()[2];
    return bound < Double.POSITIVE_INFINITY ? bound : 0;
  }

  /**
   * Returns the length where a walk starts: where terms of the line are beyond the error of f, or
   * far within the length where its next terms show; else from the size of the point.
   */
  private double first(Floor floor) {
    // Bounds of an exact zero are a smallest double to either side.
    double error = values.here().error() < ValueErrors.TINY ? 0 : values.here().error();
    double known = floor.series().lengthOf(BEYOND_ERROR * error);
    double scale = WITHIN * floor.series().scale();
    double first = known >= scale || Double.isNaN(scale) ? known : scale;
    return first > 0 && first < Double.POSITIVE_INFINITY ? first : size(floor.direction());
  }

  /** Returns the size of the point along a direction, 1 if that is zero. */
  private double size(double[] v) {
    double size = 0;
    for (int i = 0; i < v.length; i++) {
      size = Math.hypot(size, here.point()[i] * v[i]);
    }
    double norm = Vectors.norm(v);
    return size > 0 ? size / norm / norm : 1;
  }

  private HigherOrder result(
      Outcome outcome, int order, @Nullable LowerPoint lower, String sentence) {
    return lower == null
        ? new HigherOrder(outcome, order, null, Double.NaN, sentence, products())
        : new HigherOrder(outcome, order, lower.point(), lower.value(), sentence, products());
  }

  private double products() {
    return source.products() + values.products() + surroundings.products();
  }
}
