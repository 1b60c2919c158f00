package dev.dupin.core.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MatrixProductsTest {

  /** The three products, each with the place of an entry of its operands. */
  private enum Product {
    PLAIN(false, false),
    RIGHT_TRANSPOSED(false, true),
    LEFT_TRANSPOSED(true, false);

    final boolean left;
    final boolean right;

    Product(boolean left, boolean right) {
      this.left = left;
      this.right = right;
    }

    void add(
        int m, int n, int k, double[] a, int aFrom, double[] b, int bFrom, double[] c, int cFrom) {
      switch (this) {
        case PLAIN -> MatrixProducts.addProduct(m, n, k, a, aFrom, b, bFrom, c, cFrom);
        case RIGHT_TRANSPOSED ->
            MatrixProducts.addProductTransposed(m, n, k, a, aFrom, b, bFrom, c, cFrom);
        case LEFT_TRANSPOSED ->
            MatrixProducts.addTransposedProduct(m, n, k, a, aFrom, b, bFrom, c, cFrom);
      }
    }

    int a(Sample s, int i, int p) {
      return s.aFrom + (left ? p * s.m + i : i * s.k + p);
    }

    int b(Sample s, int p, int j) {
      return s.bFrom + (right ? j * s.k + p : p * s.n + j);
    }

    double[] of(Sample s) {
      double[] c = s.c.clone();
      add(s.m, s.n, s.k, s.a, s.aFrom, s.b, s.bFrom, c, s.cFrom);
      return c;
    }

    StridedMatrix leftMatrix(Sample s) {
      return new StridedMatrix(s.a, s.aFrom, left ? s.m : s.k, left);
    }

    StridedMatrix rightMatrix(Sample s) {
      return new StridedMatrix(s.b, s.bFrom, right ? s.k : s.n, right);
    }
  }

  /** Operands with offsets, and something behind each, which must not be touched. */
  private record Sample(
      int m, int n, int k, double[] a, int aFrom, double[] b, int bFrom, double[] c, int cFrom) {

    static Sample of(int m, int n, int k, SplittableRandom random) {
      int aFrom = random.nextInt(4);
      int bFrom = random.nextInt(4);
      int cFrom = random.nextInt(4);
      return new Sample(
          m,
          n,
          k,
          numbers(aFrom + m * k + random.nextInt(3), random),
          aFrom,
          numbers(bFrom + k * n + random.nextInt(3), random),
          bFrom,
          numbers(cFrom + m * n + random.nextInt(3), random),
          cFrom);
    }

    private static double[] numbers(int count, SplittableRandom random) {
      return random.doubles(count, -1, 1).toArray();
    }
  }

  private static List<Sample> samples() {
    SplittableRandom random = new SplittableRandom(17);
    List<Sample> samples = new ArrayList<>();
    int[] small = {0, 1, 2, 3, 5, 8};
    for (int m : small) {
      for (int n : small) {
        for (int k : small) {
          samples.add(Sample.of(m, n, k, random));
        }
      }
    }
    for (int draw = 0; draw < 60; draw++) {
      int m = 1 + random.nextInt(90);
      int n = 1 + random.nextInt(90);
      samples.add(Sample.of(m, n, 1 + random.nextInt(90), random));
    }
    int[][] large = {
      {70, 300, 129}, // several bands, panels and depths
      {64, 256, 512}, // exactly one of each
      {65, 257, 513}, // and one more
      {7, 3, 200_003}, // many slices, side by side
      {3, 5, 150_001}, // few rows as well
      {3, 1500, 1201}, // few rows, shared out by columns
      {1, 4000, 700},
      {600, 1, 4000},
    };
    for (int[] size : large) {
      samples.add(Sample.of(size[0], size[1], size[2], random));
    }
    return samples;
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void every_product_agrees_with_the_definition(Product product) {
    for (Sample s : samples()) {
      double[] c = product.of(s);
      double[] expected = s.c.clone();
      for (int i = 0; i < s.m; i++) {
        for (int j = 0; j < s.n; j++) {
          for (int p = 0; p < s.k; p++) {
            expected[s.cFrom + i * s.n + j] += s.a[product.a(s, i, p)] * s.b[product.b(s, p, j)];
          }
        }
      }
      // Two orders of a sum of k terms below 1 differ by at most about k eps times the sum of
      // sizes.
      double rounding = 0x1p-52 * Math.max(1, s.k) * Math.max(1, Math.sqrt(s.k));
      assertArrayEquals(expected, c, rounding, s.m + " x " + s.n + " x " + s.k);
    }
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void small_integers_are_exact(Product product) {
    SplittableRandom random = new SplittableRandom(5);
    Sample s = Sample.of(67, 270, 530, random);
    Arrays.setAll(s.a, i -> random.nextInt(-9, 10));
    Arrays.setAll(s.b, i -> random.nextInt(-9, 10));
    Arrays.setAll(s.c, i -> random.nextInt(-9, 10));
    double[] c = product.of(s);
    for (int i = 0; i < s.m; i++) {
      for (int j = 0; j < s.n; j++) {
        double sum = s.c[s.cFrom + i * s.n + j];
        for (int p = 0; p < s.k; p++) {
          sum += s.a[product.a(s, i, p)] * s.b[product.b(s, p, j)];
        }
        assertEquals(sum, c[s.cFrom + i * s.n + j]);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void every_number_of_threads_gives_the_same_bits(Product product) throws Exception {
    for (Sample s : samples()) {
      if ((long) s.m * s.n * s.k < 100_000) {
        continue;
      }
      double[] inOne = inPool(1, product, s);
      assertArrayEquals(inOne, inPool(2, product, s));
      assertArrayEquals(inOne, inPool(5, product, s));
    }
  }

  private static double[] inPool(int threads, Product product, Sample s) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> product.of(s)).get();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void some_rows_alone_have_the_bits_of_the_whole() {
    SplittableRandom random = new SplittableRandom(3);
    for (int k : new int[] {1, 7, 40, 511, 1030}) {
      for (Product product : List.of(Product.PLAIN, Product.RIGHT_TRANSPOSED)) {
        Sample s = Sample.of(130, 300, k, random);
        double[] whole = product.of(s);
        double[] parts = s.c.clone();
        for (int from = 0, rows = 1;
            from < s.m;
            from += rows, rows = Math.min(2 * rows, s.m - from)) {
          int aFrom = s.aFrom + from * k;
          int cFrom = s.cFrom + from * s.n;
          product.add(rows, s.n, k, s.a, aFrom, s.b, s.bFrom, parts, cFrom);
        }
        assertArrayEquals(whole, parts);
      }
    }
  }

  @Test
  void the_three_products_of_the_same_matrices_have_the_same_bits() {
    SplittableRandom random = new SplittableRandom(8);
    for (int[] size : new int[][] {{3, 4, 5}, {5, 90, 600}, {80, 270, 1100}}) {
      Sample s = Sample.of(size[0], size[1], size[2], random);
      double[] expected = Product.PLAIN.of(s);
      double[] a = s.a.clone();
      double[] b = s.b.clone();
      for (int p = 0; p < s.k; p++) {
        for (int i = 0; i < s.m; i++) {
          a[Product.LEFT_TRANSPOSED.a(s, i, p)] = s.a[Product.PLAIN.a(s, i, p)];
        }
        for (int j = 0; j < s.n; j++) {
          b[Product.RIGHT_TRANSPOSED.b(s, p, j)] = s.b[Product.PLAIN.b(s, p, j)];
        }
      }
      Sample left = new Sample(s.m, s.n, s.k, a, s.aFrom, s.b, s.bFrom, s.c, s.cFrom);
      Sample right = new Sample(s.m, s.n, s.k, s.a, s.aFrom, b, s.bFrom, s.c, s.cFrom);
      assertArrayEquals(expected, Product.LEFT_TRANSPOSED.of(left));
      assertArrayEquals(expected, Product.RIGHT_TRANSPOSED.of(right));
    }
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void what_is_not_finite_reaches_its_row_or_column_and_no_other(Product product) {
    SplittableRandom random = new SplittableRandom(11);
    for (int[] size : new int[][] {{3, 6, 5}, {5, 20, 9}, {70, 300, 530}}) {
      Sample s = Sample.of(size[0], size[1], size[2], random);
      Arrays.fill(s.a, 0);
      int row = s.m / 2;
      int column = s.n - 1;
      s.a[product.a(s, row, s.k - 1)] = Double.NaN;
      s.b[product.b(s, s.k / 2, column)] = Double.POSITIVE_INFINITY;
      double[] c = product.of(s);
      for (int i = 0; i < s.m; i++) {
        for (int j = 0; j < s.n; j++) {
          boolean spoiled = i == row || j == column; // zero times infinity is NaN
          assertEquals(spoiled, Double.isNaN(c[s.cFrom + i * s.n + j]), i + ", " + j);
        }
      }
    }
  }

  @Test
  void an_array_that_is_too_short_is_refused() {
    double[] six = new double[6];
    for (Product product : Product.values()) {
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> product.add(2, 2, 3, six, 1, six, 0, new double[4], 0));
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> product.add(2, 2, 3, six, 0, six, 1, new double[4], 0));
      assertThrows(
          IndexOutOfBoundsException.class,
          () -> product.add(2, 2, 3, six, 0, six, 0, new double[3], 0));
    }
  }

  /** A library in Java: sums every block the plain way, and checks what it is asked for. */
  private static final class PlainBlocks implements MatrixBackend {
    @Override
    public Optional<String> load() {
      return Optional.of("plain");
    }

    @Override
    public void addProduct(
        int m,
        int n,
        int k,
        boolean aTransposed,
        double[] a,
        int aFrom,
        int aStride,
        boolean bTransposed,
        double[] b,
        int bFrom,
        int bStride,
        double[] c,
        int cFrom,
        int cStride) {
      assertTrue(m <= BLOCK && n <= BLOCK && k <= BLOCK);
      StridedMatrix left = new StridedMatrix(a, aFrom, aStride, aTransposed);
      StridedMatrix right = new StridedMatrix(b, bFrom, bStride, bTransposed);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          for (int p = 0; p < k; p++) {
            c[cFrom + i * cStride + j] += left.get(i, p) * right.get(p, j);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Product.class)
  void a_library_is_asked_for_blocks_that_make_up_the_product(Product product) {
    for (Sample s : samples()) {
      if (s.m == 0 || s.n == 0) {
        continue;
      }
      double[] c = s.c.clone();
      StridedMatrix a = product.leftMatrix(s);
      StridedMatrix b = product.rightMatrix(s);
      new BlockedProduct(s.m, s.n, s.k, a, b, c, s.cFrom).add(Optional.of(new PlainBlocks()));
      double rounding = 0x1p-52 * Math.max(1, s.k) * Math.max(1, Math.sqrt(s.k));
      assertArrayEquals(product.of(s), c, rounding, s.m + " x " + s.n + " x " + s.k);
    }
  }

  @Test
  void without_a_library_it_is_java() {
    Product.PLAIN.of(Sample.of(130, 130, 130, new SplittableRandom(1)));
    assertEquals("Java", MatrixProducts.implementation());
  }
}
