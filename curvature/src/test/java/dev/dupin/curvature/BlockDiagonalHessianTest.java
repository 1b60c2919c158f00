package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.curvature.Trait;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.HessianMatrix;
import dev.dupin.core.objective.HessianProducts;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.ParameterBlocks;
import dev.dupin.core.objective.Structure;
import dev.dupin.testkit.ModelObjective;
import dev.dupin.testkit.TestContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BlockDiagonalHessianTest {

  private static SymmetricOperator at(BlockDiagonalHessian hessian, Objective objective) {
    double[] x = objective.start(new SplittableRandom(1));
    return hessian.start(objective, TestContext.ROOT).at(objective.at(x));
  }

  @Test
  void it_is_the_other_hessian_without_what_couples_two_blocks() {
    // The curve has blocks of one and of two parameters, and its Hessian is indefinite.
    ModelObjective curve = Models.curve();
    Evaluation here = curve.at(curve.start(new SplittableRandom(1)));
    DenseSymmetric whole = here.structure(HessianMatrix.class).orElseThrow().matrix();
    double[] expected = whole.values().clone();
    expected[1] = expected[2] = expected[3] = expected[6] = 0;
    SymmetricOperator operator = at(BlockDiagonalHessian.withDefaults(), curve);
    OperatorLaws.assertHold(operator, 1e-13);
    assertArrayEquals(expected, operator.toDense().values(), 1e-15);
    assertArrayEquals(whole.diagonal(), operator.diagonal().orElseThrow(), 1e-15);
    for (double shift : new double[] {0, 1e-3, 0.5, 100}) {
      OperatorLaws.assertInverse(operator, shift, 1e-10);
    }
  }

  @Test
  void a_block_that_is_singular_has_no_inverse() {
    SmoothBlocks flat = new SmoothBlocks(4);
    SymmetricOperator operator = at(BlockDiagonalHessian.withDefaults(), flat);
    assertTrue(operator.inverse(0).isEmpty());
    OperatorLaws.assertInverse(operator, 0.5, 1e-12);
  }

  @Test
  void it_costs_as_many_products_as_there_are_parameters_once() {
    CountingMeter meter = new CountingMeter();
    Objective softmax = Models.softmax(0.1).metered(meter);
    SymmetricOperator operator =
        at(
            new BlockDiagonalHessian(new BlockDiagonalHessian.Config(new GaussNewtonHessian())),
            softmax);
    assertEquals(0, meter.products);
    OperatorLaws.assertHold(operator, 1e-13);
    OperatorLaws.assertInverse(operator, 1, 1e-12);
    assertEquals(12, meter.products);
    assertTrue(operator.is(Trait.POSITIVE_SEMIDEFINITE));
  }

  @Test
  void blocks_beyond_the_heap_are_refused_before_the_run() {
    assertEquals(
        Optional.empty(), BlockDiagonalHessian.withDefaults().unmetNeed(new SmoothBlocks(4)));
    String need =
        BlockDiagonalHessian.withDefaults().unmetNeed(new SmoothBlocks(2_000_000)).orElseThrow();
    assertTrue(
        need.startsWith(
            "32000.0 GB for dense blocks of up to 1000000 parameters and their factors, and the"
                + " heap holds"),
        need);
  }

  /** f = 0 in two blocks of half the parameters. */
  private record SmoothBlocks(int dimension) implements Objective {

    @Override
    public Set<Class<? extends Structure>> structures() {
      return Set.of(HessianProducts.class, ParameterBlocks.class);
    }

    @Override
    public Evaluation at(double[] x) {
      return new Evaluation() {
        @Override
        public Objective objective() {
          return SmoothBlocks.this;
        }

        @Override
        public double[] point() {
          return x;
        }

        @Override
        public double value() {
          return 0;
        }

        @Override
        public double[] gradient() {
          return new double[dimension];
        }

        @Override
        public <S extends Structure> Optional<S> structure(Class<S> kind) {
          Structure structure =
              kind == ParameterBlocks.class
                  ? new Halves(dimension / 2)
                  : (HessianProducts) (v, result) -> Arrays.fill(result, 0);
          return Optional.of(kind.cast(structure));
        }
      };
    }
  }

  private record Halves(int size) implements ParameterBlocks {

    @Override
    public int blocks() {
      return 2;
    }

    @Override
    public String name(int block) {
      return "half" + block;
    }

    @Override
    public int offset(int block) {
      return block * size;
    }

    @Override
    public int[] shape(int block) {
      return new int[] {size, 1};
    }
  }
}
