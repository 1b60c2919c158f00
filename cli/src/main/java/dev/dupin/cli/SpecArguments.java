package dev.dupin.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Parameters;

/** The arguments that name a spec and change it. */
final class SpecArguments {
  @Parameters(index = "0", paramLabel = "SPEC", description = "The YAML file.")
  private Path spec = Path.of("");

  @Parameters(
      index = "1..*",
      paramLabel = "PATH=VALUE",
      description =
          "Changes of the spec, such as step.initialRadius=0.5 or hessian=bfgs; a comma list is a"
              + " sweep, [1,2] in brackets a value.")
  private List<String> overrides = new ArrayList<>();

  Path spec() {
    return spec;
  }

  List<String> overrides() {
    return overrides;
  }
}
