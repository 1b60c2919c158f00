package dev.dupin.all;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.autodiff.Real;
import dev.dupin.core.minimizer.Minimizer;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import dev.dupin.core.minimizer.Stop;
import dev.dupin.core.objective.Objective;
import dev.dupin.curvature.ExactHessian;
import dev.dupin.curvature.Verdict;
import dev.dupin.curvature.VerdictAnalysis;
import dev.dupin.optimizers.TrustRegion;
import dev.dupin.runtime.Composition;
import dev.dupin.runtime.Dupin;
import dev.dupin.runtime.Part;
import dev.dupin.runtime.PreparedRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README promises: its spec, its Java, its list of parts. */
class ReadmeTest {

  private static final Set<String> TABLED =
      Set.of("objective", "data", "hessian", "step", "subproblem", "transform", "analyze");

  private static final Path ROOT = Path.of(System.getProperty("dupin.root", ".."));

  private static String readme() throws IOException {
    return Files.readString(ROOT.resolve("README.md"));
  }

  private static Result run(String yaml, Path folder, List<String> overrides) throws IOException {
    Path spec = Files.writeString(folder.resolve("spec.yaml"), yaml);
    Composition composition = Dupin.load(List.of()).compose(spec, overrides);
    assertEquals(List.of(), composition.problems());
    PreparedRun run = composition.runs().get(0);
    return run.minimizer().run();
  }

  @Test
  void the_spec_leaves_the_saddle_and_newton_stays(@TempDir Path folder) throws IOException {
    Matcher yaml = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(readme());
    assertTrue(yaml.find());
    Result leaves = run(yaml.group(1), folder, List.of());
    assertEquals(Status.CONVERGED_GRADIENT, leaves.status());
    assertEquals(-0.25, leaves.value(), 1e-12);
    assertEquals(Verdict.Kind.MINIMUM, leaves.finding(Verdict.class).orElseThrow().kind());
    Result stays = run(yaml.group(1), folder, List.of("step=newton"));
    assertEquals(Status.CONVERGED_GRADIENT, stays.status());
    Verdict verdict = stays.finding(Verdict.class).orElseThrow();
    assertEquals(Verdict.Kind.SADDLE, verdict.kind());
    assertEquals(1, verdict.index());
  }

  @Test
  void the_java_code_runs_as_it_stands() throws IOException {
    Objective rosenbrock =
        new AutodiffObjective(
            2,
            x -> {
              Real bend = x[1].subtract(x[0].square());
              Real distance = x[0].subtract(1);
              return bend.square().multiply(100).add(distance.square());
            });
    Result result =
        Minimizer.of(rosenbrock)
            .hessian(new ExactHessian())
            .step(TrustRegion.withDefaults())
            .stop(Stop.gradientNorm(1e-10))
            .analyze("verdict", VerdictAnalysis.withDefaults())
            .start(new double[] {-1.2, 1})
            .run();
    assertEquals(Status.CONVERGED_GRADIENT, result.status());
    assertArrayEquals(new double[] {1, 1}, result.point(), 1e-9);
    assertEquals(Verdict.Kind.MINIMUM, result.finding(Verdict.class).orElseThrow().kind());
    // This very code, but for its indentation, stands in the README.
    Path here = ROOT.resolve("cli/src/test/java/dev/dupin/all/ReadmeTest.java");
    String code = Files.readString(here).replaceAll("\\s+", " ");
    Matcher java =
        Pattern.compile("```java\n(Objective rosenbrock.*?)//", Pattern.DOTALL).matcher(readme());
    assertTrue(java.find());
    assertTrue(code.contains(java.group(1).replaceAll("\\s+", " ").strip()));
  }

  @Test
  void its_table_has_every_part_and_no_other() throws IOException {
    Set<String> registered = new TreeSet<>();
    Set<String> wanted = new TreeSet<>();
    for (Part part : Dupin.load(List.of()).catalog().parts()) {
      registered.add(part.name());
      boolean isBuiltIn =
          part.type().matches("dev\\.dupin\\.(curvature|optimizers|objectives)\\..*");
      if (isBuiltIn && TABLED.contains(part.kind())) {
        wanted.add(part.name());
      }
    }
    Matcher table = Pattern.compile("\\| \\| parts \\|\n((\\|.*\n)+)").matcher(readme());
    assertTrue(table.find());
    Set<String> named = new TreeSet<>();
    Matcher word = Pattern.compile("`([a-z0-9-]+)`").matcher(table.group());
    while (word.find()) {
      named.add(word.group(1));
    }
    named.removeAll(Set.of("split", "standardize"));
    assertEquals(Set.of(), difference(named, registered), "named, but not registered");
    assertEquals(Set.of(), difference(wanted, named), "registered, but not named");
  }

  private static Set<String> difference(Set<String> some, Set<String> others) {
    Set<String> rest = new TreeSet<>(some);
    rest.removeAll(others);
    return rest;
  }
}
