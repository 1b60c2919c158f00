package dev.dupin.runtime.results;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where a command leaves its results: the folder of its one run, or, for a sweep, a folder with one
 * for each trial and a summary. Results that are there are never overwritten unasked.
 */
public final class OutputFolder {
  private static final String SUMMARY = "summary.csv";
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

  private final Path path;
  private final Set<String> taken = new HashSet<>();

  private OutputFolder(Path path) {
    this.path = path;
  }

  /**
   * Makes a new folder {@code <name>-<time>} under the parent, with a number behind it where two
   * commands start in one second.
   */
  public static OutputFolder fresh(Path parent, String name, LocalDateTime now) throws IOException {
    Files.createDirectories(parent);
    String stem = fileName(name) + "-" + TIME.format(now);
    for (int number = 1; ; number++) {
      Path path = parent.resolve(number == 1 ? stem : stem + "-" + number);
      try {
        return new OutputFolder(Files.createDirectory(path));
      } catch (FileAlreadyExistsException e) {
        // Taken, perhaps this very moment: only making a folder can tell.
      }
    }
  }

  /**
   * Takes the folder a user named, and makes it where it is missing.
   *
   * @param overwrite remove the results that are there
   * @throws OccupiedException if results are there and may not be removed
   */
  public static OutputFolder at(Path path, boolean overwrite) throws IOException {
    List<Path> runs = runs(path);
    boolean summary = Files.exists(path.resolve(SUMMARY));
    if (!overwrite && (summary || !runs.isEmpty())) {
      throw new OccupiedException(path);
    }
    Files.createDirectories(path);
    Files.deleteIfExists(path.resolve(SUMMARY));
    for (Path run : runs) {
      if (run.equals(path)) {
        RunFolder.open(run);
      } else {
        RunFolder.remove(run);
      }
    }
    return new OutputFolder(path);
  }

  /** Returns the finished runs in that folder: itself, and those one level below. */
  private static List<Path> runs(Path folder) throws IOException {
    List<Path> runs = new ArrayList<>();
    if (!Files.isDirectory(folder)) {
      return runs;
    }
    if (RunFolder.isFinished(folder)) {
      runs.add(folder);
    }
    try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
      for (Path child : children) {
        if (RunFolder.isFinished(child)) {
          runs.add(child);
        }
      }
    }
    return runs;
  }

  /** Returns the name with every character that is awkward in a file name replaced by a hyphen. */
  public static String fileName(String name) {
    String plain = name.replaceAll("[^\\p{L}\\p{N}._=+-]+", "-").replaceAll("^[.-]+|-+$", "");
    return plain.isEmpty() ? "run" : plain;
  }

  /** Returns the folder. */
  public Path path() {
    return path;
  }

  /** Opens this folder for the command's one run. */
  public RunFolder single() throws IOException {
    return RunFolder.open(path);
  }

  /**
   * Opens the folder of one trial of a sweep: the trial's name as a file name, with a number behind
   * it where two names become the same.
   */
  public RunFolder trial(String trial) throws IOException {
    String stem = fileName(trial);
    String unique = stem;
    for (int number = 2; !taken.add(unique.toLowerCase(Locale.ROOT)); number++) {
      unique = stem + "-" + number;
    }
    return RunFolder.open(path.resolve(unique));
  }

  /** Opens the summary of a sweep; whoever opens it closes it. */
  public SweepSummary openSummary() throws IOException {
    return SweepSummary.open(path.resolve(SUMMARY));
  }

  /** Results are there and may not be removed. */
  public static final class OccupiedException extends IOException {
    private static final long serialVersionUID = 1L;

    OccupiedException(Path path) {
      super(path + " holds results already; choose another folder with -o, or add --overwrite");
    }
  }
}
