package dev.dupin.runtime.results;

import dev.dupin.core.minimizer.Snapshot;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;

/**
 * The state of a run on the disk: {@code checkpoint/state.bin}. Every number is kept to the bit; a
 * checksum tells a broken file.
 *
 * @param specHash of the spec that the run was composed from
 * @param snapshot the state
 */
public record Checkpoint(String specHash, Snapshot snapshot) {

  private static final String FILE = "state.bin";

  /** "Dupin" and the version of the format. */
  private static final byte[] MAGIC = {'D', 'u', 'p', 'i', 'n', 0, 0, 1};

  private static final int CHECKSUM_BYTES = Long.BYTES;
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int DOUBLE = 0;
  private static final int LONG = 1;
  private static final int ARRAY = 2;

  /** Returns the number of trials made before. */
  public long trials() {
    return (Long) snapshot.values().getOrDefault("trials", 0L);
  }

  /** Returns the number of steps taken before. */
  public long iterations() {
    return (Long) snapshot.values().getOrDefault("iterations", 0L);
  }

  static void remove(Path folder) throws IOException {
    Files.deleteIfExists(folder.resolve(FILE));
    Files.deleteIfExists(folder);
  }

  /** Writes it piece by piece: a state of a million variables is not held a second time. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    AtomicFile.write(folder, FILE, this::writeTo);
  }

  private void writeTo(OutputStream file) throws IOException {
    CRC32 checksum = new CRC32();
    DataOutputStream out = new DataOutputStream(new CheckedOutputStream(file, checksum));
    out.write(MAGIC);
    out.writeUTF(specHash);
    out.writeInt(snapshot.values().size());
    for (Map.Entry<String, Object> entry : snapshot.values().entrySet()) {
      out.writeUTF(entry.getKey());
      writeValue(out, entry.getValue());
    }
    out.writeLong(checksum.getValue());
  }

  static Checkpoint read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (Files.notExists(file)) {
      throw new IOException(
          folder.getParent()
              + " has no checkpoint: the run converged, or ended before one was due; dupin run its spec.yaml again");
    }
    requireWhole(file);
    try (DataInputStream in = open(file)) {
      in.skipNBytes(MAGIC.length);
      return parse(in);
    }
  }

  private static DataInputStream open(Path file) throws IOException {
    return new DataInputStream(new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES));
  }

  /** Reads the file once before anything in it is believed. */
  private static void requireWhole(Path file) throws IOException {
    long length = Files.size(file) - CHECKSUM_BYTES;
    CRC32 checksum = new CRC32();
    try (DataInputStream in = open(file)) {
      if (length < MAGIC.length || !Arrays.equals(MAGIC, in.readNBytes(MAGIC.length))) {
        throw new IOException(file + " is no checkpoint of this version of Dupin");
      }
      checksum.update(MAGIC);
      byte[] buffer = new byte[BUFFER_BYTES];
      for (long left = length - MAGIC.length; left > 0; ) {
        int read = in.readNBytes(buffer, 0, (int) Math.min(left, buffer.length));
        checksum.update(buffer, 0, read);
        left -= read;
      }
      if (in.readLong() != checksum.getValue()) {
        throw new IOException(file + " is broken: its checksum is wrong");
      }
    }
  }

  private static void writeValue(DataOutputStream out, Object value) throws IOException {
    if (value instanceof Double number) {
      out.writeByte(DOUBLE);
      out.writeLong(Double.doubleToRawLongBits(number));
    } else if (value instanceof Long number) {
      out.writeByte(LONG);
      out.writeLong(number);
    } else {
      double[] array = (double[]) value;
      out.writeByte(ARRAY);
      out.writeInt(array.length);
      for (double entry : array) {
        out.writeLong(Double.doubleToRawLongBits(entry));
      }
    }
  }

  private static Checkpoint parse(DataInputStream in) throws IOException {
    String hash = in.readUTF();
    int count = in.readInt();
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < count; i++) {
      String name = in.readUTF();
      values.put(name, readValue(in));
    }
    return new Checkpoint(hash, Snapshot.of(values));
  }

  private static Object readValue(DataInputStream in) throws IOException {
    int type = in.readByte();
    if (type == DOUBLE) {
      return Double.longBitsToDouble(in.readLong());
    }
    if (type == LONG) {
      return in.readLong();
    }
    double[] array = new double[in.readInt()];
    for (int i = 0; i < array.length; i++) {
      array[i] = Double.longBitsToDouble(in.readLong());
    }
    return array;
  }
}
