package dev.dupin.runtime;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.Requirements;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.data.LoadingListener;
import dev.dupin.core.documentation.Documentation;
import dev.dupin.core.minimizer.Compatibility;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.core.step.Subproblem;
import dev.dupin.runtime.binding.KeyList;
import dev.dupin.runtime.binding.PartSchema;
import dev.dupin.runtime.binding.SchemaException;
import dev.dupin.runtime.binding.Schemas;
import dev.dupin.runtime.plugin.Kinds;
import dev.dupin.runtime.plugin.RegisteredPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Everything that plugins announced. */
public final class PluginCatalog {

  private final Schemas schemas;
  private final List<PluginProblem> problems;

  PluginCatalog(Schemas schemas, List<PluginProblem> problems) {
    this.schemas = schemas;
    this.problems = problems;
  }

  /** Returns the plugins that could not be loaded, and the parts that cannot be used. */
  public List<PluginProblem> problems() {
    return problems;
  }

  /** Returns every part, by kind and name. Loads every class, so it takes a moment. */
  public List<Part> parts() {
    SpecText nothing = new SpecText("", "");
    Workshop workshop = new Workshop(nothing, schemas, false, false, LoadingListener.NONE);
    Candidates candidates = new Candidates(workshop, UnaryOperator.identity());
    return schemas.registry().all().stream().map(part -> part(part, candidates)).toList();
  }

  private Part part(RegisteredPart part, Candidates candidates) {
    List<Part.Key> keys = List.of();
    List<String> requirements = List.of();
    Optional<String> problem = Optional.empty();
    Documentation documentation = Documentation.of(part.type());
    try {
      PartSchema schema = schemas.part(part);
      keys = schema.config().map(keysOf -> KeyList.of(keysOf, documentation)).orElse(List.of());
      requirements = requirements(part, candidates);
    } catch (SchemaException e) {
      problem = Optional.ofNullable(e.getMessage());
    }
    return new Part(
        Kinds.word(part.kind()),
        part.name(),
        part.type().getName(),
        documentation.about(),
        part.source().info(),
        keys,
        requirements,
        problem);
  }

  private static List<String> requirements(RegisteredPart part, Candidates candidates) {
    Origin nowhere = Origin.override("");
    boolean needy =
        part.kind() == HessianProvider.class
            || part.kind() == StepStrategy.class
            || part.kind() == Subproblem.class;
    return needy
        ? candidates
            .build(part.kind(), part.name(), "candidate", nowhere)
            .map(candidate -> words(candidate.instance()))
            .orElse(List.of())
        : List.of();
  }

  private static List<String> words(Object part) {
    Requirements requirements = Requirements.NONE;
    if (part instanceof HessianProvider hessian) {
      requirements = hessian.requires();
    } else if (part instanceof StepStrategy step) {
      requirements = step.requires();
    } else if (part instanceof Subproblem subproblem) {
      requirements = subproblem.requires();
    }
    List<String> words = new ArrayList<>();
    requirements
        .structures()
        .forEach(
            any ->
                words.add(
                    any.stream()
                        .map(Compatibility::word)
                        .sorted()
                        .collect(Collectors.joining(" or "))));
    if (requirements.terms()) {
      words.add("a finite sum");
    }
    requirements.traits().stream()
        .map(Trait::word)
        .sorted()
        .forEach(trait -> words.add("a " + trait + " hessian"));
    return words;
  }
}
