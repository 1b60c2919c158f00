package dev.dupin.objectives.data;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.LoadingListener;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** The bytes of a file, of which a listener is told how many were read. */
final class DataFile extends FilterInputStream {

  private static final int BUFFER = 1 << 16;

  private final String origin;
  private final long size;
  private final LoadingListener listener;
  private long position;
  private boolean closed;

  private DataFile(String origin, InputStream bytes, long size, LoadingListener listener) {
    super(bytes);
    this.origin = origin;
    this.size = size;
    this.listener = listener;
  }

  /**
   * Opens a file. Not buffered: the listener is told at each read.
   *
   * @throws DataException if there is none, if it is a folder, or if it may not be read
   */
  static DataFile open(Path path, LoadingListener listener) {
    String origin = path.toString();
    if (Files.isDirectory(path)) {
      throw new DataException(origin, 0, 0, "this is a folder; the path of a file is wanted");
    }
    try {
      InputStream bytes = Files.newInputStream(path);
      return new DataFile(origin, bytes, Files.size(path), listener);
    } catch (NoSuchFileException e) {
      throw new DataException(
          origin, 0, 0, "there is no such file; a relative path starts at the folder of the spec");
    } catch (AccessDeniedException e) {
      throw new DataException(origin, 0, 0, "the file may not be read: permission denied");
    } catch (IOException e) {
      throw unreadable(origin, e);
    }
  }

  /**
   * Counts a byte in a file, a small part of the time that parsing it takes: whoever knows how many
   * numbers will come needs no second copy of them. 0 where there is nothing to read twice, such as
   * a pipe, and where the file cannot be read at all, which {@link #open} tells.
   */
  static long count(Path path, char wanted) {
    return count(path, (byte) wanted, false);
  }

  /** Counts the lines of a file, likewise; the last one need not be ended. */
  static long countLines(Path path) {
    return count(path, (byte) '\n', true);
  }

  private static long count(Path path, byte wanted, boolean withUnended) {
    if (!Files.isRegularFile(path)) {
      return 0;
    }
    long count = 0;
    byte last = wanted;
    byte[] buffer = new byte[BUFFER];
    try (InputStream bytes = Files.newInputStream(path)) {
      for (int read = bytes.read(buffer); read > 0; read = bytes.read(buffer)) {
        for (int i = 0; i < read; i++) {
          count += buffer[i] == wanted ? 1 : 0;
        }
        last = buffer[read - 1];
      }
    } catch (IOException e) {
      return 0;
    }
    return withUnended && last != wanted ? count + 1 : count;
  }

  /** Returns what to tell when the file system fails half way. */
  static DataException unreadable(String origin, IOException cause) {
    DataException exception =
        new DataException(origin, 0, 0, "the file cannot be read: " + cause.getMessage());
    exception.initCause(cause);
    return exception;
  }

  /** Returns the number of bytes in the file; 0 if it has none, as a pipe. */
  long size() {
    return size;
  }

  @Override
  public int read() throws IOException {
    return told(super.read(), 1);
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    return told(count, count);
  }

  private int told(int result, int count) {
    if (result >= 0) {
      position += count;
      listener.read(origin, position, size);
    }
    return result;
  }

  @Override
  public void close() throws IOException {
    if (!closed) {
      closed = true;
      super.close();
      listener.end(origin);
    }
  }
}
