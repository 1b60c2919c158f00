package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.dupin.core.audit.Audit;
import dev.dupin.core.audit.AuditReport;
import dev.dupin.core.data.DataSource;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;
import dev.dupin.objectives.Formula;
import dev.dupin.objectives.Rosenbrock;
import dev.dupin.objectives.SharpnessAware;
import dev.dupin.objectives.data.CsvSource;
import dev.dupin.objectives.data.LibsvmSource;
import dev.dupin.objectives.fit.CurveFit;
import dev.dupin.objectives.functions.Himmelblau;
import dev.dupin.objectives.functions.MonkeySaddle;
import dev.dupin.objectives.functions.Quadratic;
import dev.dupin.objectives.functions.StyblinskiTang;
import dev.dupin.objectives.functions.mgh.MoreGarbowHillstrom;
import dev.dupin.objectives.network.Activation;
import dev.dupin.objectives.network.DeepLinear;
import dev.dupin.objectives.network.NeuralNetwork;
import dev.dupin.objectives.regression.LinearRegression;
import dev.dupin.objectives.regression.LogisticRegression;
import dev.dupin.objectives.regression.PoissonRegression;
import dev.dupin.objectives.regression.SoftmaxRegression;
import dev.dupin.testkit.ObjectiveContract;
import dev.dupin.testkit.TestFunctions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The contract of an objective, over every built-in one. */
class EveryObjectiveTest {

  @TempDir Path folder;

  private record Sample(String name, Objective objective) {}

  private List<Sample> samples() throws IOException {
    List<Sample> samples = new ArrayList<>();
    for (int n : new int[] {2, 3, 7}) {
      samples.add(new Sample("rosenbrock", new Rosenbrock(new Rosenbrock.Config(n))));
    }
    samples.add(new Sample("rosenbrock", new Rosenbrock(new Rosenbrock.Config(6, false))));
    samples.add(
        new Sample(
            "formula",
            Formula.of(
                "exp(x/3)*sin(y) + (x - y)^4/10 + softplus(x*y) - atan(z)^2", "x", "y", "z")));
    samples.add(new Sample("curve-fit", curve("b1*exp(-b2*b) + sigmoid(b3*c - a)", "a + b")));
    samples.add(new Sample("curve-fit", curve("b1 + b2*c + b3*a^2", "exp(c)")));
    samples.addAll(functions());
    for (boolean intercept : new boolean[] {true, false}) {
      samples.add(new Sample("logistic-regression", logistic(table(), 0.1, intercept)));
      samples.add(new Sample("logistic-regression", logistic(sparse(), 0, intercept)));
      for (DataSource data : List.of(numbers(), sparse())) {
        double l2 = intercept ? 0.1 : 0;
        samples.add(
            new Sample(
                "linear-regression",
                new LinearRegression(new LinearRegression.Config(data, l2, intercept))));
      }
      samples.add(new Sample("poisson-regression", poisson(counts(), 0.1, intercept)));
      samples.add(new Sample("poisson-regression", poisson(sparseCounts(), 0, intercept)));
      samples.add(new Sample("softmax-regression", softmax(counts(), 0.1, intercept)));
      samples.add(new Sample("softmax-regression", softmax(sparseCounts(), 0, intercept)));
    }
    samples.add(
        new Sample(
            "neural-network",
            new NeuralNetwork(
                new NeuralNetwork.Config(
                    table(),
                    List.of(4, 3),
                    Activation.TANH,
                    Optional.empty(),
                    0.1,
                    false,
                    false))));
    samples.add(
        new Sample(
            "deep-linear",
            new DeepLinear(
                new DeepLinear.Config(
                    List.of(2, 3, 1, 2),
                    Optional.of(new double[][] {{1, 2}, {-0.5, 1}}),
                    Optional.empty(),
                    false))));
    for (Objective of : List.of(Rosenbrock.withDefaults(), logistic(table(), 0.1, true))) {
      samples.add(new Sample("sharpness-aware", SharpnessAware.withDefaults(of)));
      SharpnessAware.Config nowhere = new SharpnessAware.Config(0, false, 0.01, of);
      samples.add(new Sample("sharpness-aware", new SharpnessAware(nowhere)));
    }
    samples.add(new Sample("test function", TestFunctions.rosenbrock()));
    return samples;
  }

  private static List<Sample> functions() {
    List<Sample> samples = new ArrayList<>();
    samples.add(new Sample("himmelblau", new Himmelblau()));
    samples.add(new Sample("monkey-saddle", new MonkeySaddle()));
    samples.add(new Sample("styblinski-tang", StyblinskiTang.withDefaults()));
    // A branch, data, a start at zero, blocks, a product, constants, polynomials of every degree.
    for (int problem : new int[] {7, 15, 20, 22, 27, 34, 35}) {
      samples.add(new Sample("more-garbow-hillstrom", MoreGarbowHillstrom.problem(problem)));
    }
    samples.add(new Sample("quadratic", Quadratic.ofEigenvalues(3, -1, 0, 7)));
    Quadratic.Config turned =
        new Quadratic.Config(
            Optional.empty(),
            Optional.of(new double[] {3, -1, 0.5}),
            Quadratic.Rotation.RANDOM,
            1,
            Optional.of(new double[] {1, -2, 0}));
    samples.add(new Sample("quadratic", new Quadratic(turned)));
    return samples;
  }

  private CurveFit curve(String model, String response) throws IOException {
    Map<String, Double> parameters = new LinkedHashMap<>();
    parameters.put("b1", 0.7);
    parameters.put("b2", -0.4);
    parameters.put("b3", 1.2);
    return new CurveFit(new CurveFit.Config(model, response, parameters, table()));
  }

  private static LogisticRegression logistic(DataSource data, double l2, boolean intercept) {
    return new LogisticRegression(new LogisticRegression.Config(data, l2, intercept));
  }

  private static PoissonRegression poisson(DataSource data, double l2, boolean intercept) {
    return new PoissonRegression(new PoissonRegression.Config(data, l2, intercept));
  }

  private static SoftmaxRegression softmax(DataSource data, double l2, boolean intercept) {
    return new SoftmaxRegression(new SoftmaxRegression.Config(data, l2, intercept));
  }

  /** The table of {@link #table}, of which a feature is to be predicted. */
  private CsvSource numbers() throws IOException {
    table();
    Path file = folder.resolve("table.csv");
    return new CsvSource(
        new CsvSource.Config(file, Optional.of("b"), Optional.of(List.of("a", "c")), false, ","));
  }

  /** Twenty rows of two features and a count from 0 to 3. */
  private CsvSource counts() throws IOException {
    SplittableRandom random = new SplittableRandom(6);
    StringBuilder text = new StringBuilder("a,b,count\n");
    for (int row = 0; row < 20; row++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%.3f,%.3f,%d%n",
              random.nextDouble(-1, 1),
              random.nextDouble(-1, 1),
              row % 4));
    }
    Path file = Files.writeString(folder.resolve("counts.csv"), text);
    return new CsvSource(
        new CsvSource.Config(file, Optional.of("count"), Optional.empty(), false, ","));
  }

  /** Thirty rows with two of nine features each and a count from 0 to 2. */
  private LibsvmSource sparseCounts() throws IOException {
    SplittableRandom random = new SplittableRandom(7);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 30; row++) {
      text.append(row % 3)
          .append(
              String.format(
                  Locale.ROOT, " %d:%.3f", 1 + random.nextInt(8), random.nextDouble(-1, 1)))
          .append(String.format(Locale.ROOT, " 9:%.3f%n", random.nextDouble(-1, 1)));
    }
    Path file = Files.writeString(folder.resolve("counts.svm"), text);
    return new LibsvmSource(new LibsvmSource.Config(file, Optional.empty(), false));
  }

  /** Twenty rows of three features, in words of two classes. */
  private CsvSource table() throws IOException {
    SplittableRandom random = new SplittableRandom(4);
    StringBuilder text = new StringBuilder("a,kind,b,c\n");
    for (int row = 0; row < 20; row++) {
      text.append(
          String.format(
              Locale.ROOT,
              "%.3f,%s,%.3f,%.3f%n",
              random.nextDouble(-1, 1),
              row % 3 == 0 ? "yes" : "no",
              random.nextDouble(-2, 2),
              random.nextDouble()));
    }
    Path file = Files.writeString(folder.resolve("table.csv"), text);
    return new CsvSource(
        new CsvSource.Config(file, Optional.of("kind"), Optional.empty(), false, ","));
  }

  /** Thirty rows with two of nine features each. */
  private LibsvmSource sparse() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder text = new StringBuilder();
    for (int row = 0; row < 30; row++) {
      int first = 1 + random.nextInt(8);
      text.append(random.nextBoolean() ? "+1" : "-1")
          .append(String.format(Locale.ROOT, " %d:%.3f", first, random.nextDouble(-1, 1)))
          .append(String.format(Locale.ROOT, " 9:%.3f%n", random.nextDouble(-1, 1)));
    }
    Path file = Files.writeString(folder.resolve("sparse.svm"), text);
    return new LibsvmSource(new LibsvmSource.Config(file, Optional.empty(), false));
  }

  @TestFactory
  Stream<DynamicContainer> every_objective_keeps_its_contract() throws IOException {
    return samples().stream()
        .map(
            sample ->
                dynamicContainer(
                    sample.name() + ", n = " + sample.objective().dimension(),
                    ObjectiveContract.of(
                        sample.objective(),
                        random -> ObjectiveContract.near(sample.objective(), random))));
  }

  /** The audit that users run calls nothing wrong. */
  @TestFactory
  Stream<DynamicTest> every_objective_passes_its_audit() throws IOException {
    return samples().stream()
        .map(
            sample ->
                dynamicTest(
                    sample.name() + ", n = " + sample.objective().dimension(),
                    () -> {
                      SplittableRandom random = new SplittableRandom(6);
                      double[] x = ObjectiveContract.near(sample.objective(), random);
                      AuditReport report = Audit.of(sample.objective()).points(1).at(x);
                      assertTrue(report.passed(), report::toString);
                    }));
  }

  @Test
  void no_objective_is_left_out() throws IOException {
    Set<String> registered = new TreeSet<>();
    Registry registry =
        new Registry() {
          @Override
          public <T> void add(Class<T> kind, String name, Class<? extends T> part) {
            if (kind == Objective.class) {
              registered.add(name);
            }
          }
        };
    ServiceLoader.load(Plugin.class).stream()
        .filter(plugin -> plugin.type().getName().startsWith("dev.dupin.objectives"))
        .forEach(plugin -> plugin.get().register(registry));
    Set<String> tested =
        samples().stream().map(Sample::name).collect(Collectors.toCollection(TreeSet::new));
    tested.remove("test function");
    assertEquals(registered, tested);
  }
}
