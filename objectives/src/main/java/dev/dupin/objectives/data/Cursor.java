package dev.dupin.objectives.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Cuts checked text into tokens and knows where each of them stands. Blanks, tabs and carriage
 * returns separate tokens; a {@code #} ends one.
 */
final class Cursor {

  /** What {@link #peek} says at the end of the text. */
  static final int END = -1;

  private final InputStream text;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private byte[] token = new byte[64];
  private int line = 1;
  private int column = 1;

  Cursor(InputStream text) {
    this.text = text;
  }

  /** Returns the line of the next character, counted from 1. */
  int line() {
    return line;
  }

  /** Returns the column of the next character, counted from 1. */
  int column() {
    return column;
  }

  /** Returns the next byte, from 0 to 255, or {@link #END}. */
  int peek() throws IOException {
    if (position == limit) {
      limit = Math.max(text.read(buffer, 0, buffer.length), 0);
      position = 0;
      if (limit == 0) {
        return END;
      }
    }
    return buffer[position] & 0xFF;
  }

  /** Passes the byte last peeked at. */
  void advance() {
    byte b = buffer[position++];
    if (b == '\n') {
      line++;
      column = 1;
    } else if ((b & 0xC0) != 0x80) {
      column++;
    }
  }

  /** Moves to the next token, the end of the line or the end of the text; passes comments. */
  void skipToToken() throws IOException {
    while (isBlank(peek())) {
      advance();
    }
    if (peek() == '#') {
      while (!endsLine(peek())) {
        advance();
      }
    }
  }

  /** Returns whether the line holds no further token; asked after {@link #skipToToken}. */
  boolean atLineEnd() throws IOException {
    return endsLine(peek());
  }

  /** Reads a token, at least one byte. */
  String token() throws IOException {
    int length = 0;
    for (int b = peek(); !isBlank(b) && !endsLine(b) && b != '#'; b = peek()) {
      if (length == token.length) {
        token = Arrays.copyOf(token, 2 * length);
      }
      token[length++] = (byte) b;
      advance();
    }
    return new String(token, 0, length, StandardCharsets.UTF_8);
  }

  private static boolean isBlank(int b) {
    return b == ' ' || b == '\t' || b == '\r' || b == '\f';
  }

  private static boolean endsLine(int b) {
    return b == '\n' || b == END;
  }
}
