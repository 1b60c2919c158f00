package dev.dupin.runtime.results;

import dev.dupin.core.minimizer.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of one run: {@code spec.yaml}, {@code trace.csv}, {@code result.json}, and {@code
 * point.npy} where the point is long. The result is written last, whole: where it is, the run has
 * finished.
 */
public final class RunFolder {
  private static final String SPEC = "spec.yaml";
  private static final String TRACE = "trace.csv";
  private static final String RESULT = "result.json";
  private static final String POINT = "point.npy";

  private final Path path;

  private RunFolder(Path path) {
    this.path = path;
  }

  /**
   * Opens the folder for a new run: makes it where it is missing, removes what an earlier run left.
   * Whether that may be removed is {@link OutputFolder}'s question.
   */
  static RunFolder open(Path path) throws IOException {
    Files.createDirectories(path);
    RunFolder folder = new RunFolder(path);
    folder.clear();
    return folder;
  }

  /** Returns whether a finished run lies there. */
  static boolean isFinished(Path folder) {
    return Files.exists(folder.resolve(RESULT));
  }

  /** Removes the files of an earlier run, the result first: without it there is no finished run. */
  private void clear() throws IOException {
    for (String name : new String[] {RESULT, POINT, TRACE, SPEC}) {
      Files.deleteIfExists(path.resolve(name));
    }
  }

  /** Removes what a run left in that folder, and the folder if nothing else is in it. */
  static void remove(Path folder) throws IOException {
    new RunFolder(folder).clear();
    try (var rest = Files.list(folder)) {
      if (rest.findAny().isPresent()) {
        return;
      }
    }
    Files.delete(folder);
  }

  /** Returns the folder. */
  public Path path() {
    return path;
  }

  /** Writes the effective spec. */
  public void writeSpec(String effectiveSpec) throws IOException {
    AtomicFile.write(path, SPEC, effectiveSpec.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Opens the trace; whoever opens it closes it.
   *
   * @param every write the start, every so many trials one, and the last
   */
  public TraceWriter openTrace(int every) throws IOException {
    return TraceWriter.open(path.resolve(TRACE), every);
  }

  /** Writes the result, which says that the run has finished: the last thing to do. */
  public void writeResult(Provenance provenance, Result result) throws IOException {
    if (ResultDocument.leavesPointOut(result)) {
      AtomicFile.write(path, POINT, NumpyFile.bytes(result.point()));
    }
    AtomicFile.write(path, RESULT, ResultDocument.bytes(provenance, result));
  }
}
