package dev.dupin.objectives.data;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.LoadingListener;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Reads one file of the IDX format (LeCun, Cortes, Burges 1998, "The MNIST database of handwritten
 * digits"): two zero bytes, the {@link ElementType}, the number of sizes, the sizes as 32-bit
 * integers, the numbers; all of it with the most significant byte first. Compressed by gzip or not,
 * as its first bytes say. Used once.
 */
final class IdxReader {

  private static final int BUFFER = 1 << 16;
  private static final int HEADER = 4;
  private static final int NO_TYPE = -1;

  // RFC 1952: the first two bytes of a gzip member.
  private static final int GZIP_FIRST = 0x1F;
  private static final int GZIP_SECOND = 0x8B;

  // Deflate writes at most 258 bytes for 2 bits (RFC 1951), so no file grows more than this.
  private static final long LARGEST_INFLATION = 1032;

  private final String origin;
  private final InputStream bytes;
  private final long mostBytes;

  private IdxReader(String origin, InputStream bytes, long mostBytes) {
    this.origin = origin;
    this.bytes = bytes;
    this.mostBytes = mostBytes;
  }

  /**
   * Reads a file.
   *
   * @throws DataException if it cannot be read, is no such file, or ends too early or too late
   */
  static IdxArray read(Path path, LoadingListener listener) {
    String origin = path.toString();
    try (DataFile file = DataFile.open(path, listener);
        BufferedInputStream buffered = new BufferedInputStream(file, BUFFER)) {
      boolean compressed = isCompressed(buffered);
      long mostBytes = compressed ? file.size() * LARGEST_INFLATION : file.size();
      InputStream bytes = compressed ? new GZIPInputStream(buffered, BUFFER) : buffered;
      // Of a pipe nobody knows the size before its end.
      return new IdxReader(origin, bytes, file.size() == 0 ? Long.MAX_VALUE : mostBytes).read();
    } catch (EOFException e) {
      throw new DataException(origin, 0, 0, "the compressed file is cut off");
    } catch (ZipException e) {
      throw new DataException(origin, 0, 0, "the compressed file is damaged: " + e.getMessage());
    } catch (IOException e) {
      throw DataFile.unreadable(origin, e);
    }
  }

  private static boolean isCompressed(BufferedInputStream buffered) throws IOException {
    buffered.mark(2);
    boolean compressed = buffered.read() == GZIP_FIRST && buffered.read() == GZIP_SECOND;
    buffered.reset();
    return compressed;
  }

  private IdxArray read() throws IOException {
    byte[] magic = bytes.readNBytes(HEADER);
    if (magic.length == 0) {
      throw problem("the file is empty");
    }
    ElementType type = type(magic);
    int[] shape = shape(magic[3] & 0xFF);
    IdxArray array = new IdxArray(origin, type, shape, new double[count(shape, type)]);
    fill(array);
    if (bytes.read() >= 0) {
      throw problem("the file goes on behind the " + array.sizes() + " numbers that it promises");
    }
    return array;
  }

  private ElementType type(byte[] magic) {
    boolean isIdx = magic.length == HEADER && magic[0] == 0 && magic[1] == 0 && magic[3] != 0;
    return ElementType.of(isIdx ? magic[2] : NO_TYPE)
        .orElseThrow(
            () ->
                problem(
                    "this is no IDX file: it starts with the bytes "
                        + HexFormat.ofDelimiter(" ").formatHex(magic)
                        + ", where 00 00, a type from 08 to 0e and a number of sizes are wanted"));
  }

  private int[] shape(int sizes) throws IOException {
    ByteBuffer header = ByteBuffer.wrap(bytes.readNBytes(Integer.BYTES * sizes));
    if (header.remaining() < Integer.BYTES * sizes) {
      throw problem("the file ends within its header");
    }
    int[] shape = new int[sizes];
    for (int i = 0; i < sizes; i++) {
      shape[i] = header.getInt();
      if (shape[i] == 0) {
        throw problem("the file holds nothing: its size " + (i + 1) + " is 0");
      }
    }
    return shape;
  }

  /** Returns how many numbers there are; memory is asked for only if the file can hold them. */
  private int count(int[] shape, ElementType type) {
    double count = 1;
    for (int size : shape) {
      count *= Integer.toUnsignedLong(size);
    }
    if (count * type.size() > mostBytes) {
      throw problem("the file is too short for the %.0f numbers that it promises".formatted(count));
    }
    if (count > DoubleBuilder.CAPACITY) {
      throw problem("%.0f numbers are more than one array can hold (2^31)".formatted(count));
    }
    return (int) count;
  }

  private void fill(IdxArray array) throws IOException {
    double[] values = array.values();
    byte[] buffer = new byte[BUFFER];
    int size = array.type().size();
    for (int from = 0; from < values.length; ) {
      int wanted = Math.min(BUFFER / size, values.length - from);
      int read = bytes.readNBytes(buffer, 0, wanted * size) / size;
      ByteBuffer numbers = ByteBuffer.wrap(buffer);
      for (int i = from; i < from + read; i++) {
        values[i] = array.type().read(numbers);
        checkFinite(array, i);
      }
      from += read;
      if (read < wanted) {
        throw problem(
            "the file ends after %d of the %s numbers that it promises"
                .formatted(from, array.sizes()));
      }
    }
  }

  private void checkFinite(IdxArray array, int place) {
    double value = array.values()[place];
    if (!Double.isFinite(value)) {
      int perItem = array.numbersPerItem();
      throw problem(
          "number %d of item %d is %s, which is no finite number"
              .formatted(place % perItem + 1, place / perItem + 1, value));
    }
  }

  private DataException problem(String problem) {
    return new DataException(origin, 0, 0, problem);
  }
}
