package dev.dupin.objectives.data;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.LoadingListener;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The bytes of a file, checked on the way to be text: a NUL byte or malformed UTF-8 is a {@link
 * DataException} at its line and column. A byte order mark is dropped.
 */
final class CheckedText extends FilterInputStream {

  private static final int BUFFER = 1 << 16;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final String origin;
  private final Utf8Validator utf8 = new Utf8Validator();
  private long line = 1;
  private int column;

  CheckedText(String origin, InputStream bytes) throws IOException {
    super(withoutByteOrderMark(bytes));
    this.origin = origin;
  }

  /**
   * Opens a file that nobody watches being read.
   *
   * @throws DataException if there is none, if it is a folder, or if it may not be read
   */
  static CheckedText open(Path path) {
    String origin = path.toString();
    try {
      return new CheckedText(origin, DataFile.open(path, LoadingListener.NONE));
    } catch (IOException e) {
      throw DataFile.unreadable(origin, e);
    }
  }

  private static InputStream withoutByteOrderMark(InputStream bytes) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(bytes, BUFFER);
    buffered.mark(BYTE_ORDER_MARK.length);
    if (!Arrays.equals(buffered.readNBytes(BYTE_ORDER_MARK.length), BYTE_ORDER_MARK)) {
      buffered.reset();
    }
    return buffered;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    int count = super.read(target, offset, length);
    if (count < 0 && utf8.insideCharacter()) {
      throw notText("the last character is cut off");
    }
    for (int i = offset; i < offset + count; i++) {
      check(target[i]);
    }
    return count;
  }

  private void check(byte b) {
    if ((b & 0xC0) != 0x80) {
      column++;
    }
    if (b == '\n') {
      line++;
      column = 0;
    }
    if (b == 0) {
      throw notText("it holds a NUL byte");
    }
    if (!utf8.accepts(b)) {
      throw notText("byte 0x" + Integer.toHexString(b & 0xFF) + " cannot stand here");
    }
  }

  private DataException notText(String why) {
    return new DataException(
        origin,
        line,
        Math.max(column, 1),
        "the file is no "
            + StandardCharsets.UTF_8
            + " text: "
            + why
            + "; a binary or compressed file cannot be read, text of another encoding must be"
            + " converted");
  }

  /** Nothing may be skipped unseen. */
  @Override
  public long skip(long count) throws IOException {
    return readNBytes((int) Math.min(count, BUFFER)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
