package dev.dupin.all;

import static dev.dupin.all.FaultyObjective.rosenbrock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/** What objectives do to a minimiser, by accident or by nature. */
final class BadInputs {

  private BadInputs() {}

  /**
   * One of them.
   *
   * @param objective makes a new one, since its lies may count calls
   */
  record Case(String name, Supplier<FaultyObjective> objective) {}

  /** The user's own mistake. */
  static final class Boom extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    Boom() {
      super("user error");
    }
  }

  @SuppressWarnings("DoNotCallSuggester") // throwing is what it is called for
  private static double boom() {
    throw new Boom();
  }

  @SuppressWarnings("DoNotCallSuggester") // as above
  private static double stack() {
    throw new StackOverflowError();
  }

  private static FaultyObjective curved(double... hessian) {
    return rosenbrock().hessian((x, call, h) -> hessian);
  }

  private static Case values(String name, int after, double answer) {
    return new Case(name, () -> rosenbrock().value((x, call, f) -> call > after ? answer : f));
  }

  private static Case values(String name, int after, Supplier<Double> answer) {
    return new Case(
        name, () -> rosenbrock().value((x, call, f) -> call > after ? answer.get() : f));
  }

  private static Case gradients(String name, int after, Supplier<double[]> answer) {
    return new Case(
        name, () -> rosenbrock().gradient((x, call, g) -> call > after ? answer.get() : g));
  }

  private static Case hessians(String name, int after, Supplier<double[]> answer) {
    return new Case(
        name, () -> rosenbrock().hessian((x, call, h) -> call > after ? answer.get() : h));
  }

  /** The first answer is no number, or none at all. */
  static List<Case> firstBroken() {
    return List.of(
        values("f NaN", 0, Double.NaN),
        values("f +Inf", 0, Double.POSITIVE_INFINITY),
        values("f -Inf", 0, Double.NEGATIVE_INFINITY),
        values("f throws", 0, BadInputs::boom),
        values("the machine fails in f", 0, BadInputs::stack),
        gradients("gradient NaN", 0, () -> new double[] {1, Double.NaN}),
        gradients("gradient Inf", 0, () -> new double[] {Double.POSITIVE_INFINITY, 1}),
        gradients("gradient throws", 0, () -> new double[] {boom()}),
        gradients("gradient of a wrong length: fails", 0, () -> new double[3]));
  }

  static List<Case> valuesBrokenLater() {
    return List.of(values("f NaN", 3, Double.NaN), values("f +Inf", 3, Double.POSITIVE_INFINITY));
  }

  static List<Case> fallingLater() {
    return List.of(values("f -Inf", 3, Double.NEGATIVE_INFINITY));
  }

  static List<Case> throwingLater() {
    return List.of(values("f throws", 3, BadInputs::boom));
  }

  static List<Case> failingLater() {
    return List.of(values("the machine fails in f", 3, BadInputs::stack));
  }

  static List<Case> gradientsBrokenLater() {
    return List.of(
        gradients("gradient NaN", 3, () -> new double[] {1, Double.NaN}),
        gradients("gradient Inf", 3, () -> new double[] {Double.POSITIVE_INFINITY, 1}),
        gradients("gradient throws", 3, () -> new double[] {boom()}),
        gradients("gradient of a wrong length", 3, () -> new double[3]));
  }

  static List<Case> hessiansBroken() {
    List<Case> cases = new ArrayList<>();
    for (int after : new int[] {0, 3}) {
      String when = after == 0 ? " at the start" : " after 3 calls";
      cases.add(hessians("Hessian NaN" + when, after, () -> new double[] {1, 0, 0, Double.NaN}));
      cases.add(
          hessians(
              "Hessian infinite" + when,
              after,
              () -> new double[] {Double.POSITIVE_INFINITY, 0, 0, 1}));
      cases.add(hessians("Hessian throws" + when, after, () -> new double[] {boom()}));
      cases.add(hessians("Hessian of a wrong size" + when, after, () -> new double[1]));
    }
    return cases;
  }

  /** Derivatives and values that do not belong together. */
  static List<Case> lying() {
    return List.of(
        new Case("gradient zero", () -> rosenbrock().gradient((x, call, g) -> new double[2])),
        new Case(
            "gradient 1 % too long",
            () -> rosenbrock().gradient((x, call, g) -> FaultyObjective.times(1.01, g))),
        new Case(
            "gradient 100 times too long",
            () -> rosenbrock().gradient((x, call, g) -> FaultyObjective.times(100, g))),
        new Case(
            "gradient 100 times too short",
            () -> rosenbrock().gradient((x, call, g) -> FaultyObjective.times(0.01, g))),
        new Case(
            "gradient permuted",
            () -> rosenbrock().gradient((x, call, g) -> new double[] {g[1], g[0]})),
        new Case(
            "gradient one entry wrong",
            () -> rosenbrock().gradient((x, call, g) -> new double[] {g[0], -g[1]})),
        new Case(
            "gradient off by a constant",
            () -> rosenbrock().gradient((x, call, g) -> new double[] {g[0] + 1e-3, g[1]})),
        new Case(
            "gradient noisy",
            () ->
                rosenbrock()
                    .gradient(
                        (x, call, g) ->
                            new double[] {g[0] + 1e-3 * Math.sin(1e9 * x[0] + call), g[1]})),
        new Case("Hessian not symmetric", () -> curved(200, 300, -100, 200)),
        new Case("Hessian zero", () -> curved(0, 0, 0, 0)),
        new Case("Hessian negative definite", () -> curved(-200, 0, 0, -200)),
        new Case("Hessian singular", () -> curved(200, 200, 200, 200)),
        new Case(
            "value noisy",
            () -> rosenbrock().value((x, call, f) -> f + 1e-3 * Math.sin(1e9 * x[0] + call))));
  }

  /** Values that do not follow the gradient, however small the step. */
  static List<Case> contradicted() {
    return List.of(
        new Case(
            "gradient of the wrong sign",
            () -> rosenbrock().gradient((x, call, g) -> FaultyObjective.times(-1, g))),
        new Case("value constant", () -> rosenbrock().value((x, call, f) -> 1.0)),
        new Case(
            "value drifts up with every call", () -> rosenbrock().value((x, call, f) -> f + call)),
        new Case(
            "value in steps", () -> rosenbrock().value((x, call, f) -> Math.floor(10 * f) / 10)));
  }

  private static FaultyObjective separable(double[] start, double[] a, double[] b, double[] c) {
    return FaultyObjective.of(
        start,
        x -> {
          double f = 0;
          for (int i = 0; i < x.length; i++) {
            f += a[i] * x[i] + b[i] * x[i] * x[i] + c[i] * x[i] * x[i] * x[i] * x[i];
          }
          return f;
        },
        x -> {
          double[] g = new double[x.length];
          for (int i = 0; i < x.length; i++) {
            g[i] = a[i] + 2 * b[i] * x[i] + 4 * c[i] * x[i] * x[i] * x[i];
          }
          return g;
        },
        x -> {
          double[] h = new double[x.length * x.length];
          for (int i = 0; i < x.length; i++) {
            h[i * x.length + i] = 2 * b[i] + 12 * c[i] * x[i] * x[i];
          }
          return h;
        });
  }

  private static double[] all(int n, double value) {
    double[] v = new double[n];
    Arrays.fill(v, value);
    return v;
  }

  /** Functions with edges, for which the gradient is told truly on either side. */
  static List<Case> edged() {
    return List.of(
        new Case(
            "a jump of f on the way",
            () -> rosenbrock().value((x, call, f) -> x[0] > 0 ? f + 100 : f)),
        new Case(
            "a wall of NaN on the way",
            () -> rosenbrock().value((x, call, f) -> x[0] > 0 ? Double.NaN : f)),
        new Case(
            "a cliff down to -Inf",
            () -> rosenbrock().value((x, call, f) -> x[0] > 0 ? Double.NEGATIVE_INFINITY : f)),
        new Case(
            "a kink at the minimum",
            () ->
                FaultyObjective.of(
                    new double[] {1.3, 2},
                    x -> Math.abs(x[0] - 0.1) + (x[1] - 1) * (x[1] - 1),
                    x -> new double[] {Math.signum(x[0] - 0.1), 2 * (x[1] - 1)},
                    x -> new double[] {0, 0, 0, 2})),
        new Case(
            "a kink across the axes",
            () ->
                FaultyObjective.of(
                    new double[] {1.3, 2},
                    x -> {
                      double along = x[0] + x[1] - 3.1;
                      return Math.abs(x[0] - x[1] + 0.3) + along * along;
                    },
                    x -> {
                      double sign = Math.signum(x[0] - x[1] + 0.3);
                      double along = 2 * (x[0] + x[1] - 3.1);
                      return new double[] {sign + along, along - sign};
                    },
                    x -> new double[] {2, 2, 2, 2})),
        new Case(
            "the largest of three parabolas",
            () ->
                FaultyObjective.of(
                    new double[] {3, 3},
                    x -> parabola(x, steepest(x)),
                    x -> {
                      double[] c = CENTRES[steepest(x)];
                      return new double[] {2 * (x[0] - c[0]), 2 * (x[1] - c[1])};
                    },
                    x -> new double[] {2, 0, 0, 2})));
  }

  private static final double[][] CENTRES = {{1.7, 0.3}, {-1.1, 0.9}, {0.2, -1.3}};

  private static double parabola(double[] x, int k) {
    double a = x[0] - CENTRES[k][0];
    double b = x[1] - CENTRES[k][1];
    return a * a + b * b;
  }

  private static int steepest(double[] x) {
    int most = 0;
    for (int k = 1; k < CENTRES.length; k++) {
      most = parabola(x, k) > parabola(x, most) ? k : most;
    }
    return most;
  }

  /** Exact critical points that are no minimum, with a minimum to be found. */
  static List<Case> criticalStarts() {
    return List.of(
        new Case(
            "starts at a saddle",
            () -> separable(all(2, 0), all(2, 0), new double[] {1, -1}, new double[] {0, 1})),
        new Case(
            "starts at a maximum", () -> separable(all(2, 0), all(2, 0), all(2, -1), all(2, 1))),
        new Case(
            "starts at a saddle of ten variables",
            () ->
                separable(
                    all(10, 0),
                    all(10, 0),
                    new double[] {1, 2, 3, 4, -1, 5, 6, 7, 8, 9},
                    all(10, 0.25))),
        new Case(
            "starts beside a saddle",
            () ->
                separable(
                    new double[] {1e-9, 0}, all(2, 0), new double[] {1, -1}, new double[] {0, 1})),
        new Case(
            "starts at a saddle between curvatures of 1e8",
            () -> separable(all(2, 0), all(2, 0), new double[] {1e8, -1}, new double[] {0, 1})));
  }

  /** Critical to second order, and only the first is anything like a minimum. */
  static List<Case> flatStarts() {
    return List.of(
        new Case("constant", () -> separable(all(3, 1), all(3, 0), all(3, 0), all(3, 0))),
        new Case(
            "flat, falling to fourth order",
            () -> separable(all(2, 0), all(2, 0), new double[] {1, 0}, new double[] {0, -1})),
        new Case(
            "a monkey saddle",
            () ->
                FaultyObjective.of(
                    new double[] {0, 0},
                    x -> x[0] * x[0] * x[0] - 3 * x[0] * x[1] * x[1],
                    x -> new double[] {3 * x[0] * x[0] - 3 * x[1] * x[1], -6 * x[0] * x[1]},
                    x -> new double[] {6 * x[0], -6 * x[1], -6 * x[1], -6 * x[0]})));
  }

  /** Ever flatter, or without a lower bound. */
  static List<Case> falling() {
    return List.of(
        new Case("a quartic bowl", () -> separable(all(2, 1), all(2, 0), all(2, 0), all(2, 1))),
        new Case(
            "falls for ever like exp(-x)",
            () ->
                FaultyObjective.of(
                    new double[] {0},
                    x -> Math.exp(-x[0]),
                    x -> new double[] {-Math.exp(-x[0])},
                    x -> new double[] {Math.exp(-x[0])})),
        new Case(
            "a well far away",
            () ->
                FaultyObjective.of(
                    new double[] {1e9},
                    x -> -1 / (1 + x[0] * x[0]),
                    x -> new double[] {2 * x[0] / ((1 + x[0] * x[0]) * (1 + x[0] * x[0]))},
                    x -> {
                      double d = 1 + x[0] * x[0];
                      return new double[] {(2 - 6 * x[0] * x[0]) / (d * d * d)};
                    })),
        new Case(
            "-x^2",
            () -> separable(new double[] {1, 1}, all(2, 0), new double[] {-1, 0}, all(2, 0))),
        new Case(
            "a linear function",
            () -> separable(all(2, 1), new double[] {1, -2}, all(2, 0), all(2, 0))),
        new Case(
            "x^2 - y^4",
            () -> separable(all(2, 1), all(2, 0), new double[] {1, 0}, new double[] {0, -1})),
        new Case(
            "x^3",
            () ->
                FaultyObjective.of(
                    new double[] {1},
                    x -> x[0] * x[0] * x[0],
                    x -> new double[] {3 * x[0] * x[0]},
                    x -> new double[] {6 * x[0]})),
        new Case(
            "-exp(x)",
            () ->
                FaultyObjective.of(
                    new double[] {0},
                    x -> -Math.exp(x[0]),
                    x -> new double[] {-Math.exp(x[0])},
                    x -> new double[] {-Math.exp(x[0])})),
        new Case(
            "-sqrt(1 + x^2), slowly",
            () ->
                FaultyObjective.of(
                    new double[] {1},
                    x -> -Math.sqrt(1 + x[0] * x[0]),
                    x -> new double[] {-x[0] / Math.sqrt(1 + x[0] * x[0])},
                    x -> new double[] {-Math.pow(1 + x[0] * x[0], -1.5)})));
  }

  /** Numbers near the ends of what a double can hold. */
  static List<Case> extreme() {
    List<Case> cases = new ArrayList<>();
    for (double factor : new double[] {1e-200, 1e-100, 1e100, 1e200, 1e300}) {
      cases.add(new Case("f times " + factor, () -> rosenbrock().scaled(factor, 1)));
    }
    for (double unit : new double[] {1e-200, 1e-100, 1e-12, 1e12, 1e100, 1e200}) {
      cases.add(new Case("x in units of " + unit, () -> rosenbrock().scaled(1, unit)));
    }
    cases.add(
        new Case(
            "a step that overflows",
            () ->
                separable(
                    all(2, 1e300), new double[] {1, 0}, new double[] {0, 1e-300}, all(2, 0))));
    cases.add(
        new Case(
            "a Newton step that overflows",
            () ->
                FaultyObjective.of(
                    new double[] {1},
                    x -> 1e10 * x[0],
                    x -> new double[] {1e10},
                    x -> new double[] {1e-300})));
    cases.add(new Case("starts at 1e60", () -> rosenbrock().startingAt(1e60, 1e60)));
    cases.add(new Case("Hessian huge", () -> curved(1e300, 0, 0, 1e300)));
    cases.add(new Case("Hessian tiny", () -> curved(1e-300, 0, 0, 1e-300)));
    return cases;
  }

  static List<Case> outside() {
    return List.of(
        new Case("starts where f overflows", () -> rosenbrock().startingAt(1e155, 1)),
        new Case("starts at NaN", () -> rosenbrock().startingAt(Double.NaN, 1)),
        new Case("starts at infinity", () -> rosenbrock().startingAt(Double.POSITIVE_INFINITY, 1)));
  }
}
