package dev.dupin.curvature.shampoo;

import dev.dupin.core.curvature.Inverse;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.Vectors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;

/**
 * A Kronecker product of roots for every tile, times a factor. A product or a solution takes twice
 * the size of a tile times the sum of its extents multiplications.
 */
final class ShampooOperator implements SymmetricOperator {

  static final Set<Trait> TRAITS = Set.of(Trait.POSITIVE_DEFINITE);

  private final int n;
  private final List<Roots> tiles;
  private final double[] factors; // one a tile
  private final List<double[]> eigenvalues = new ArrayList<>(); // n in all, in the tiles' bases

  ShampooOperator(int n, List<Roots> tiles, double[] factors) {
    this.n = n;
    this.tiles = tiles;
    this.factors = factors;
    for (int t = 0; t < factors.length; t++) {
      eigenvalues.add(Vectors.scale(factors[t], tiles.get(t).products()));
    }
  }

  @Override
  public int dimension() {
    return n;
  }

  @Override
  public Set<Trait> traits() {
    return TRAITS;
  }

  @Override
  public void apply(double[] v, double[] result) {
    through(v, result, (coordinate, eigenvalue) -> coordinate * eigenvalue);
  }

  /** Empty where the shift is so negative that the matrix is no longer positive definite. */
  @Override
  public Optional<Inverse> inverse(double shift) {
    for (double[] ofTile : eigenvalues) {
      for (double eigenvalue : ofTile) {
        if (!(eigenvalue + shift > 0)) {
          return Optional.empty();
        }
      }
    }
    return Optional.of(
        (rhs, result) ->
            through(rhs, result, (coordinate, eigenvalue) -> coordinate / (eigenvalue + shift)));
  }

  private void through(double[] v, double[] result, DoubleBinaryOperator change) {
    for (int t = 0; t < factors.length; t++) {
      Roots roots = tiles.get(t);
      double[] coordinates = roots.coordinates(roots.tile().gather(v));
      double[] ofTile = eigenvalues.get(t);
      for (int i = 0; i < coordinates.length; i++) {
        coordinates[i] = change.applyAsDouble(coordinates[i], ofTile[i]);
      }
      roots.tile().scatter(roots.combined(coordinates), result);
    }
  }

  @Override
  public Optional<double[]> diagonal() {
    double[] diagonal = new double[n];
    for (int t = 0; t < factors.length; t++) {
      Roots roots = tiles.get(t);
      double[] ofTile = roots.diagonal();
      for (int i = 0; i < ofTile.length; i++) {
        ofTile[i] *= factors[t];
      }
      roots.tile().scatter(ofTile, diagonal);
    }
    return Optional.of(diagonal);
  }
}
