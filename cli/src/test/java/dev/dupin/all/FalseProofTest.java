package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dupin.core.run.RunContext;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.VerdictAnalysis;
import dev.dupin.objectives.Formula;
import dev.dupin.testkit.TestContext;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a verdict calls proven is true: of 2000 points near kinks, jumps, degenerate and honest
 * critical points, every box with a proof holds exactly one critical point of that kind, and
 * nothing at which f is not smooth.
 */
class FalseProofTest {

  private static final int POINTS_EACH = 80;

  /** A loose one lets points count as critical that are not: a proof must not depend on it. */
  private static final double[] TOLERANCES = {1e-6, 1e-2, 10};

  /**
   * A critical point that is not degenerate.
   *
   * @param kind of it
   * @param at its coordinates to within rounding
   */
  private record Critical(Kind kind, double... at) {}

  /**
   * A function and everything that is special about it in [-4, 4]^n.
   *
   * @param honest all its critical points that are not degenerate
   * @param bad points that no box with a proof may hold: kinks, jumps, poles, degenerate ones
   */
  private record Known(String expression, List<Critical> honest, double[]... bad) {

    @Override
    public String toString() {
      return expression;
    }

    int dimension() {
      return Formula.of(expression).dimension();
    }
  }

  private static Critical min(double... at) {
    return new Critical(Kind.MINIMUM, at);
  }

  private static Critical max(double... at) {
    return new Critical(Kind.MAXIMUM, at);
  }

  private static Critical saddle(double... at) {
    return new Critical(Kind.SADDLE, at);
  }

  private static double[] p(double... at) {
    return at;
  }

  static Stream<Known> functions() {
    return Stream.concat(honest(), Stream.concat(rough(), degenerate()));
  }

  private static Stream<Known> honest() {
    double root = Math.sqrt(0.5);
    return Stream.of(
        new Known("(x-1)^2+3*(y-2)^2", List.of(min(1, 2))),
        new Known("(x-1)^2-3*(y-2)^2", List.of(saddle(1, 2))),
        new Known("x^4-x^2+y^2", List.of(min(root, 0), min(-root, 0), saddle(0, 0))),
        new Known("100*(y-x^2)^2+(1-x)^2", List.of(min(1, 1))),
        new Known("exp(x)-x+cosh(y)", List.of(min(0, 0))),
        new Known("cos(x)*cos(y)", cosines()),
        new Known("exp(-x^2-y^2)", List.of(max(0, 0))),
        new Known("1e8*(x-1)^2+1e-8*(y-2)^2", List.of(min(1, 2))));
  }

  private static List<Critical> cosines() {
    double pi = Math.PI;
    return List.of(
        max(0, 0),
        max(pi, pi),
        max(-pi, pi),
        max(pi, -pi),
        max(-pi, -pi),
        min(pi, 0),
        min(0, pi),
        min(-pi, 0),
        min(0, -pi),
        saddle(pi / 2, pi / 2),
        saddle(-pi / 2, pi / 2),
        saddle(pi / 2, -pi / 2),
        saddle(-pi / 2, -pi / 2));
  }

  /** Where f has no derivative at the point, or no value. */
  private static Stream<Known> rough() {
    return Stream.of(
        new Known("x^2-abs(x)", List.of(min(0.5), min(-0.5)), p(0)),
        new Known("min((x-1)^2,(x+1)^2)+y^2", List.of(min(1, 0), min(-1, 0)), p(0, 0)),
        new Known("max(x,0)^2+y^2", List.of(), p(0, 0), p(-1, 0)),
        new Known("abs(x)^3+y^2", List.of(), p(0, 0)),
        new Known("x^2*abs(x)+(y-1)^2", List.of(), p(0, 1)),
        new Known("sqrt(x^2)+x^2+y^2", List.of(), p(0, 0)),
        new Known("sqrt(x^2+y^2)", List.of(), p(0, 0)),
        new Known("1/x+x", List.of(min(1), max(-1)), p(0)),
        new Known(
            "tan(x)^2",
            List.of(min(0), min(Math.PI), min(-Math.PI)),
            p(Math.PI / 2),
            p(-Math.PI / 2)),
        new Known("atan2(y,x)^2+(x^2+y^2-1)^2", List.of(min(1, 0)), p(-1, 0), p(0, 0)),
        new Known("atan2(y,x)+y^2", List.of(), p(-1, 0), p(0, 0)),
        new Known("x^2*log(abs(x))", List.of(min(Math.exp(-0.5)), min(-Math.exp(-0.5))), p(0)),
        new Known("abs(x-0.3)+(y-0.7)^2", List.of(), p(0.3, 0.7)));
  }

  private static Stream<Known> degenerate() {
    return Stream.of(
        new Known("x^3+y^2", List.of(), p(0, 0)),
        new Known("x^4+y^2", List.of(), p(0, 0)),
        new Known("x^4-4*x^3+6*x^2-4*x+1", List.of(), p(1)),
        new Known("sin(x)-x", List.of(), p(0), p(2 * Math.PI)));
  }

  @BeforeEach
  void proofs_are_there() {
    assumeTrue(Verdicts.have("proof"), "the verdict has no component proof yet");
  }

  @ParameterizedTest
  @MethodSource("functions")
  void what_is_proven_is_true(Known known) {
    Verdicts.Faults faults = new Verdicts.Faults();
    Formula objective = Formula.of(known.expression());
    SplittableRandom random = new SplittableRandom(known.expression().hashCode());
    for (int k = 0; k < POINTS_EACH; k++) {
      double[] point = point(known, random, k);
      RunContext context = new TestContext(TOLERANCES[k % TOLERANCES.length]);
      Verdict verdict =
          (Verdict)
              VerdictAnalysis.withDefaults()
                  .start(objective, context)
                  .findings(objective.at(point));
      boolean isTrue = !Verdicts.hasProof(verdict) || isTrue(known, verdict);
      faults.check(isTrue, known.expression(), point, verdict);
    }
    assertEquals(POINTS_EACH, faults.cases());
    assertEquals(0, faults.count(), faults::toString);
  }

  /** Without proofs the other test would say nothing. */
  @ParameterizedTest
  @MethodSource("honest")
  void honest_points_are_proven(Known known) {
    Formula objective = Formula.of(known.expression());
    for (Critical critical : known.honest()) {
      Verdict verdict = Verdicts.judge(objective, critical.at());
      assertEquals(critical.kind(), verdict.kind(), verdict::toString);
      assertTrue(Verdicts.hasProof(verdict), verdict::toString);
    }
  }

  private static boolean isTrue(Known known, Verdict verdict) {
    Box box = Box.of(Verdicts.component(verdict, "box").orElseThrow());
    List<Critical> held = known.honest().stream().filter(c -> box.holds(c.at())).toList();
    boolean isKind = held.size() == 1 && held.get(0).kind() == verdict.kind();
    return isKind && Stream.of(known.bad()).noneMatch(box::holds);
  }

  /** Every fifth anywhere, every fifth at a special point to the bit, the others near one. */
  private static double[] point(Known known, SplittableRandom random, int k) {
    if (k % 5 == 0) {
      return random.doubles(known.dimension(), -3, 3).toArray();
    }
    List<double[]> special =
        Stream.concat(known.honest().stream().map(Critical::at), Stream.of(known.bad())).toList();
    double[] place = special.get(random.nextInt(special.size()));
    if (k % 5 == 1) {
      return place;
    }
    double distance = Math.pow(10, -random.nextDouble(1, 17));
    return Arrays.stream(place)
        .map(c -> c + (random.nextBoolean() ? distance * random.nextDouble(-1, 1) : 0))
        .toArray();
  }

  /** The box of a proof. */
  private record Box(double[] lower, double[] upper) {

    /** From anything with the bounds {@code lower} and {@code upper}. */
    static Box of(Object box) {
      return new Box(bound(box, "lower"), bound(box, "upper"));
    }

    private static double[] bound(Object box, String name) {
      return (double[]) Verdicts.component((Record) box, name).orElseThrow();
    }

    /**
     * Points that are no doubles, such as pi, are given to half a unit in the last place: a box may
     * lie between, so bounds are read that much wider.
     */
    boolean holds(double[] x) {
      for (int i = 0; i < x.length; i++) {
        double slack = Math.ulp(x[i]);
        if (!(lower[i] - slack <= x[i] && x[i] <= upper[i] + slack)) {
          return false;
        }
      }
      return true;
    }
  }
}
