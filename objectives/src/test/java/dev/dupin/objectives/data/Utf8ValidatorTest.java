package dev.dupin.objectives.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The validator against its slow twin, the decoder of the platform. */
final class Utf8ValidatorTest {

  @Test
  void agrees_with_the_decoder_on_every_sequence_of_up_to_three_bytes_that_can_differ() {
    // Continuation bytes only differ in these ranges; first bytes are tried all.
    int[] next = {0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xFF};
    for (int first = 0; first < 256; first++) {
      check(first);
      for (int second : next) {
        check(first, second);
        for (int third : next) {
          check(first, second, third);
          check(first, second, third, 0x80);
          check(first, second, third, 0x41);
        }
      }
    }
  }

  @Test
  void agrees_with_the_decoder_on_random_text() {
    SplittableRandom random = new SplittableRandom(2);
    for (int sample = 0; sample < 2000; sample++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < 5; i++) {
        text.appendCodePoint(random.nextInt(0x110000));
      }
      byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
      if (random.nextInt(3) == 0) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      assertEquals(decodes(bytes), validates(bytes));
    }
  }

  private static void check(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      bytes[i] = (byte) values[i];
    }
    assertEquals(decodes(bytes), validates(bytes), () -> java.util.HexFormat.of().formatHex(bytes));
  }

  private static boolean validates(byte[] bytes) {
    Utf8Validator validator = new Utf8Validator();
    for (byte b : bytes) {
      if (!validator.accepts(b)) {
        return false;
      }
    }
    return !validator.insideCharacter();
  }

  private static boolean decodes(byte[] bytes) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
