package dev.dupin.optimizers.subproblem;

import dev.dupin.core.linear.Vectors;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import dev.dupin.core.run.RunContext;
import dev.dupin.core.step.Control;
import dev.dupin.core.step.Model;
import dev.dupin.core.step.Proposal;
import dev.dupin.core.step.Radius;
import dev.dupin.core.step.Subproblem;
import dev.dupin.optimizers.internal.ConjugateGradients;
import dev.dupin.optimizers.internal.ConjugateGradients.Piece;
import dev.dupin.optimizers.internal.Forcing;
import jakarta.inject.Inject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.ObjDoubleConsumer;

/**
 * Truncated conjugate gradients (Steihaug 1983; Toint 1981; Nocedal and Wright 2006, algorithm
 * 7.2): follows the conjugate gradient path of B s = -g until it is exact enough, leaves the trust
 * region, or meets a direction of no positive curvature, which it follows to the boundary. Needs
 * nothing but products, never a matrix.
 *
 * <p>Each iteration costs one product. The path of a model does not depend on the radius and is
 * kept, two vectors an iteration up to 128 MiB, so that a smaller radius after a refused trial
 * costs no product.
 */
public final class SteihaugCg implements Subproblem {

  /** Up to here the path is kept: 2^24 doubles are 128 MiB. */
  private static final long KEPT_DOUBLES = 1L << 24;

  /**
   * The keys of {@code steihaug-cg}.
   *
   * @param tolerance the residual relative to |g| is at most this, and at most sqrt|g|, which makes
   *     convergence superlinear
   * @param maxIterations conjugate gradient iterations, one product each; 2 n + 10 if left out
   */
  public record Config(
      @Default("0.1") @Range("(0, 1)") double tolerance,
      @Range("[1, inf)") Optional<Integer> maxIterations) {}

  private final Config config;
  private final long keptDoubles;

  @Inject
  public SteihaugCg(Config config) {
    this(config, KEPT_DOUBLES);
  }

  SteihaugCg(Config config, long keptDoubles) {
    this.config = config;
    this.keptDoubles = keptDoubles;
  }

  /**
   * Returns this subproblem with its default keys. The tolerance is that of Lin and Moré 1999
   * ("Newton's method for large bound-constrained optimization problems"): a smaller one saves
   * Hessians, a larger one products.
   */
  public static SteihaugCg withDefaults() {
    return new SteihaugCg(new Config(0.1, Optional.empty()));
  }

  /** Returns the keys. */
  public Config config() {
    return config;
  }

  @Override
  public Class<? extends Control> control() {
    return Radius.class;
  }

  @Override
  public List<String> columns() {
    return List.of("cgIterations");
  }

  @Override
  public Prepared prepare(Model model, RunContext context) {
    return new Path(model, context);
  }

  private final class Path implements Prepared {

    private final Model model;
    private final RunContext context;
    private final int kept;
    private final Deque<Piece> pieces = new ArrayDeque<>(4);
    private ConjugateGradients method;
    private int used;

    Path(Model model, RunContext context) {
      this.model = model;
      this.context = context;
      int n = model.here().point().length;
      kept = (int) Math.max(1, Math.min(keptDoubles / (2L * n), Integer.MAX_VALUE));
      method = restarted();
    }

    private ConjugateGradients restarted() {
      double[] gradient = model.here().gradient();
      int n = gradient.length;
      return new ConjugateGradients(
          model.curvature(),
          gradient,
          Forcing.superlinear(config.tolerance(), gradient),
          config.maxIterations().orElse(Forcing.usualIterations(n)));
    }

    @Override
    public Proposal solve(Control control) {
      double radius = control.value();
      double[] gradient = model.here().gradient();
      if (Vectors.dot(gradient, gradient) == 0) { // below 1e-162 the squares underflow
        return Proposal.NONE;
      }
      rewind(radius);
      used = method.iterations() - pieces.size();
      for (Piece piece : pieces) {
        used++;
        if (endsAt(piece, radius)) {
          return proposal(piece, radius);
        }
      }
      Piece piece;
      do {
        piece = extend();
        used++;
      } while (!endsAt(piece, radius));
      return proposal(piece, radius);
    }

    private boolean endsAt(Piece piece, double radius) {
      return !(piece.endNorm() < radius) || piece.last() || context.cancelled();
    }

    /** Starts again where the beginning of the path is needed and was too long to keep. */
    private void rewind(double radius) {
      if (!pieces.isEmpty() && Vectors.norm(pieces.getFirst().start()) > radius) {
        pieces.clear();
        method = restarted();
      }
    }

    private Piece extend() {
      Piece piece = method.next();
      if (pieces.size() == kept) {
        pieces.removeFirst();
      }
      pieces.addLast(piece);
      return piece;
    }

    private Proposal proposal(Piece piece, double radius) {
      if (piece.endNorm() < radius) {
        return new Proposal(piece.end(), piece.endReduction(), radius);
      }
      double length = toBoundary(piece, radius);
      double[] step = piece.start().clone();
      Vectors.addScaled(step, length, piece.direction());
      return new Proposal(step, piece.reduction(length), radius);
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("cgIterations", used);
    }
  }

  /**
   * Returns the positive root t of |s + t p| = radius. Since s'p is not negative on the path, this
   * form of the root cancels nothing; p is divided by its norm first, whose square times that of
   * the radius may overflow.
   */
  private static double toBoundary(Piece piece, double radius) {
    double ss = Vectors.norm(piece.start());
    double norm = Vectors.norm(piece.direction());
    double along = Math.max(0, Vectors.dot(piece.start(), piece.direction()) / norm);
    double room = (radius - ss) * (radius + ss);
    return room / (along + Math.sqrt(along * along + room)) / norm;
  }
}
