package dev.dupin.objectives.blas;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dupin.core.linear.MatrixBackend;
import dev.dupin.core.linear.MatrixProducts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where there is no OpenBLAS, what it computes cannot be tested and is skipped. */
class OpenBlasTest {

  private static final int N = 150;

  private static double[] product(double[] a, double[] b) {
    double[] c = new double[N * N];
    MatrixProducts.addProduct(N, N, N, a, 0, b, 0, c, 0);
    return c;
  }

  private static double[] matrix(long seed) {
    return new SplittableRandom(seed).doubles(N * N, -1, 1).toArray();
  }

  private static void needsLibrary() {
    assumeTrue(OpenBlasLibrary.find().isPresent(), "no OpenBLAS on this machine");
    assumeTrue(System.getenv(MatrixProducts.VARIABLE) == null, "the user wants no library");
  }

  @Test
  void it_is_found_as_a_service() {
    assertTrue(
        ServiceLoader.load(MatrixBackend.class).stream()
            .anyMatch(provider -> provider.type() == OpenBlas.class));
  }

  @Test
  void large_products_are_its_own_and_right() {
    needsLibrary();
    double[] a = matrix(1);
    double[] b = matrix(2);
    double[] c = product(a, b);
    assertTrue(MatrixProducts.implementation().startsWith("OpenBLAS (libopenblas"));
    double[] transposedA = transposed(a);
    double[] transposedB = transposed(b);
    double[] byRight = new double[N * N];
    double[] byLeft = new double[N * N];
    MatrixProducts.addProductTransposed(N, N, N, a, 0, transposedB, 0, byRight, 0);
    MatrixProducts.addTransposedProduct(N, N, N, transposedA, 0, b, 0, byLeft, 0);
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        double sum = 0;
        for (int p = 0; p < N; p++) {
          sum += a[i * N + p] * b[p * N + j];
        }
        assertEquals(sum, c[i * N + j], 1e-13);
        assertEquals(sum, byRight[i * N + j], 1e-13);
        assertEquals(sum, byLeft[i * N + j], 1e-13);
      }
    }
  }

  private static double[] transposed(double[] a) {
    double[] result = new double[a.length];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N; j++) {
        result[j * N + i] = a[i * N + j];
      }
    }
    return result;
  }

  @Test
  void every_number_of_threads_gives_the_same_bits() throws Exception {
    needsLibrary();
    double[] a = matrix(3);
    double[] b = matrix(4);
    double[] here = product(a, b);
    for (int threads : new int[] {1, 2, 5}) {
      ForkJoinPool pool = new ForkJoinPool(threads);
      try {
        assertArrayEquals(here, pool.submit(() -> product(a, b)).get());
      } finally {
        pool.shutdown();
      }
    }
  }

  /** What computes is decided once in a process: so this asks another one. */
  @Test
  void the_user_can_have_java() throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Process process =
        new ProcessBuilder(
                java.toString(),
                "-XX:+UseSerialGC",
                "-D" + MatrixProducts.PROPERTY + "=" + MatrixProducts.JAVA,
                "-cp",
                System.getProperty("java.class.path"),
                Asked.class.getName())
            .redirectErrorStream(true)
            .start();
    String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals("Java", answer.strip());
  }

  /** Multiplies and says by what. */
  static final class Asked {
    public static void main(String[] arguments) {
      double[] c = product(matrix(1), matrix(2));
      System.out.println(c.length > 0 ? MatrixProducts.implementation() : "");
    }
  }

  @Test
  void the_users_folders_come_first_and_links_are_followed(@TempDir Path folder)
      throws IOException {
    Path library = Files.createFile(folder.resolve("libopenblasp-r9.9.so"));
    Path link = Files.createDirectory(folder.resolve("lib")).resolve("libopenblas.so.0");
    Files.createSymbolicLink(link, library);
    List<Path> folders =
        OpenBlasLibrary.folders("some", folder + "/none:relative:" + folder + "/lib");
    assertEquals(Optional.of(library.toRealPath()), OpenBlasLibrary.find(folders));
    assertEquals(folder.resolve("none"), folders.get(0));
  }

  @Test
  void a_folder_without_it_has_none(@TempDir Path folder) throws IOException {
    Files.createFile(folder.resolve("libblas.so.3"));
    assertTrue(OpenBlasLibrary.find(List.of(folder)).isEmpty());
  }
}
