package dev.dupin.curvature;

import dev.dupin.core.interval.Interval;
import dev.dupin.core.rounding.PointErrors;
import dev.dupin.curvature.Verdict.Bounds;
import dev.dupin.curvature.Verdict.Box;
import dev.dupin.curvature.Verdict.Kind;
import dev.dupin.curvature.Verdict.Witness;
import dev.dupin.curvature.verdict.IntervalProof.Theorem;
import dev.dupin.curvature.verdict.LowerNeighbour;
import dev.dupin.curvature.verdict.ScaledSpectrum;
import java.util.Optional;

/** The numbers of a verdict while it is being reached. */
final class VerdictDraft {

  private final int n;
  private final double gradientTolerance;
  private double value = Double.NaN;
  private double gradientNorm = Double.NaN;
  private double gradientNoise = Double.NaN;
  private double valueError = Double.NaN;
  private int index;
  private int zeroWithinError;
  private int zeroByChange;
  private double smallest = Double.NaN;
  private double largest = Double.NaN;
  private double conditionNumber = Double.NaN;
  private double indexFraction = Double.NaN;
  private double eigenvalueError = Double.NaN;
  private double eigenvalueChange = Double.NaN;
  private double newtonDistance = Double.NaN;
  private double newtonDecrement = Double.NaN;
  private double lowestAround = Double.NaN;
  private int pointsAround;
  private boolean decreaseFound;
  private Optional<Box> box = Optional.empty();
  private Optional<Bounds> valueBounds = Optional.empty();
  private Optional<Witness> witness = Optional.empty();
  private String certificate = "none";
  private String proof = Verdict.NONE;
  private int order = 1;
  private double products;

  VerdictDraft(int n, double gradientTolerance) {
    this.n = n;
    this.gradientTolerance = gradientTolerance;
  }

  void value(double f) {
    value = f;
  }

  void gradientNorm(double norm) {
    gradientNorm = norm;
  }

  double gradientNorm() {
    return gradientNorm;
  }

  void errors(PointErrors errors, double noise) {
    valueError = errors.value();
    gradientNoise = noise;
  }

  double gradientNoise() {
    return gradientNoise;
  }

  /** Takes what is known of all eigenvalues. */
  void spectrum(ScaledSpectrum spectrum) {
    index = spectrum.index();
    zeroByChange = spectrum.withdrawn();
    zeroWithinError = spectrum.nullity() - zeroByChange;
    smallest = spectrum.value(0);
    largest = spectrum.value(n - 1);
    conditionNumber = spectrum.conditionNumber();
    indexFraction = (double) index / n;
    eigenvalueError = spectrum.error();
    eigenvalueChange = spectrum.change();
    order = 2;
  }

  /** Takes what is known of the ends of the spectrum alone. */
  void ends(double lowest, double highest, double error) {
    smallest = lowest;
    largest = highest;
    eigenvalueError = error;
    order = 2;
  }

  void counts(int negatives, int zeros, double condition) {
    index = negatives;
    indexFraction = (double) negatives / n;
    zeroWithinError = zeros;
    conditionNumber = condition;
  }

  void newton(double distance, double decrement) {
    newtonDistance = distance;
    newtonDecrement = decrement;
  }

  void around(double lowest, int points) {
    lowestAround = lowest;
    pointsAround = points;
  }

  void certificate(String text, String howSure) {
    certificate = text;
    proof = howSure;
  }

  void witness(LowerNeighbour lower) {
    witness = Optional.of(new Witness(lower.point(), lower.value(), value));
  }

  Optional<Witness> witness() {
    return witness;
  }

  void decreaseFound(int atOrder, boolean found) {
    order = atOrder;
    decreaseFound = found;
  }

  /** A proof that leaves no eigenvalue in doubt. */
  void theorem(Theorem theorem) {
    proof = Verdict.INTERVAL;
    box = Optional.of(new Box(theorem.lower(), theorem.upper()));
    Interval bounds = theorem.value();
    valueBounds = Optional.of(new Bounds(bounds.lower(), bounds.upper()));
    certificate = "interval arithmetic: one critical point in the box, its signs all over it";
    index = theorem.index();
    indexFraction = (double) index / n;
    zeroByChange = 0;
    zeroWithinError = 0;
    double low = Math.abs(smallest);
    double high = Math.abs(largest);
    conditionNumber =
        Double.isFinite(conditionNumber)
            ? conditionNumber
            : Math.max(low, high) / Math.min(low, high);
  }

  void addProducts(double more) {
    products += more;
  }

  boolean isProven() {
    return proof.equals(Verdict.INTERVAL);
  }

  String certificate() {
    return certificate;
  }

  int index() {
    return index;
  }

  double smallest() {
    return smallest;
  }

  double largest() {
    return largest;
  }

  double newtonDistance() {
    return newtonDistance;
  }

  double newtonDecrement() {
    return newtonDecrement;
  }

  boolean fallsAnyway() {
    return decreaseFound;
  }

  double valueError() {
    return valueError;
  }

  Verdict finish(Kind kind, String explanation, String sentence) {
    return new Verdict(
        kind,
        index,
        zeroWithinError + zeroByChange,
        smallest,
        largest,
        conditionNumber,
        certificate,
        indexFraction,
        gradientNorm,
        gradientTolerance,
        gradientNoise,
        eigenvalueError,
        eigenvalueChange,
        decreaseFound,
        (long) Math.ceil(products),
        explanation,
        sentence,
        proof,
        box,
        valueBounds,
        witness,
        valueError,
        zeroWithinError,
        zeroByChange,
        newtonDistance,
        newtonDecrement,
        lowestAround,
        pointsAround,
        order);
  }
}
