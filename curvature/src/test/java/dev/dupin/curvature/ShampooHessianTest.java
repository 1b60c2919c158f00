package dev.dupin.curvature;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.curvature.Curvature;
import dev.dupin.core.curvature.HessianProvider;
import dev.dupin.core.curvature.SymmetricOperator;
import dev.dupin.core.linear.DenseSymmetric;
import dev.dupin.core.linear.NumericalFailureException;
import dev.dupin.core.linear.Vectors;
import dev.dupin.core.objective.Evaluation;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.objective.ParameterBlocks;
import dev.dupin.core.objective.Structure;
import dev.dupin.curvature.ShampooHessian.Grafting;
import dev.dupin.curvature.dense.DenseEigen;
import dev.dupin.testkit.TestContext;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ShampooHessianTest {

  /** So small that it stands for none, where all eigenvalues are far from zero. */
  private static final double NO_EPSILON = 1e-300;

  /** |x|^2 / 2 in blocks of these shapes, whose gradient is the point. */
  private record Bowl(int[]... shapes) implements Objective {

    @Override
    public int dimension() {
      int n = 0;
      for (int[] shape : shapes) {
        n += size(shape);
      }
      return n;
    }

    private static int size(int[] shape) {
      int size = 1;
      for (int extent : shape) {
        size *= extent;
      }
      return size;
    }

    @Override
    public Set<Class<? extends Structure>> structures() {
      return Set.of(ParameterBlocks.class);
    }

    @Override
    public Evaluation at(double[] x) {
      return new At(this, x);
    }
  }

  private record At(Bowl objective, double[] point) implements Evaluation, ParameterBlocks {

    @Override
    public double value() {
      return Vectors.dot(point, point) / 2;
    }

    @Override
    public double[] gradient() {
      return point;
    }

    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      return kind == ParameterBlocks.class ? Optional.of(kind.cast(this)) : Optional.empty();
    }

    @Override
    public int blocks() {
      return objective.shapes().length;
    }

    @Override
    public String name(int block) {
      return "block" + block;
    }

    @Override
    public int offset(int block) {
      int offset = 0;
      for (int earlier = 0; earlier < block; earlier++) {
        offset += Bowl.size(shape(earlier));
      }
      return offset;
    }

    @Override
    public int[] shape(int block) {
      return objective.shapes()[block];
    }
  }

  private static ShampooHessian shampoo(double beta2, double epsilon, int blockSize) {
    return shampoo(beta2, epsilon, blockSize, Grafting.NONE, 0);
  }

  private static ShampooHessian shampoo(
      double beta2, double epsilon, int blockSize, Grafting grafting, long warmUp) {
    return new ShampooHessian(
        new ShampooHessian.Config(beta2, epsilon, blockSize, 1, grafting, 0.999, warmUp));
  }

  private static Curvature start(HessianProvider hessian, Objective objective) {
    return hessian.start(objective, TestContext.ROOT);
  }

  private static double[] normal(long seed, int n) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] v = new double[n];
    for (int i = 0; i < n; i++) {
      v[i] = random.nextGaussian();
    }
    return v;
  }

  private static double[] step(SymmetricOperator operator, double[] gradient) {
    double[] step = new double[gradient.length];
    operator.inverse(0).orElseThrow().solve(gradient, step);
    return step;
  }

  /** The k-th eigenvectors of two random matrices as the columns of U and V: U diag(s) V'. */
  private static double[] matrix(int rows, int columns, double... singular) {
    DenseEigen u = eigen(1, rows);
    DenseEigen v = eigen(2, columns);
    double[] matrix = new double[rows * columns];
    for (int k = 0; k < singular.length; k++) {
      for (int i = 0; i < matrix.length; i++) {
        matrix[i] += singular[k] * u.vector(k)[i / columns] * v.vector(k)[i % columns];
      }
    }
    return matrix;
  }

  private static DenseEigen eigen(long seed, int n) {
    double[] a = normal(seed, n * n);
    double[] symmetric = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        symmetric[i * n + j] = a[i * n + j] + a[j * n + i];
      }
    }
    return DenseEigen.of(new DenseSymmetric(n, symmetric));
  }

  /** A2, with singular values far apart, so that no other root passes. */
  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void the_first_step_of_a_matrix_is_its_polar_factor(int columns) {
    Bowl bowl = new Bowl(new int[] {3, columns});
    double[] singular = columns == 3 ? new double[] {5, 1, 0.2} : new double[] {5, 0.2};
    double[] gradient = matrix(3, columns, singular);
    // three rows and two columns have one row too many, which only epsilon keeps from zero
    double epsilon = columns == 3 ? NO_EPSILON : 1e-14;
    SymmetricOperator operator = start(shampoo(0.9, epsilon, 1024), bowl).at(bowl.at(gradient));
    double[] ones = Vectors.filled(singular.length, 1);
    assertArrayEquals(matrix(3, columns, ones), step(operator, gradient), 1e-10);
  }

  /** The definition, by dense roots and their Kronecker product. */
  @ParameterizedTest
  @ValueSource(doubles = {0.75, 1})
  void a_tensor_of_three_modes_has_sixth_roots_and_a_vector_a_square_root(double beta2) {
    Bowl bowl = new Bowl(new int[] {2, 3, 1, 2}, new int[] {3, 1});
    Evaluation[] points = new Evaluation[3];
    for (int t = 0; t < points.length; t++) {
      points[t] = bowl.at(normal(10 + t, 15));
    }
    double epsilon = 1e-3;
    Curvature curvature = start(shampoo(beta2, epsilon, 1024), bowl);
    curvature.accepted(points[0], points[1]);
    curvature.accepted(points[1], points[2]);
    SymmetricOperator operator = curvature.at(points[2]);

    int[] shape = {2, 3, 2};
    double[] tensor = {1};
    for (int mode = 0; mode < 3; mode++) {
      double[] sum = summed(points, beta2, 0, shape, mode);
      tensor = kronecker(tensor, root(shape[mode], sum, epsilon, 1.0 / 6));
    }
    double[] vector = root(3, summed(points, beta2, 12, new int[] {3}, 0), epsilon, 0.5);
    double[] expected = new double[15 * 15];
    place(tensor, 12, 0, expected);
    place(vector, 3, 12, expected);
    assertArrayEquals(expected, operator.toDense().values(), 1e-12);
    assertArrayEquals(
        new DenseSymmetric(15, expected).diagonal(), operator.diagonal().orElseThrow(), 1e-12);
    OperatorLaws.assertHold(operator, 1e-12);
    for (double shift : new double[] {0, 0.1, 10}) {
      OperatorLaws.assertInverse(operator, shift, 1e-10);
    }
  }

  /** The corrected mean, or the sum, of M M' over the points, by indices. */
  private static double[] summed(
      Evaluation[] points, double beta2, int offset, int[] shape, int mode) {
    int extent = shape[mode];
    int right = 1;
    for (int inner = mode + 1; inner < shape.length; inner++) {
      right *= shape[inner];
    }
    double[] sum = new double[extent * extent];
    for (Evaluation point : points) {
      double[] g = point.gradient();
      int size = Bowl.size(shape);
      double take = beta2 < 1 ? 1 - beta2 : 1;
      for (int i = 0; i < sum.length; i++) {
        sum[i] *= beta2;
      }
      for (int p = 0; p < size; p++) {
        for (int q = 0; q < size; q++) {
          int i = p / right % extent;
          int j = q / right % extent;
          if (p - i * right == q - j * right) {
            sum[i * extent + j] += take * g[offset + p] * g[offset + q];
          }
        }
      }
    }
    double weight = beta2 < 1 ? 1 - Math.pow(beta2, points.length) : 1;
    return Vectors.scale(1 / weight, sum);
  }

  private static double[] root(int n, double[] matrix, double epsilon, double power) {
    DenseEigen eigen = DenseEigen.of(new DenseSymmetric(n, matrix));
    double[] root = new double[n * n];
    for (int k = 0; k < n; k++) {
      double value = Math.pow(eigen.value(k) + epsilon * eigen.norm(), power);
      for (int i = 0; i < root.length; i++) {
        root[i] += value * eigen.vector(k)[i / n] * eigen.vector(k)[i % n];
      }
    }
    return root;
  }

  private static double[] kronecker(double[] a, double[] b) {
    int rowsA = (int) Math.round(Math.sqrt(a.length));
    int rowsB = (int) Math.round(Math.sqrt(b.length));
    int n = rowsA * rowsB;
    double[] product = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        product[i * n + j] = a[i / rowsB * rowsA + j / rowsB] * b[i % rowsB * rowsB + j % rowsB];
      }
    }
    return product;
  }

  private static void place(double[] block, int size, int offset, double[] matrix) {
    int n = (int) Math.round(Math.sqrt(matrix.length));
    for (int i = 0; i < size; i++) {
      System.arraycopy(block, i * size, matrix, (offset + i) * n + offset, size);
    }
  }

  @Test
  void pieces_of_one_entry_are_adagrad() {
    Bowl bowl = new Bowl(new int[] {3, 4}, new int[] {2});
    Curvature pieces = start(shampoo(1, NO_EPSILON, 1), bowl);
    Curvature adagrad = start(new AdaGradHessian(new AdaGradHessian.Config(1e-300)), bowl);
    Evaluation first = bowl.at(normal(1, 14));
    Evaluation second = bowl.at(normal(2, 14));
    pieces.accepted(first, second);
    adagrad.accepted(first, second);
    assertArrayEquals(
        adagrad.at(second).diagonal().orElseThrow(),
        pieces.at(second).diagonal().orElseThrow(),
        1e-12);
  }

  @Test
  void a_long_mode_is_cut_into_pieces_that_know_nothing_of_one_another() {
    Bowl whole = new Bowl(new int[] {5, 3});
    double[] gradient = normal(3, 15);
    SymmetricOperator cut = start(shampoo(1, 1e-6, 3), whole).at(whole.at(gradient));
    double[] expected = new double[15 * 15];
    place(dense(new Bowl(new int[] {3, 3}), gradient, 0), 9, 0, expected);
    place(dense(new Bowl(new int[] {2, 3}), gradient, 9), 6, 9, expected);
    assertArrayEquals(expected, cut.toDense().values(), 1e-13);
    OperatorLaws.assertInverse(cut, 0.1, 1e-12);
  }

  private static double[] dense(Bowl bowl, double[] gradient, int from) {
    double[] part = new double[bowl.dimension()];
    System.arraycopy(gradient, from, part, 0, part.length);
    return start(shampoo(1, 1e-6, 1024), bowl).at(bowl.at(part)).toDense().values();
  }

  @Test
  void without_blocks_all_parameters_are_one_vector() {
    Objective plain =
        Functions.quadratic(new DenseSymmetric(2, new double[] {1, 0, 0, 1}), new double[2]);
    double[] gradient = {3, -4};
    SymmetricOperator operator = start(shampoo(1, 0.21, 8), plain).at(plain.at(gradient));
    // of the sum g g' the root is |g|, and with epsilon 1.1 |g|
    assertArrayEquals(new double[] {0.6 / 1.1, -0.8 / 1.1}, step(operator, gradient), 1e-14);
  }

  @ParameterizedTest
  @EnumSource(names = {"SGD", "ADAM"})
  void a_grafted_step_has_the_length_of_the_other_and_the_direction_of_its_own(Grafting grafting) {
    Bowl bowl = new Bowl(new int[] {3, 4}, new int[] {2});
    Evaluation first = bowl.at(normal(1, 14));
    Evaluation second = bowl.at(normal(2, 14));
    HessianProvider other =
        grafting == Grafting.SGD ? new IdentityHessian() : AdamHessian.withDefaults();
    double[] own = afterOne(shampoo(0.9, 1e-6, 2), bowl, first, second);
    double[] base = afterOne(other, bowl, first, second);
    double[] grafted = afterOne(shampoo(0.9, 1e-6, 2, grafting, 0), bowl, first, second);
    for (int[] block : new int[][] {{0, 12}, {12, 14}}) {
      double[] expected = Arrays.copyOfRange(own, block[0], block[1]);
      double length = Vectors.norm(Arrays.copyOfRange(base, block[0], block[1]));
      assertArrayEquals(
          Vectors.scale(length / Vectors.norm(expected), expected),
          Arrays.copyOfRange(grafted, block[0], block[1]),
          1e-12);
    }
  }

  private static double[] afterOne(
      HessianProvider hessian, Bowl bowl, Evaluation first, Evaluation second) {
    Curvature curvature = start(hessian, bowl);
    curvature.at(first);
    curvature.accepted(first, second);
    return step(curvature.at(second), second.gradient());
  }

  /** A3: what has not begun to precondition is the base method. */
  @ParameterizedTest
  @EnumSource
  void while_it_warms_up_it_is_the_base_method_to_the_bit(Grafting grafting) {
    Bowl bowl = new Bowl(new int[] {3, 4}, new int[] {2});
    HessianProvider other =
        grafting == Grafting.ADAM ? AdamHessian.withDefaults() : new IdentityHessian();
    Curvature warming = start(shampoo(0.9, 1e-6, 4, grafting, 4), bowl);
    Curvature base = start(other, bowl);
    for (int t = 0; t < 4; t++) {
      Evaluation here = bowl.at(normal(t, 14));
      assertArrayEquals(
          step(base.at(here), here.gradient()), step(warming.at(here), here.gradient()));
      warming.accepted(here, here);
      base.accepted(here, here);
    }
    Evaluation last = bowl.at(normal(4, 14));
    double[] after = step(warming.at(last), last.gradient());
    assertTrue(Vectors.norm(Vectors.subtract(after, step(base.at(last), last.gradient()))) > 1e-3);
  }

  @Test
  void roots_stay_in_use_until_they_are_due_and_over_a_checkpoint() {
    Bowl bowl = new Bowl(new int[] {3, 4});
    ShampooHessian hessian =
        new ShampooHessian(new ShampooHessian.Config(0.9, 1e-6, 1024, 3, Grafting.ADAM, 0.999, 1));
    Curvature straight = start(hessian, bowl);
    Curvature resumed = start(hessian, bowl);
    Curvature kept = start(shampoo(0.9, 1e-6, 1024), bowl);
    for (int t = 0; t < 9; t++) {
      Evaluation here = bowl.at(normal(t, 12));
      double[] now = direction(straight.at(here), here);
      assertArrayEquals(now, direction(resumed.at(here), here));
      // due in iterations 1, 4 and 7
      boolean isDue = t % 3 == 1;
      double off = Vectors.norm(Vectors.subtract(now, direction(kept.at(here), here)));
      assertEquals(isDue, off < 1e-12, "iteration " + t + ": off by " + off);
      straight.accepted(here, here);
      kept.at(here);
      kept.accepted(here, here);
      resumed = start(hessian, bowl);
      TestState.of(straight).into(resumed);
    }
  }

  /** The step of grafted and of plain Shampoo have one direction. */
  private static double[] direction(SymmetricOperator operator, Evaluation here) {
    double[] step = step(operator, here.gradient());
    return Vectors.scale(1 / Vectors.norm(step), step);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, 1e200})
  void a_gradient_that_is_not_finite_is_refused_and_never_learned(double entry) {
    Bowl bowl = new Bowl(new int[] {2, 2});
    Evaluation good = bowl.at(new double[] {1, 2, 3, 5});
    Evaluation bad = bowl.at(new double[] {1, entry, 0, 1});
    Curvature curvature = start(ShampooHessian.withDefaults(), bowl);
    Curvature clean = start(ShampooHessian.withDefaults(), bowl);
    assertThrows(NumericalFailureException.class, () -> curvature.at(bad));
    assertThrows(NumericalFailureException.class, () -> curvature.accepted(bad, good));
    assertArrayEquals(clean.at(good).toDense().values(), curvature.at(good).toDense().values());
  }

  @Test
  void a_block_without_gradient_has_curvature_one() {
    Bowl bowl = new Bowl(new int[] {2, 2}, new int[] {2});
    SymmetricOperator operator =
        start(shampoo(0.9, 1e-6, 8, Grafting.ADAM, 0), bowl)
            .at(bowl.at(new double[] {1, 2, 3, 5, 0, 0}));
    double[] diagonal = operator.diagonal().orElseThrow();
    assertEquals(1, diagonal[4]);
    assertEquals(1, diagonal[5]);
    assertTrue(operator.inverse(-1e9).isEmpty());
  }

  @Test
  void roots_beyond_the_heap_are_refused_before_the_run() {
    Bowl wide = new Bowl(new int[] {1_000_000});
    String need = shampoo(1, 1e-6, 1_000_000).unmetNeed(wide).orElseThrow();
    assertTrue(need.contains("blockSize"), need);
    assertTrue(shampoo(1, 1e-6, 16).unmetNeed(wide).isEmpty());
  }

  @Test
  void keys_outside_their_ranges_are_refused() {
    assertThrows(IllegalArgumentException.class, () -> shampoo(0, 1e-6, 8));
    assertThrows(IllegalArgumentException.class, () -> shampoo(Double.NaN, 1e-6, 8));
    assertThrows(IllegalArgumentException.class, () -> shampoo(1, 0, 8));
    assertThrows(IllegalArgumentException.class, () -> shampoo(1, 1e-6, 0));
  }
}
