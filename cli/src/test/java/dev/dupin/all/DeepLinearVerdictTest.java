package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.linear.Vectors;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.VerdictAnalysis;
import dev.dupin.objectives.network.DeepLinear;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Balanced critical points of |W_2 W_1 - Y|^2 / 2, whose whole spectrum is known: what the verdict
 * says of them never contradicts it (Baldi and Hornik 1989, "Neural networks and principal
 * component analysis").
 */
class DeepLinearVerdictTest {

  private static final int CASES = 200;

  @Test
  void all_eigenvalues_give_the_index_and_nullity_of_the_formula() {
    Verdicts.Faults faults = new Verdicts.Faults();
    int resolved = 0;
    int deep = 0;
    for (int seed = 0; seed < CASES; seed++) {
      Balanced one = Balanced.of(seed);
      Verdict verdict = Verdicts.judge(one.objective(), one.point());
      boolean isResolved = verdict.kind() != Kind.UNRESOLVED;
      boolean isRight =
          verdict.kind() == one.kind()
              && verdict.index() == one.negative()
              && verdict.nullity() == one.zero()
              && !(one.isLowest() && verdict.decreaseFound());
      faults.check(!isResolved || isRight, one.toString(), one.point(), verdict);
      resolved += isResolved ? 1 : 0;
      deep += one.negative() >= 3 ? 1 : 0;
    }
    assertEquals(0, faults.count(), faults::toString);
    assertTrue(resolved >= 0.9 * CASES, resolved + " are resolved");
    assertTrue(deep >= 0.2 * CASES, deep + " have an index of 3 or more");
  }

  /** Bounds may know less than all eigenvalues, and never anything else. */
  @Test
  void bounds_by_products_contradict_nothing() {
    Verdicts.Faults faults = new Verdicts.Faults();
    VerdictAnalysis byProducts = Verdicts.denseUpTo(1);
    for (int seed = 0; seed < CASES; seed++) {
      Balanced one = Balanced.of(seed);
      Verdict verdict = Verdicts.judge(byProducts, one.objective(), one.point());
      boolean isRight =
          (verdict.kind() == one.kind() || verdict.kind() == Kind.UNRESOLVED)
              && verdict.index() <= one.negative()
              && verdict.nullity() <= one.zero()
              && !(one.isLowest() && verdict.decreaseFound());
      faults.check(isRight, one.toString(), one.point(), verdict);
    }
    assertEquals(0, faults.count(), faults::toString);
  }

  /**
   * W_1 has the rows sqrt(s_a) v_a' and W_2 the columns sqrt(s_a) u_a for a in the set that is
   * kept, and zeros; both turned by the same rotation of the hidden units, which changes neither
   * the product nor any eigenvalue.
   *
   * @param values the singular values of Y, falling
   * @param kept of them, at most as many as there are hidden units
   * @param left the vectors u
   * @param right the vectors v
   * @param turn of the hidden units
   */
  private record Balanced(
      int hidden,
      double[] values,
      List<Integer> kept,
      double[][] left,
      double[][] right,
      double[][] turn) {

    static Balanced of(int seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int inputs = 1 + random.nextInt(4);
      int outputs = 1 + random.nextInt(4);
      int hidden = 1 + random.nextInt(4);
      double[] values = new double[Math.min(inputs, outputs)];
      double below = 0.3;
      for (int j = values.length - 1; j >= 0; j--) {
        below += 0.2 + random.nextDouble();
        values[j] = below;
      }
      return new Balanced(
          hidden,
          values,
          kept(random, values.length, hidden),
          Turn.rotation(random, outputs),
          Turn.rotation(random, inputs),
          Turn.rotation(random, hidden));
    }

    private static List<Integer> kept(SplittableRandom random, int rank, int hidden) {
      List<Integer> kept = new ArrayList<>();
      for (int j = 0; j < rank && kept.size() < hidden; j++) {
        if (random.nextInt(2) == 0) {
          kept.add(j);
        }
      }
      return kept;
    }

    private int inputs() {
      return right.length;
    }

    private int outputs() {
      return left.length;
    }

    DeepLinear objective() {
      double[][] target = new double[outputs()][inputs()];
      for (int k = 0; k < values.length; k++) {
        for (int i = 0; i < outputs(); i++) {
          Vectors.addScaled(target[i], values[k] * left[k][i], right[k]);
        }
      }
      List<Integer> widths = List.of(inputs(), hidden, outputs());
      return new DeepLinear(
          new DeepLinear.Config(widths, Optional.of(target), Optional.empty(), false));
    }

    double[] point() {
      double[] point = new double[hidden * (inputs() + outputs())];
      for (int k = 0; k < kept.size(); k++) {
        int a = kept.get(k);
        for (int unit = 0; unit < hidden; unit++) {
          double weight = Math.sqrt(values[a]) * turn[k][unit];
          for (int j = 0; j < inputs(); j++) {
            point[unit * inputs() + j] += weight * right[a][j];
          }
          for (int i = 0; i < outputs(); i++) {
            point[hidden * inputs() + i * hidden + unit] += weight * left[a][i];
          }
        }
      }
      return point;
    }

    private List<Double> spectrum() {
      List<Double> spectrum = new ArrayList<>();
      int further = inputs() + outputs() - 2 * values.length;
      for (int p = 0; p < kept.size(); p++) {
        double s = values[kept.get(p)];
        spectrum.add(2 * s);
        for (int q = 0; q < p; q++) {
          spectrum.addAll(Collections.nCopies(2, s + values[kept.get(q)]));
        }
        spectrum.addAll(Collections.nCopies(further, s));
      }
      IntStream.range(0, values.length)
          .filter(j -> !kept.contains(j))
          .forEach(j -> addLeftOut(values[j], spectrum));
      return spectrum;
    }

    private void addLeftOut(double s, List<Double> spectrum) {
      for (int a : kept) {
        spectrum.add(values[a] + s);
        spectrum.add(values[a] - s);
      }
      spectrum.addAll(Collections.nCopies(hidden - kept.size(), s));
      spectrum.addAll(Collections.nCopies(hidden - kept.size(), -s));
    }

    int negative() {
      return (int) spectrum().stream().filter(value -> value < 0).count();
    }

    int zero() {
      return hidden * (inputs() + outputs()) - spectrum().size();
    }

    /** Every negative eigenvalue has a positive partner, and a rotation moves every minimum. */
    Kind kind() {
      if (negative() > 0) {
        return Kind.SADDLE;
      }
      return zero() > 0 ? Kind.DEGENERATE : Kind.MINIMUM;
    }

    /** What keeps the largest values that fit is as low as any point. */
    boolean isLowest() {
      int most = Math.min(hidden, values.length);
      return kept.equals(IntStream.range(0, most).boxed().toList());
    }

    @Override
    public String toString() {
      return "%d inputs, %d hidden, %d outputs, kept %s: index %d, nullity %d"
          .formatted(inputs(), hidden, outputs(), kept, negative(), zero());
    }
  }
}
