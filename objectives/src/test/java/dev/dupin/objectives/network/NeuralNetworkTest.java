package dev.dupin.objectives.network;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;

import dev.dupin.core.autodiff.AutodiffObjective;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.LayerStatistics;
import dev.dupin.core.objective.OutputLoss;
import dev.dupin.core.objective.Structure;
import dev.dupin.core.objective.TermGradients;
import dev.dupin.testkit.ObjectiveContract;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The derivatives of networks, against the same networks differentiated automatically. */
class NeuralNetworkTest {

  static List<Networks.Sample> samples() {
    return Networks.samples();
  }

  static Stream<Networks.Sample> piecewiseLinear() {
    return samples().stream()
        .filter(s -> s.activation() == Activation.RELU || s.activation() == Activation.IDENTITY)
        .filter(s -> !s.layerNorm());
  }

  @TestFactory
  Stream<DynamicContainer> networks_keep_the_contract_of_an_objective() {
    return samples().stream()
        .map(
            sample -> {
              NeuralNetwork network = sample.network();
              return dynamicContainer(
                  sample.name(),
                  ObjectiveContract.of(network, random -> ObjectiveContract.near(network, random)));
            });
  }

  @ParameterizedTest
  @MethodSource("samples")
  void value_gradient_and_products_are_those_of_the_twin(Networks.Sample sample) {
    NeuralNetwork network = sample.network();
    AutodiffObjective twin = new NetworkTwin(network.network()).objective();
    for (int seed = 1; seed <= 3; seed++) {
      double[] x = Networks.point(network, seed);
      Evaluation here = network.at(x);
      Evaluation there = twin.at(x);
      assertEquals(there.value(), here.value(), 1e-13 * Math.max(1, there.value()));
      assertClose(there.gradient(), here.gradient());
      double[] v = direction(x.length, seed);
      assertClose(product(there, v), product(here, v));
    }
  }

  @ParameterizedTest
  @MethodSource("samples")
  void gauss_newton_products_are_those_of_the_twin(Networks.Sample sample) {
    NeuralNetwork network = sample.network();
    NetworkTwin twin = new NetworkTwin(network.network());
    double[] x = Networks.point(network, 5);
    OutputLoss loss = structure(network.at(x), OutputLoss.class);
    double[] v = direction(x.length, 6);
    double[] expected = new double[x.length];
    double[] jv = new double[loss.examples() * loss.outputs()];
    for (int i = 0; i < loss.examples(); i++) {
      addGaussNewton(twin, loss, i, x, v, jv, expected);
    }
    double[] moved = new double[jv.length];
    loss.jacobian(v, moved);
    assertClose(jv, moved);
    assertClose(expected, gaussNewton(loss, v));
  }

  private static void addGaussNewton(
      NetworkTwin twin,
      OutputLoss loss,
      int example,
      double[] x,
      double[] v,
      double[] jv,
      double[] result) {
    int k = loss.outputs();
    double[] z = new double[k];
    double[] moved = new double[k];
    double[][] rows = new double[k][];
    for (int output = 0; output < k; output++) {
      Evaluation at = twin.output(example, output).at(x);
      z[output] = at.value();
      rows[output] = at.gradient();
      moved[output] = Vectors.dot(rows[output], v);
      jv[example * k + output] = moved[output];
    }
    double[] curved = new double[k];
    structure(twin.loss(example).at(z), HessianMatrix.class).matrix().apply(moved, curved);
    for (int output = 0; output < k; output++) {
      Vectors.addScaled(result, curved[output] / loss.examples(), rows[output]);
    }
  }

  private static double[] gaussNewton(OutputLoss loss, double[] v) {
    double[] jv = new double[loss.examples() * loss.outputs()];
    double[] hjv = new double[jv.length];
    double[] result = new double[v.length];
    loss.jacobian(v, jv);
    loss.outputHessian(jv, hjv);
    loss.transposed(hjv, result);
    return result;
  }

  @ParameterizedTest
  @MethodSource("samples")
  void term_gradients_are_those_of_the_twin(Networks.Sample sample) {
    NeuralNetwork network = sample.network();
    NetworkTwin twin = new NetworkTwin(network.network());
    double[] x = Networks.point(network, 7);
    TermGradients terms = structure(network.at(x), TermGradients.class);
    for (int i = 0; i < network.network().examples(); i++) {
      assertClose(twin.term(i).at(x).gradient(), terms.of(i));
    }
  }

  /** G2: a weight's own unit is linear in it, up to kinks. */
  @ParameterizedTest
  @MethodSource("piecewiseLinear")
  void in_piecewise_linear_networks_each_layers_block_is_the_gauss_newton_one(
      Networks.Sample sample) {
    NeuralNetwork network = sample.network();
    double[] x = Networks.point(network, 8);
    Evaluation here = network.at(x);
    OutputLoss loss = structure(here, OutputLoss.class);
    Layout layout = network.network().layout();
    for (int layer = 0; layer < layout.layers(); layer++) {
      int from = layout.offset(layer);
      int to = from + layout.rows(layer) * layout.columns(layer);
      double[] v = new double[x.length];
      System.arraycopy(direction(to - from, 9), 0, v, from, to - from);
      double[] expected = gaussNewton(loss, v);
      for (int j = 0; j < x.length; j++) {
        expected[j] += loss.ridge()[j] * v[j];
      }
      assertClose(
          Arrays.copyOfRange(expected, from, to), Arrays.copyOfRange(product(here, v), from, to));
    }
  }

  /** J'u is the sum over examples of the outer products of what goes in and what comes back. */
  @ParameterizedTest
  @MethodSource("samples")
  void layer_statistics_make_up_the_transposed_jacobian(Networks.Sample sample) {
    NeuralNetwork network = sample.network();
    double[] x = Networks.point(network, 10);
    Evaluation here = network.at(x);
    LayerStatistics layers = structure(here, LayerStatistics.class);
    OutputLoss loss = structure(here, OutputLoss.class);
    double[] u = direction(loss.examples() * loss.outputs(), 11);
    double[] expected = new double[x.length];
    loss.transposed(u, expected);
    double[] made = new double[x.length];
    for (int layer = 0; layer < layers.layers(); layer++) {
      double[] inputs = layers.inputs(layer);
      double[] back = layers.backpropagate(layer, u);
      int rows = layers.rows(layer);
      int columns = layers.columns(layer);
      for (int i = 0; i < loss.examples(); i++) {
        for (int entry = 0; entry < rows * columns; entry++) {
          made[layers.offset(layer) + entry] +=
              back[i * rows + entry / columns] * inputs[i * columns + entry % columns];
        }
        assertEquals(1, inputs[i * columns + columns - 1], 0.0);
      }
    }
    assertClose(expected, made);
  }

  private static double[] direction(int n, long seed) {
    return new SplittableRandom(seed).doubles(n, -1, 1).toArray();
  }

  private static <S extends Structure> S structure(Evaluation here, Class<S> kind) {
    return here.structure(kind).orElseThrow();
  }

  private static double[] product(Evaluation here, double[] v) {
    double[] result = new double[v.length];
    Arrays.fill(result, Double.NaN);
    structure(here, HessianProducts.class).apply(v, result);
    return result;
  }

  private static void assertClose(double[] expected, double[] actual) {
    assertArrayEquals(expected, actual, 1e-12 * Math.max(1, Vectors.norm(expected)));
  }
}
