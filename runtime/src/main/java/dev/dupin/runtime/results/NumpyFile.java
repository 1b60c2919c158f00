package dev.dupin.runtime.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A vector as a NumPy file: format version 1.0, little-endian float64 (numpy.lib.format). {@code
 * numpy.load} reads it.
 */
final class NumpyFile {
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};

  /** What stands before the header: the magic number, and the length of the header. */
  private static final int PREFIX = MAGIC.length + Short.BYTES;

  /** The format asks for data that starts at a multiple of this. */
  private static final int ALIGNMENT = 64;

  /** The length of a vector: no more digits than an array can have. */
  private static final Pattern SHAPE = Pattern.compile("'shape': \\((\\d{1,10}),\\)");

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

  /**
   * Reads a vector that {@link #bytes} wrote.
   *
   * @throws IOException if these bytes are something else, or cut short
   */
  static double[] vector(byte[] bytes) throws IOException {
    ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    boolean isNumpy =
        bytes.length >= PREFIX && Arrays.equals(MAGIC, 0, MAGIC.length, bytes, 0, MAGIC.length);
    if (!isNumpy) {
      throw new IOException("this is no NumPy file of version 1.0");
    }
    int start = PREFIX + Short.toUnsignedInt(file.getShort(MAGIC.length));
    int end = Math.min(start, bytes.length);
    String header = new String(bytes, PREFIX, end - PREFIX, StandardCharsets.US_ASCII);
    Matcher shape = SHAPE.matcher(header);
    if (!header.contains("'descr': '<f8'") || !shape.find()) {
      throw new IOException("it holds no vector of doubles");
    }
    if (bytes.length - start != Long.parseLong(shape.group(1)) * Double.BYTES) {
      throw new IOException("it is cut short, or longer than it says");
    }
    double[] vector = new double[(bytes.length - start) / Double.BYTES];
    file.position(start).asDoubleBuffer().get(vector);
    return vector;
  }
}
