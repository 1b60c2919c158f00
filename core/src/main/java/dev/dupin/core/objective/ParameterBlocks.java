package dev.dupin.core.objective;

/** The named blocks of a parameter vector, for methods and reports that treat each block as one. */
public interface ParameterBlocks extends Structure {

  /** Returns the number of blocks; together they cover the vector without overlap. */
  int blocks();

  /** Returns a block's name, such as {@code layer1.weight}. */
  String name(int block);

  /** Returns where the block starts in the parameter vector. */
  int offset(int block);

  /**
   * Returns the block's shape; its entries lie row-major, their number is the product of the shape.
   */
  int[] shape(int block);
}
