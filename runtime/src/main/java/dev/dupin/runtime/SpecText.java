package dev.dupin.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A spec as text.
 *
 * @param file where it came from, as the user named it, for messages; its folder is what paths in
 *     the spec are relative to
 * @param content YAML
 */
public record SpecText(String file, String content) {

  /**
   * The largest spec, in bytes and in characters. What is larger is no spec but data, which belongs
   * in a file that the spec names; and reading a hostile file stays cheap.
   */
  public static final int LARGEST = 1 << 20;

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  public SpecText {
    if (content.startsWith(BYTE_ORDER_MARK)) {
      content = content.substring(1);
    }
  }

  /**
   * Reads a spec.
   *
   * @throws SpecException if the file is missing, empty, too large or no UTF-8 text
   */
  public static SpecText read(Path file) {
    byte[] bytes = bytes(file);
    if (bytes.length == 0) {
      throw refused(
          file,
          0,
          "the file is empty; a spec has at least an objective, as in objective: rosenbrock");
    }
    return new SpecText(file.toString(), decode(file, bytes));
  }

  /** Returns the folder that paths in this spec are relative to. */
  public Path folder() {
    Path parent = Path.of(file).getParent();
    return parent == null ? Path.of("") : parent;
  }

  /** Returns the name a run has if the spec gives none: the file's, without its ending. */
  public String usualName() {
    Path last = Path.of(file).getFileName();
    String name = last == null ? "" : last.toString().replaceFirst("\\.[A-Za-z]+$", "");
    return name.isBlank() ? "run" : name;
  }

  private static byte[] bytes(Path file) {
    if (Files.isDirectory(file)) {
      throw refused(file, 0, "this is a folder, not a spec");
    }
    if (!Files.exists(file)) {
      throw refused(file, 0, "there is no such file");
    }
    try {
      if (Files.size(file) > LARGEST) {
        String message = "the file has " + Files.size(file) + " bytes";
        throw refused(file, 0, message + ", but a spec has at most " + LARGEST);
      }
      return Files.readAllBytes(file);
    } catch (AccessDeniedException e) {
      throw refused(file, 0, "you may not read the file");
    } catch (IOException e) {
      throw refused(file, 0, "the file cannot be read: " + e.getMessage());
    }
  }

  private static String decode(Path file, byte[] bytes) {
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      return decoder.decode(buffer).toString();
    } catch (CharacterCodingException e) {
      int at = buffer.position();
      int line = 1;
      for (int i = 0; i < at; i++) {
        line += bytes[i] == '\n' ? 1 : 0;
      }
      String found = String.format("byte 0x%02x at offset %d", bytes[at], at);
      throw refused(file, line, "this is no text: " + found + " is not UTF-8");
    }
  }

  private static SpecException refused(Path file, int line, String message) {
    return new SpecException(new Problem(file.toString(), line, 0, "", message));
  }
}
