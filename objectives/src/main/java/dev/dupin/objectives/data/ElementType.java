package dev.dupin.objectives.data;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/** How an IDX file writes a number, by the third byte of the file. */
enum ElementType {
  UNSIGNED_BYTE(0x08, 1) {
    @Override
    double read(ByteBuffer bytes) {
      return bytes.get() & 0xFF;
    }
  },
  SIGNED_BYTE(0x09, 1) {
    @Override
    double read(ByteBuffer bytes) {
      return bytes.get();
    }
  },
  SHORT(0x0B, 2) {
    @Override
    double read(ByteBuffer bytes) {
      return bytes.getShort();
    }
  },
  INT(0x0C, 4) {
    @Override
    double read(ByteBuffer bytes) {
      return bytes.getInt();
    }
  },
  FLOAT(0x0D, 4) {
    @Override
    double read(ByteBuffer bytes) {
      return bytes.getFloat();
    }
  },
  DOUBLE(0x0E, 8) {
    @Override
    double read(ByteBuffer bytes) {
      return bytes.getDouble();
    }
  };

  private final int code;
  private final int size;

  ElementType(int code, int size) {
    this.code = code;
    this.size = size;
  }

  /** Returns the type with a code. */
  static Optional<ElementType> of(int code) {
    return Arrays.stream(values()).filter(type -> type.code == code).findFirst();
  }

  /** Returns the number of bytes of a number. */
  int size() {
    return size;
  }

  /** Returns the next number, exactly. */
  abstract double read(ByteBuffer bytes);
}
