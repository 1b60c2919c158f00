package dev.dupin.curvature.verdict;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.rounding.Surroundings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * Makes the reduced quartic of a valley small over its null directions: it may be negative within a
 * narrow cone only. On a plane of two directions it is a {@link BinaryQuartic}, whose lowest angle
 * is found exactly; the lowest direction so far is paired with the steepest one and a basis vector
 * in turn, in coordinates in which the quartic is of size 1 along each basis vector. With two null
 * directions the first plane is all there is.
 */
final class QuarticDescent {

  private final LineSource source;
  private final ReducedQuartic quartic;
  private final Surroundings surroundings;
  private final double[] base;
  private final double noise;
  private final double[][] basis;
  private final int highest;

  /**
   * @param base the point
   * @param noise of f there
   * @param basis of the null space
   * @param inverse v to H^+ v
   * @param highest order up to which the series of what is returned are computed
   */
  QuarticDescent(
      LineSource source,
      Surroundings surroundings,
      double[] base,
      double noise,
      double[][] basis,
      UnaryOperator<double[]> inverse,
      int highest) {
    this.surroundings = surroundings;
    this.base = base;
    this.noise = noise;
    int n = basis[0].length;
    this.source = source;
    this.quartic = new ReducedQuartic(source, n, inverse);
    this.basis = basis;
    this.highest = highest;
  }

  /**
   * Returns the floors over lines, over all of them where none bends and over the lowest else, and
   * over the lowest direction of each plane; ends where one falls.
   *
   * @param lines some along basis vectors
   * @param planes how many at most, and how many lines where floors bend
   */
  List<Floor> descend(List<Floor> lines, RandomGenerator random, int planes) {
    List<Floor> floors = new ArrayList<>();
    for (Floor line : straight() ? lines : lowest(lines, planes)) {
      floors.add(quartic.over(line.direction(), line.series()));
    }
    int k = basis.length;
    double[] scales = Vectors.filled(k, 1);
    normalise(lines, scales);
    int first = normalise(floors, scales);
    double[] lowest = unit(k, first);
    int most = k < 3 ? k - 1 : planes;
    for (int plane = 0; plane < most; plane++) {
      double[] partner =
          plane % 2 == 1 ? steepest(floors, scales) : unit(k, (first + 1 + plane) % k);
      if (!(Vectors.maxAbs(partner) > 0)) {
        partner = random(k, random);
      }
      lowest = lowest(lowest, orthogonal(partner, lowest), scales);
      double[] v = vector(lowest, scales);
      Floor found = quartic.over(v, source.along(v, highest));
      floors.add(found);
      if (found.series().falls(found.series().leading(4))) {
        break;
      }
    }
    return floors;
  }

  /** Without a positive part no floor bends. */
  private boolean straight() {
    return basis.length == basis[0].length;
  }

  /** Returns the lines along which the fourth order is lowest: half of them along basis vectors. */
  private List<Floor> lowest(List<Floor> lines, int number) {
    List<Floor> sorted = new ArrayList<>(lines);
    sorted.sort(Comparator.comparingDouble(line -> line.series().coefficient(4)));
    List<Floor> chosen = new ArrayList<>();
    List<Floor> others = new ArrayList<>();
    for (Floor line : sorted) {
      boolean single = index(line.direction()) >= 0 && chosen.size() < (number + 1) / 2;
      (single ? chosen : others).add(line);
    }
    int rest = Math.min(Math.max(0, number - chosen.size()), others.size());
    chosen.addAll(others.subList(0, rest));
    return chosen;
  }

  /**
   * Fills in factors of the basis vectors that make the quartic 1 or -1, where it is known, and
   * returns which basis vector is lowest then.
   */
  private int normalise(List<Floor> floors, double[] scales) {
    int lowest = 0;
    double value = Double.POSITIVE_INFINITY;
    for (Floor floor : floors) {
      int j = index(floor.direction());
      double quartic = floor.series().coefficient(4);
      if (j >= 0) {
        boolean known = floor.series().isKnown(4);
        scales[j] = known ? 1 / Math.sqrt(Math.sqrt(Math.abs(quartic))) : 1;
        double scaled = known ? Math.signum(quartic) : 0;
        lowest = scaled < value ? j : lowest;
        value = Math.min(value, scaled);
      }
    }
    return lowest;
  }

  /** Returns which basis vector a direction is, or -1. */
  private int index(double[] direction) {
    for (int j = 0; j < basis.length; j++) {
      if (basis[j] == direction) {
        return j;
      }
    }
    return -1;
  }

  private double[] lowest(double[] first, double[] second, double[] scales) {
    double[] v = vector(first, scales);
    double[] w = vector(second, scales);
    BinaryQuartic plane = new BinaryQuartic(angle -> quartic.value(turned(v, w, angle)));
    return turned(first, second, plane.lowestAngle());
  }

  private static double[] turned(double[] first, double[] second, double angle) {
    double[] turned = Vectors.scale(Math.cos(angle), first);
    Vectors.addScaled(turned, Math.sin(angle), second);
    return turned;
  }

  private double[] vector(double[] coordinates, double[] scales) {
    double[] v = new double[basis[0].length];
    for (int j = 0; j < coordinates.length; j++) {
      Vectors.addScaled(v, coordinates[j] * scales[j], basis[j]);
    }
    return v;
  }

  /**
   * Returns the direction in which the quartic of the last floor changes most, zero where that is
   * not known: the odd part of the gradient of f there, of third order.
   */
  private double[] steepest(List<Floor> floors, double[] scales) {
    Floor last = floors.get(floors.size() - 1);
    double length = last.series().middle(4, noise);
    double[] steepest = new double[basis.length];
    if (length > 0) {
      double[] forth = surroundings.gradient(last.point(base, length));
      double[] odd = Vectors.subtract(forth, surroundings.gradient(last.point(base, -length)));
      double largest = Vectors.maxAbs(odd);
      for (int j = 0; j < steepest.length && largest > 0; j++) {
        steepest[j] = scales[j] * Vectors.dot(basis[j], odd) / largest;
      }
    }
    return Vectors.isFinite(steepest) ? steepest : new double[basis.length];
  }

  private static double[] unit(int k, int j) {
    double[] unit = new double[k];
    unit[j] = 1;
    return unit;
  }

  private static double[] random(int k, RandomGenerator random) {
    double[] vector = new double[k];
    for (int j = 0; j < k; j++) {
      vector[j] = random.nextGaussian();
    }
    return vector;
  }

  private static double[] orthogonal(double[] vector, double[] unit) {
    double[] rest = vector.clone();
    Vectors.addScaled(rest, -Vectors.dot(vector, unit), unit);
    double norm = Vectors.norm(rest);
    return norm > 0 ? Vectors.scale(1 / norm, rest) : rest;
  }
}
