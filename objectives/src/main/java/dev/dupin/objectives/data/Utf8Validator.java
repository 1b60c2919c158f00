package dev.dupin.objectives.data;

/**
 * Tells well-formed UTF-8 from other bytes, one byte at a time (The Unicode Standard 15.0, table
 * 3-7): no overlong forms, no surrogates, nothing above U+10FFFF.
 */
final class Utf8Validator {

  private int continuations;
  // The range of the next continuation byte; narrower than 80..BF only after E0, ED, F0 and F4.
  private int lowest = 0x80;
  private int highest = 0xBF;

  /** Returns whether the next byte may stand where it does. */
  boolean accepts(byte next) {
    if (continuations == 0 && next >= 0) {
      return true;
    }
    int b = next & 0xFF;
    return continuations > 0 ? continues(b) : starts(b);
  }

  /** Returns whether more bytes are needed to end a character. */
  boolean insideCharacter() {
    return continuations > 0;
  }

  private boolean continues(int b) {
    boolean fits = b >= lowest && b <= highest;
    continuations--;
    lowest = 0x80;
    highest = 0xBF;
    return fits;
  }

  private boolean starts(int b) {
    if (b >= 0xC2 && b <= 0xDF) {
      continuations = 1;
    } else if (b >= 0xE0 && b <= 0xEF) {
      continuations = 2;
      lowest = b == 0xE0 ? 0xA0 : 0x80;
      highest = b == 0xED ? 0x9F : 0xBF;
    } else if (b >= 0xF0 && b <= 0xF4) {
      continuations = 3;
      lowest = b == 0xF0 ? 0x90 : 0x80;
      highest = b == 0xF4 ? 0x8F : 0xBF;
    } else {
      return false;
    }
    return true;
  }
}
