package dev.dupin.runtime.results;

import dev.dupin.core.linear.MatrixProducts;

/**
 * Where a run took place. Left out where results are compared.
 *
 * @param java version and vendor of the virtual machine
 * @param os name, version and architecture of the operating system
 * @param cpus processors that the virtual machine may use
 * @param linearAlgebra what the dense factorisations come from, and the products of matrices: Java
 *     or a native library
 */
public record Environment(String java, String os, int cpus, String linearAlgebra) {
  /**
   * Returns the present environment. The products of matrices come from what has computed them so
   * far, so this is asked after a run.
   *
   * @param linearAlgebra name and version of the library that the built-in parts factor with
   */
  public static Environment current(String linearAlgebra) {
    return new Environment(
        Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
        System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + " "
            + System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        linearAlgebra + "; matrix products: " + MatrixProducts.implementation());
  }
}
