package dev.dupin.runtime;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.minimizer.Compatibility;
import dev.dupin.core.minimizer.Compatibility.Mismatch;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.runtime.binding.Binder;
import dev.dupin.runtime.binding.BoundPart;
import dev.dupin.runtime.binding.SpecBinding;
import dev.dupin.runtime.spec.Problems;
import dev.dupin.runtime.wiring.Wiring;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Parts with all their defaults, tried out to see what goes together. */
final class Candidates {

  private final Workshop workshop;
  private final UnaryOperator<HessianProvider> seen;

  /**
   * @param seen how a Hessian works in the run: as it is, or on batches
   */
  Candidates(Workshop workshop, UnaryOperator<HessianProvider> seen) {
    this.workshop = workshop;
    this.seen = seen;
  }

  /**
   * A part that was tried.
   *
   * @param part what it is
   * @param instance of it
   */
  record Candidate<T>(BoundPart part, T instance) {}

  /** Returns a part with all its defaults, empty if it has required keys or cannot be built. */
  <T> Optional<Candidate<T>> build(Class<T> kind, String name, String path, Origin origin) {
    Problems ignored = new Problems();
    Binder binder = workshop.binder(ignored);
    Optional<BoundPart> part = SpecBinding.part(kind, name, path, origin, binder);
    if (part.isEmpty()) {
      return Optional.empty();
    }
    Wiring wiring = workshop.root().with(binder.parts(), ignored);
    return wiring.instance(path, kind).map(instance -> new Candidate<>(part.get(), instance));
  }

  /** Returns every need of three parts that is not met. */
  List<Mismatch> mismatches(Objective objective, HessianProvider hessian, StepStrategy step) {
    return Compatibility.check(objective, seen.apply(hessian), step);
  }

  /** Returns the names of the Hessians that work with an objective and a step. */
  List<String> hessians(Objective objective, StepStrategy step) {
    return names(HessianProvider.class, hessian -> mismatches(objective, hessian, step));
  }

  /** Returns the names of the Hessians that work with an objective, whatever the step. */
  List<String> hessians(Objective objective) {
    return names(HessianProvider.class, hessian -> Compatibility.check(objective, hessian));
  }

  /** Returns the names of the steps that work with an objective and a Hessian. */
  List<String> steps(Objective objective, HessianProvider hessian) {
    return names(StepStrategy.class, step -> mismatches(objective, hessian, step));
  }

  private interface Check<T> {
    List<Mismatch> mismatches(T candidate);
  }

  private <T> List<String> names(Class<T> kind, Check<T> check) {
    Origin nowhere = Origin.override("");
    return workshop.schemas().registry().names(kind).stream()
        .filter(
            name ->
                build(kind, name, "candidate", nowhere)
                    .filter(candidate -> check.mismatches(candidate.instance()).isEmpty())
                    .isPresent())
        .toList();
  }
}
