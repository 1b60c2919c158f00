package dev.dupin.objectives.blas;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where a system keeps its OpenBLAS. */
final class OpenBlasLibrary {

  /** As distributions name it; the p stands for threads, which is as good here. */
  private static final List<String> NAMES =
      List.of("libopenblas.so.0", "libopenblasp.so.0", "libopenblas.so");

  /** The folders of Debian and its like, by Java's name of the architecture. */
  private static final Map<String, String> ARCHITECTURES =
      Map.of(
          "amd64", "x86_64-linux-gnu",
          "aarch64", "aarch64-linux-gnu",
          "riscv64", "riscv64-linux-gnu");

  private OpenBlasLibrary() {}

  /** Returns the library's file, links resolved so that its name tells the version. */
  static Optional<Path> find() {
    String architecture = ARCHITECTURES.get(System.getProperty("os.arch", ""));
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (architecture == null || !system.equals("linux")) {
      return Optional.empty(); // netlib has no way to others
    }
    return find(folders(architecture, System.getenv().getOrDefault("LD_LIBRARY_PATH", "")));
  }

  /** Returns the folders in the order to look, those that the user has set first. */
  static List<Path> folders(String architecture, String libraryPath) {
    List<Path> folders = new ArrayList<>();
    for (String folder : libraryPath.split(File.pathSeparator)) {
      if (folder.startsWith("/")) {
        folders.add(Path.of(folder));
      }
    }
    folders.add(Path.of("/usr/local/lib"));
    folders.add(Path.of("/usr/lib", architecture));
    folders.add(Path.of("/usr/lib64"));
    folders.add(Path.of("/usr/lib"));
    folders.add(Path.of("/opt/OpenBLAS/lib"));
    return folders;
  }

  static Optional<Path> find(List<Path> folders) {
    for (Path folder : folders) {
      for (String name : NAMES) {
        Path file = folder.resolve(name);
        if (Files.isReadable(file)) {
          return Optional.of(resolved(file));
        }
      }
    }
    return Optional.empty();
  }

  private static Path resolved(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file;
    }
  }
}
