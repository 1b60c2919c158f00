package dev.dupin.optimizers.subproblem;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.Requirements;
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
import java.util.OptionalDouble;
import java.util.function.ObjDoubleConsumer;

/**
 * Truncated conjugate gradients (Steihaug 1983; Toint 1981; Nocedal and Wright 2006, algorithm
 * 7.2): follows the conjugate gradient path of B s = -g until it is exact enough, leaves the trust
 * region, or meets a direction of no positive curvature, which it follows to the boundary. Needs
 * nothing but products, never a matrix.
 *
 * <p>Each iteration costs one product. The path of a model does not depend on the radius and is
 * kept, two vectors an iteration up to 128 MiB, so that a smaller radius after a refused trial
 * costs no product. A preconditioner costs one solve more an iteration, and the region is then
 * round in its norm (Conn, Gould and Toint 2000, section 7.5.1).
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
   * @param preconditioner the matrix M in whose norm sqrt(s'Ms) the region is round: the nearer to
   *     B, the fewer products. {@code diagonal} takes the absolute values of the diagonal of B,
   *     which costs a dense matrix where B does not know them (n = 500 at most); {@code inverse}
   *     takes B plus the shift, by the inverse that B itself has, such as that of {@code l-bfgs} or
   *     {@code kfac}. The radius is a length in that norm
   * @param shift what {@code preconditioner: inverse} adds to B, which must be positive definite
   *     without it and semidefinite with it; 0 if left out
   */
  public record Config(
      @Default("0.1") @Range("(0, 1)") double tolerance,
      @Range("[1, inf)") Optional<Integer> maxIterations,
      @Default("none") Preconditioning preconditioner,
      @Range("[0, inf)") OptionalDouble shift) {

    public Config {
      preconditioner.check(shift);
    }

    /** Makes one without a preconditioner. */
    public Config(double tolerance, Optional<Integer> maxIterations) {
      this(tolerance, maxIterations, Preconditioning.NONE, OptionalDouble.empty());
    }
  }

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
  public Requirements requires() {
    return config.preconditioner().requires(config.shift());
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
    private final Optional<Inverse> preconditioner;
    private final int kept;
    private final Deque<Piece> pieces = new ArrayDeque<>(4);
    private ConjugateGradients method;
    private int used;

    Path(Model model, RunContext context) {
      this.model = model;
      this.context = context;
      int n = model.here().point().length;
      kept = (int) Math.max(1, Math.min(keptDoubles / (2L * n), Integer.MAX_VALUE));
      preconditioner = config.preconditioner().of(model.curvature(), config.shift());
      method = restarted();
    }

    private ConjugateGradients restarted() {
      double[] gradient = model.here().gradient();
      int n = gradient.length;
      return new ConjugateGradients(
          model.curvature(),
          preconditioner,
          gradient,
          Forcing.superlinear(config.tolerance(), gradient),
          config.maxIterations().orElse(Forcing.usualIterations(n)));
    }

    @Override
    public Proposal solve(Control control) {
      double radius = control.value();
      if (isFlat()) {
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

    /** Below 1e-162 the squares underflow. */
    private boolean isFlat() {
      double[] gradient = model.here().gradient();
      return Vectors.dot(gradient, gradient) == 0;
    }

    /** The path begins with that step; its product is not paid again. */
    @Override
    public OptionalDouble firstLength() {
      if (preconditioner.isEmpty() || isFlat()) {
        return OptionalDouble.empty();
      }
      Piece first = pieces.isEmpty() ? extend() : pieces.getFirst();
      double length = first.directionNorm() * (first.slope() / Math.abs(first.curvature()));
      return length > 0 && length < Double.POSITIVE_INFINITY
          ? OptionalDouble.of(length)
          : OptionalDouble.empty();
    }

    private boolean endsAt(Piece piece, double radius) {
      return !(piece.endNorm() < radius) || piece.last() || context.cancelled();
    }

    /** Starts again where the beginning of the path is needed and was too long to keep. */
    private void rewind(double radius) {
      if (!pieces.isEmpty() && pieces.getFirst().startNorm() > radius) {
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
        return measured(piece.end(), piece.endReduction(), radius, piece.endNorm());
      }
      double length = piece.lengthTo(radius);
      double[] step = piece.start().clone();
      Vectors.addScaled(step, length, piece.direction());
      return measured(step, piece.reduction(length), radius, radius);
    }

    private Proposal measured(double[] step, double reduction, double radius, double length) {
      return preconditioner.isEmpty()
          ? new Proposal(step, reduction, radius)
          : new Proposal(step, reduction, radius, length);
    }

    @Override
    public void report(ObjDoubleConsumer<String> out) {
      out.accept("cgIterations", used);
    }
  }
}
