package dev.dupin.runtime.results;

import dev.dupin.core.minimizer.Category;
import dev.dupin.core.minimizer.Result;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The folder of one run: {@code spec.yaml}, {@code trace.csv}, {@code result.json}, and {@code
 * point.npy} where the point is long. The result is written last, whole: where it is, the run has
 * finished. {@code checkpoint/} holds the state of a run that has not converged.
 */
public final class RunFolder {
  private static final String SPEC = "spec.yaml";
  private static final String TRACE = "trace.csv";
  static final String RESULT = "result.json";
  static final String POINT = "point.npy";

  /** The lower point that the verdict found, where it is too long for the result. */
  static final String WITNESS = "witness.npy";

  private static final String CHECKPOINT = "checkpoint";

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

  /**
   * Opens the folder of a run that is to go on: nothing is removed but its result, since the run is
   * no longer finished.
   *
   * @throws IOException also if no run lies there; the message is for the user
   */
  public static RunFolder resume(Path path) throws IOException {
    if (!Files.exists(path.resolve(SPEC))) {
      throw new IOException(
          path
              + (isSweep(path)
                  ? " holds a sweep; name the folder of one of its trials"
                  : " holds no run: there is no " + SPEC + " in it"));
    }
    return new RunFolder(path);
  }

  /** Returns the effective spec of a run that lies there. */
  public Path spec() {
    return path.resolve(SPEC);
  }

  /**
   * Returns the checkpoint.
   *
   * @throws IOException also if there is none, or it is broken; the message is for the user
   */
  public Checkpoint readCheckpoint() throws IOException {
    return Checkpoint.read(path.resolve(CHECKPOINT));
  }

  /** Returns where checkpoints go; whoever opens it closes it. */
  public CheckpointWriter openCheckpoint(String specHash) {
    return new CheckpointWriter(path.resolve(CHECKPOINT), specHash);
  }

  /**
   * Goes on with the trace of a run.
   *
   * @param every as in {@link #openTrace}
   * @param trials made before the checkpoint; later rows are removed, the run makes them again
   */
  public TraceWriter resumeTrace(int every, long trials) throws IOException {
    for (String name : new String[] {RESULT, POINT, WITNESS}) {
      Files.deleteIfExists(path.resolve(name)); // the points belong to the result
    }
    return TraceWriter.resume(path.resolve(TRACE), every, trials);
  }

  /** Returns whether a finished run lies there. */
  static boolean isFinished(Path folder) {
    return Files.exists(folder.resolve(RESULT));
  }

  /** Returns whether a folder holds the trials of a sweep. */
  static boolean isSweep(Path folder) {
    return Files.exists(folder.resolve("summary.csv"));
  }

  /** Removes the files of an earlier run, the result first: without it there is no finished run. */
  private void clear() throws IOException {
    for (String name : new String[] {RESULT, POINT, WITNESS, TRACE, SPEC}) {
      Files.deleteIfExists(path.resolve(name));
    }
    Checkpoint.remove(path.resolve(CHECKPOINT));
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
      Optional<double[]> witness = ResultDocument.witness(result);
      if (witness.isPresent()) {
        AtomicFile.write(path, WITNESS, NumpyFile.bytes(witness.get()));
      }
    }
    if (result.status().category() == Category.CONVERGED) {
      Checkpoint.remove(path.resolve(CHECKPOINT)); // there is nothing left to resume
    }
    AtomicFile.write(path, RESULT, ResultDocument.bytes(provenance, result));
  }
}
