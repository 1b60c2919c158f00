package dev.dupin.objectives.blas;

import dev.dupin.core.linear.MatrixBackend;
import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Products by the OpenBLAS of the system (Linux packages libopenblas0, openblas), through the JNI
 * class of netlib. About twice as fast as Java. Another BLAS, such as the reference implementation,
 * is never loaded: it would be slower than Java.
 *
 * <p>A block of 64 x 64 x 64 is the largest that OpenBLAS computes in the calling thread whatever
 * the number of its own threads (interface/gemm.c: up to SMP_THRESHOLD_MIN *
 * GEMM_MULTITHREAD_THRESHOLD = 65536 * 4 multiplications); beyond, its results depend on that
 * number.
 */
public final class OpenBlas implements MatrixBackend {

  /** Where netlib's native code looks for the path of the library to open. */
  private static final String PATH_PROPERTY = "dev.ludovic.netlib.blas.nativeLibPath";

  private @Nullable BLAS blas;

  /** For the service loader; loads nothing. */
  public OpenBlas() {}

  @Override
  public Optional<String> load() {
    Optional<Path> library = OpenBlasLibrary.find();
    if (library.isEmpty()) {
      return Optional.empty();
    }
    System.setProperty(PATH_PROPERTY, library.get().toString());
    // netlib warns of each way it has that does not work here; that is nobody's concern.
    Logger log = Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");
    Level before = log.getLevel();
    log.setLevel(Level.OFF);
    try {
      blas = NativeBLAS.getInstance();
    } finally {
      log.setLevel(before);
    }
    return Optional.of("OpenBLAS (" + library.get().getFileName() + ")");
  }

  /**
   * {@inheritDoc}
   *
   * <p>BLAS stores by columns, where a row-major matrix is its own transpose: so C' += B' A'.
   */
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
    BLAS loaded = blas;
    if (loaded == null) {
      throw new IllegalStateException("load() comes first, and must answer with a name");
    }
    String right = bTransposed ? "T" : "N";
    String left = aTransposed ? "T" : "N";
    loaded.dgemm(
        right, left, n, m, k, 1, b, bFrom, bStride, a, aFrom, aStride, 1, c, cFrom, cStride);
  }
}
