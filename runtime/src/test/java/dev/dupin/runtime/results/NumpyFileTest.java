package dev.dupin.runtime.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumpyFileTest {
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 10_001})
  void follows_format_version_1(int length) {
    double[] vector = new double[length];
    for (int i = 0; i < length; i++) {
      vector[i] = 1.0 / (i - 1);
    }
    ByteBuffer file = ByteBuffer.wrap(NumpyFile.bytes(vector)).order(ByteOrder.LITTLE_ENDIAN);

    byte[] magic = new byte[8];
    file.get(magic);
    assertArrayEquals(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0}, magic);
    byte[] header = new byte[file.getShort()];
    file.get(header);
    assertEquals(0, file.position() % 64, "the data is aligned");
    assertEquals(
        "{'descr': '<f8', 'fortran_order': False, 'shape': (" + length + ",), }",
        new String(header, StandardCharsets.US_ASCII).strip());
    assertEquals('\n', header[header.length - 1]);
    double[] read = new double[length];
    file.asDoubleBuffer().get(read);
    assertArrayEquals(vector, read);
    assertEquals(8 * length, file.remaining());
  }
}
