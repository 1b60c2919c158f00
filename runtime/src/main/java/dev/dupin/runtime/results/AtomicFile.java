package dev.dupin.runtime.results;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file so that a reader sees all of it or none of it, even if the machine stops. */
final class AtomicFile {
  private static final int BUFFER_BYTES = 1 << 16;

  private AtomicFile() {}

  /** What a file will hold, written piece by piece. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes a file that is small enough to be held as a whole. */
  static void write(Path folder, String name, byte[] bytes) throws IOException {
    write(folder, name, out -> out.write(bytes));
  }

  /**
   * Writes the content to a temporary file beside the target, forces it to the disk and renames it.
   */
  static void write(Path folder, String name, Content content) throws IOException {
    // Not Files.createTempFile: its files are readable by their owner alone, and so would be
    // results.
    Path temporary = folder.resolve("." + name + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      // Not a channel: an interrupt closes those, and results are written after one, too.
      try (FileOutputStream file = new FileOutputStream(temporary.toFile())) {
        BufferedOutputStream buffered = new BufferedOutputStream(file, BUFFER_BYTES);
        content.writeTo(buffered);
        buffered.flush();
        file.getFD().sync();
      }
      move(temporary, folder.resolve(name));
      forceFolder(folder);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static void move(Path from, Path to) throws IOException {
    try {
      Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** A rename is on the disk once its folder is. Not every system can force a folder. */
  private static void forceFolder(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Windows opens no folder as a file, and an interrupt closes it; the rename has happened.
    }
  }
}
