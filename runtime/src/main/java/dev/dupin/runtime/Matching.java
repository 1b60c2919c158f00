package dev.dupin.runtime;

import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.minimizer.Compatibility;
import dev.dupin.core.minimizer.Compatibility.Mismatch;
import dev.dupin.core.minimizer.Compatibility.Part;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.step.StepStrategy;
import dev.dupin.runtime.Candidates.Candidate;
import dev.dupin.runtime.binding.BoundPart;
import dev.dupin.runtime.spec.Problems;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Checks that objective, Hessian and step go together, and says what would if they do not. */
final class Matching {

  private static final String HESSIAN = "hessian";

  private final Candidates candidates;
  private final Objective objective;
  private final StepStrategy step;
  private final Map<Part, BoundPart> parts = new EnumMap<>(Part.class);
  private final Problems problems;

  Matching(
      Candidates candidates,
      Objective objective,
      BoundPart objectivePart,
      StepStrategy step,
      BoundPart stepPart,
      Problems problems) {
    this.candidates = candidates;
    this.objective = objective;
    this.step = step;
    this.problems = problems;
    parts.put(Part.OBJECTIVE, objectivePart);
    parts.put(Part.STEP, stepPart);
  }

  /** Tells every need that is not met with the Hessian of the spec. */
  void check(HessianProvider hessian, BoundPart part) {
    parts.put(Part.HESSIAN, part);
    tell(candidates.mismatches(objective, hessian, step), hessian);
  }

  /**
   * Tells every need that is not met of a Hessian that no step works with, such as one that is
   * compared.
   *
   * @return whether there is none
   */
  boolean checkAlone(HessianProvider hessian, BoundPart part) {
    List<Mismatch> mismatches = Compatibility.check(objective.judged(), hessian);
    String hint = "hessians that work here: " + list(candidates.hessians(objective.judged()));
    for (Mismatch mismatch : mismatches) {
      String giver = part(mismatch.of()).part().words();
      String need = part.part().words() + " needs " + mismatch.needs();
      String message = mismatch.offers().isEmpty() ? need : need + "; " + giver + " offers ";
      problems.add(part.typeOrigin(), part.path(), message + mismatch.offers(), hint);
    }
    return mismatches.isEmpty();
  }

  private void tell(List<Mismatch> mismatches, HessianProvider hessian) {
    for (Mismatch mismatch : mismatches) {
      BoundPart needy = part(mismatch.part());
      String message = words(mismatch);
      problems.add(needy.typeOrigin(), needy.path(), message, hint(mismatch, hessian));
    }
  }

  private String words(Mismatch mismatch) {
    String needy = part(mismatch.part()).part().words();
    String giver = part(mismatch.of()).part().words();
    String need = needy + " needs " + mismatch.needs();
    return mismatch.offers().isEmpty()
        ? need
        : need + "; " + giver + " offers " + mismatch.offers();
  }

  private String hint(Mismatch mismatch, HessianProvider hessian) {
    List<String> hints = new ArrayList<>();
    if (mismatch.part() == Part.HESSIAN || mismatch.of() == Part.HESSIAN) {
      hints.add("hessians that work here: " + list(candidates.hessians(objective, step)));
    }
    if (mismatch.part() == Part.STEP) {
      hints.add("steps that work here: " + list(candidates.steps(objective, hessian)));
    }
    return String.join("; ", hints);
  }

  /**
   * Returns the first usual Hessian of the step that works here; tells if there is none, and what
   * the step misses whatever the Hessian is.
   */
  Optional<Candidate<HessianProvider>> usual() {
    Origin origin = part(Part.OBJECTIVE).origin().asDefault();
    for (String name : step.usualHessians()) {
      Optional<Candidate<HessianProvider>> candidate =
          candidates.build(HessianProvider.class, name, HESSIAN, origin);
      if (candidate.isPresent()) {
        HessianProvider hessian = candidate.get().instance();
        List<Mismatch> mismatches = candidates.mismatches(objective, hessian, step);
        if (mismatches.stream().noneMatch(Matching::isAboutTheHessian)) {
          parts.put(Part.HESSIAN, candidate.get().part());
          tell(mismatches, hessian);
          return candidate;
        }
      }
    }
    BoundPart needy = part(Part.STEP);
    String usual = list(step.usualHessians());
    String message = "missing key 'hessian': of those that " + needy.part().words();
    message += " usually has (" + usual + ") none works here";
    String hint = "hessians that work here: " + list(candidates.hessians(objective, step));
    Origin place = needy.typeOrigin();
    problems.add(new Problem(place.file(), place.line(), place.column(), HESSIAN, message, hint));
    return Optional.empty();
  }

  private static boolean isAboutTheHessian(Mismatch mismatch) {
    return mismatch.part() == Part.HESSIAN || mismatch.of() == Part.HESSIAN;
  }

  private BoundPart part(Part part) {
    return Objects.requireNonNull(parts.get(part));
  }

  private static String list(List<String> names) {
    return names.isEmpty() ? "none" : String.join(", ", names);
  }
}
