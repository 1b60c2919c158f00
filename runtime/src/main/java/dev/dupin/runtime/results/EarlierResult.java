package dev.dupin.runtime.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The points in the result of a run that has finished: its end, and a lower one where it has one.
 */
public final class EarlierResult {

  private static final String NOT_FINITE = " is no finite number";

  private final Path folder;
  private final JsonNode document;

  private EarlierResult(Path folder, JsonNode document) {
    this.folder = folder;
    this.document = document;
  }

  /**
   * Reads the result of a run.
   *
   * @param path the folder of the run, or the {@code result.json} in it
   * @throws IOException if there is none, or it cannot be read; the message is for the user
   */
  public static EarlierResult read(Path path) throws IOException {
    Path file = Files.isDirectory(path) ? path.resolve(RunFolder.RESULT) : path;
    Path folder = file.toAbsolutePath().getParent();
    return new EarlierResult(folder == null ? path : folder, document(path, file));
  }

  private static JsonNode document(Path path, Path file) throws IOException {
    try {
      JsonNode document = JsonMapper.shared().readTree(bytes(path, file));
      if (document.isObject()) {
        return document;
      }
      throw new IOException(file + " is no result of a run: it holds no JSON object");
    } catch (JacksonException e) {
      throw new IOException(file + " is no result of a run: " + e.getOriginalMessage(), e);
    }
  }

  private static byte[] bytes(Path path, Path file) throws IOException {
    try {
      return Files.readAllBytes(file);
    } catch (NoSuchFileException e) {
      throw new IOException(missing(path, file), e);
    } catch (IOException e) {
      throw new IOException("cannot read " + file + ": " + e, e);
    }
  }

  private static String missing(Path path, Path file) {
    return RunFolder.isSweep(path)
        ? path + " holds a sweep; name the folder of one of its trials"
        : "there is no result of a finished run: " + file + " does not exist";
  }

  /**
   * Returns the end point.
   *
   * @throws IOException if the result has none, or one that is not finite
   */
  public double[] end() throws IOException {
    return point(document.path("point"), RunFolder.POINT);
  }

  /**
   * Returns the point that the verdict found lower than the end, or empty if it found none.
   *
   * @throws IOException if it found one that cannot be read
   */
  public Optional<double[]> witness() throws IOException {
    JsonNode witness = document.path("verdict").path("witness");
    return witness.isObject()
        ? Optional.of(point(witness.path("point"), RunFolder.WITNESS))
        : Optional.empty();
  }

  private double[] point(JsonNode node, String fileName) throws IOException {
    double[] point = node.isArray() ? coordinates(node) : inFile(folder.resolve(fileName));
    for (int i = 0; i < point.length; i++) {
      if (!Double.isFinite(point[i])) {
        throw new IOException("coordinate " + (i + 1) + " of the point in " + folder + NOT_FINITE);
      }
    }
    return point;
  }

  /** A coordinate that is not finite stands as null in the result. */
  private static double[] coordinates(JsonNode node) {
    double[] point = new double[node.size()];
    for (int i = 0; i < point.length; i++) {
      JsonNode coordinate = node.get(i);
      point[i] = coordinate.isNumber() ? coordinate.asDouble(Double.NaN) : Double.NaN;
    }
    return point;
  }

  private static double[] inFile(Path file) throws IOException {
    try {
      return NumpyFile.vector(Files.readAllBytes(file));
    } catch (NoSuchFileException e) {
      throw new IOException("the result has no such point, and " + file + " does not exist", e);
    } catch (IOException e) {
      throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
