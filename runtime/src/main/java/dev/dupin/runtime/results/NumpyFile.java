package dev.dupin.runtime.results;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A vector as a NumPy file: format version 1.0, little-endian float64 (numpy.lib.format). {@code
 * numpy.load} reads it.
 */
final class NumpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /** What stands before the header: the magic number, and the length of the header. */
  static final int PREFIX = MAGIC.length + Short.BYTES;

  /** The format asks for data that starts at a multiple of this. */
  private static final int ALIGNMENT = 64;

  private NumpyFile() {}

  /** Returns the bytes of the file. */
  static byte[] bytes(double[] vector) {
    String dictionary =
        "{'descr': '<f8', 'fortran_order': False, 'shape': (" + vector.length + ",), }";
    int unpadded = PREFIX + dictionary.length() + 1;
    int padding = Math.floorMod(-unpadded, ALIGNMENT);
    String header = dictionary + " ".repeat(padding) + "\n";
    ByteBuffer buffer =
        ByteBuffer.allocate(unpadded + padding + Math.multiplyExact(vector.length, Double.BYTES))
            .order(ByteOrder.LITTLE_ENDIAN);
    buffer.put(MAGIC);
    buffer.putShort((short) header.length());
    buffer.put(header.getBytes(StandardCharsets.US_ASCII));
    buffer.asDoubleBuffer().put(vector);
    return buffer.array();
  }
}
