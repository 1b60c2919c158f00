package dev.dupin.curvature.kronecker;

import dev.dupin.core.linear.MatrixProducts;
import dev.dupin.core.objective.LayerStatistics;
import dev.dupin.core.objective.OutputLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The second moments of a layer at one point: of its inputs a, and of the output-space vectors b
 * that are carried back to it, roots of the output Hessian or gradients under drawn labels.
 */
public final class Moments {

  private final LayerStatistics statistics;
  private final int examples;
  private final List<double[]> vectors; // over outputs, each weighted so that the sum counts

  private Moments(LayerStatistics statistics, int examples, List<double[]> vectors) {
    this.statistics = statistics;
    this.examples = examples;
    this.vectors = vectors;
  }

  /** With the exact expectation over labels: one root column an output. */
  public static Moments exact(LayerStatistics statistics, OutputLoss loss) {
    List<double[]> roots = new ArrayList<>();
    for (int column = 0; column < loss.outputs(); column++) {
      roots.add(loss.outputRoots(column));
    }
    return new Moments(statistics, loss.examples(), roots);
  }

  /** With labels drawn from the model. */
  public static Moments sampled(
      LayerStatistics statistics, OutputLoss loss, int samples, RandomGenerator random) {
    double weight = 1 / Math.sqrt(samples);
    List<double[]> drawn = new ArrayList<>();
    for (int sample = 0; sample < samples; sample++) {
      double[] gradients = loss.outputSamples(random).clone();
      for (int i = 0; i < gradients.length; i++) {
        gradients[i] *= weight;
      }
      drawn.add(gradients);
    }
    return new Moments(statistics, loss.examples(), drawn);
  }

  int examples() {
    return examples;
  }

  LayerStatistics statistics() {
    return statistics;
  }

  /** Adds the sums over examples of a a' and b b' of every layer to {@code sums}. */
  void addFactors(List<Layer> layers, double[] sums) {
    int at = 0;
    for (int k = 0; k < layers.size(); k++) {
      Layer layer = layers.get(k);
      addGram(statistics.inputs(k), layer.columns(), sums, at);
      at += layer.columns() * layer.columns();
      for (double[] vector : vectors) {
        addGram(statistics.backpropagate(k, vector), layer.rows(), sums, at);
      }
      at += layer.rows() * layer.rows();
    }
  }

  private void addGram(double[] rows, int width, double[] sums, int at) {
    MatrixProducts.addTransposedProduct(width, width, examples, rows, 0, rows, 0, sums, at);
  }

  /**
   * Adds the sums over examples of the squares of (U'b)_i (V'a)_j to {@code sums}, where U and V
   * are the bases of each layer: the diagonal of the curvature in the basis (George et al. 2018,
   * equation 11).
   */
  void addSquares(List<Layer> layers, List<Basis> bases, double[] sums) {
    int at = 0;
    for (int k = 0; k < layers.size(); k++) {
      Layer layer = layers.get(k);
      Basis basis = bases.get(k);
      double[] inputs = squares(statistics.inputs(k), basis.inputs(), layer.columns());
      for (double[] vector : vectors) {
        double[] outputs =
            squares(statistics.backpropagate(k, vector), basis.outputs(), layer.rows());
        MatrixProducts.addTransposedProduct(
            layer.rows(), layer.columns(), examples, outputs, 0, inputs, 0, sums, at);
      }
      at += layer.size();
    }
  }

  /** The squared coordinates of the rows along a basis, whose vectors are the rows of a matrix. */
  private double[] squares(double[] rows, double[] basis, int width) {
    double[] coordinates = new double[examples * width];
    MatrixProducts.addProductTransposed(examples, width, width, rows, 0, basis, 0, coordinates, 0);
    for (int i = 0; i < coordinates.length; i++) {
      coordinates[i] *= coordinates[i];
    }
    return coordinates;
  }
}
