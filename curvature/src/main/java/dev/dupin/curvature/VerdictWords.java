package dev.dupin.curvature;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.run.Numbers;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.Verdict.Witness;
import dev.dupin.curvature.verdict.SpectrumBounds;
import java.util.StringJoiner;

/** The sentence of a verdict: what the point is, how sure, and what would make it surer. */
final class VerdictWords {

  /** A critical point that is farther away than this part of |x| is worth a word. */
  private static final double FAR = 1e-3;

  /** A change of f below this many times its error cannot be seen. */
  private static final double VISIBLE = 10;

  /** Points of more coordinates are not written out. */
  private static final int FEW = 6;

  private VerdictWords() {}

  static String notCritical() {
    return "Not a critical point: the gradient is not zero here, so f falls along it. The status says"
        + " why the run ended.";
  }

  static String gradientFlat() {
    return "Not a critical point of f: |g| is stationary here, f is not. Use a step that makes f fall.";
  }

  static String unresolved(String why) {
    return "Not decided: " + why + ".";
  }

  static String kink(String what, VerdictDraft draft, int points) {
    String found =
        draft
            .witness()
            .map(VerdictWords::lowerAt)
            .orElse("Among " + points + " points around it none is lower.");
    return "f is " + what + ", so second derivatives decide nothing. " + found;
  }

  static String minimum(VerdictDraft draft, double[] point, String unproven) {
    String sure =
        draft.isProven()
            ? "A strict local minimum, proven by interval arithmetic: the box holds exactly one"
                + " critical point, and every eigenvalue is positive all over it."
            : "A strict local minimum, measured: every eigenvalue is positive beyond the errors of"
                + " the Hessian. Not proven: "
                + unproven
                + ".";
    return sure + distance(draft, point);
  }

  /** The gradient may be within its tolerance where the minimum is far. */
  private static String distance(VerdictDraft draft, double[] point) {
    double distance = draft.newtonDistance();
    double decrease = 0.5 * draft.newtonDecrement() * draft.newtonDecrement();
    boolean far = distance > FAR * Vectors.norm(point);
    boolean visible = decrease > VISIBLE * draft.valueError();
    return far && visible
        ? " It is about "
            + Numbers.brief(distance)
            + " from here, and lower by "
            + Numbers.brief(decrease)
            + ": a smaller stop.gradientNorm goes on to it."
        : "";
  }

  static String falling(Kind kind, VerdictDraft draft, int n, String unproven) {
    String sure =
        draft.isProven()
            ? ", proven by interval arithmetic. "
            : ", measured: each counted eigenvalue is beyond the errors of the Hessian. Not proven: "
                + unproven
                + ". ";
    String what =
        kind == Kind.MAXIMUM
            ? "A strict local maximum"
            : "A saddle: f falls along "
                + draft.index()
                + " of "
                + n
                + " directions and rises along others";
    return what + sure + draft.witness().map(VerdictWords::lowerAt).orElse(unseen());
  }

  static String largeSaddle(VerdictDraft draft, int n, boolean counted) {
    String directions = counted ? draft.index() + " of " + n + " directions" : "some direction";
    return "A saddle: f falls along "
        + directions
        + " and rises along others, by bounds of eigenvalues from Hessian products. "
        + draft.witness().map(VerdictWords::lowerAt).orElse(unseen());
  }

  static String largeExtremum(Kind kind, VerdictDraft draft) {
    String what =
        kind == Kind.MINIMUM
            ? "A strict local minimum: every eigenvalue is bounded above zero"
            : "A strict local maximum: every eigenvalue is bounded below zero";
    return what + " (" + draft.certificate() + ").";
  }

  static String largeDegenerate(VerdictDraft draft) {
    return "Degenerate: every eigenvalue is bounded, and some are zero within their errors; second"
        + " derivatives do not decide, and higher orders are not looked at for so many variables."
        + draft.witness().map(witness -> " " + lowerAt(witness)).orElse("");
  }

  static String largeUnresolved(SpectrumBounds bounds) {
    return "Not decided: no negative eigenvalue was found, and none can be ruled out. The smallest"
        + " eigenvalue is "
        + bounds.smallest()
        + ", the largest "
        + bounds.largest()
        + ". "
        + bounds.remedy();
  }

  static String degenerate(VerdictDraft draft, boolean decrease, String probed) {
    String found =
        decrease
            ? "It is no minimum: " + probed + "."
            : "No decrease was found, which does not prove a minimum: " + probed + ".";
    return "Degenerate: some eigenvalue is zero within its error, and second derivatives do not"
        + " decide. "
        + found
        + draft.witness().map(witness -> " " + lowerAt(witness)).orElse("");
  }

  private static String unseen() {
    return "No lower value was seen nearby: the fall is within the errors of f.";
  }

  private static String lowerAt(Witness witness) {
    double drop = witness.valueHere() - witness.value();
    return "f is lower by " + Numbers.brief(drop) + " at " + place(witness.point()) + ".";
  }

  private static String place(double[] point) {
    if (point.length > FEW) {
      return "the witness in the result";
    }
    StringJoiner coordinates = new StringJoiner(", ", "(", ")");
    for (double coordinate : point) {
      coordinates.add(Numbers.brief(coordinate));
    }
    return coordinates.toString();
  }
}
