package dev.dupin.runtime.results;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
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
   * @throws IOException if there is none, or it cannot be read; the message says which
   */
  public static EarlierResult read(Path path) throws IOException {
    Path file = Files.isDirectory(path) ? path.resolve(RunFolder.RESULT) : path;
    try {
      Path folder = file.toAbsolutePath().getParent();
      JsonNode document = JsonMapper.shared().readTree(Files.readAllBytes(file));
      return new EarlierResult(folder == null ? path : folder, document);
    } catch (NoSuchFileException e) {
      throw new IOException("there is no result of a finished run: " + file + " does not exist", e);
    } catch (JacksonException e) {
      throw new IOException(file + " is no result of a run: " + e.getOriginalMessage(), e);
    }
  }

  /** Returns the end point, or empty if the result has none. */
  public Optional<double[]> end() throws IOException {
    return point(document.path("point"), RunFolder.POINT);
  }

  /** Returns the point that the verdict found lower than the end, or empty if it found none. */
  public Optional<double[]> witness() throws IOException {
    JsonNode witness = document.path("verdict").path("witness");
    return witness.isObject() ? point(witness.path("point"), RunFolder.WITNESS) : Optional.empty();
  }

  private Optional<double[]> point(JsonNode node, String fileName) throws IOException {
    if (node.isArray()) {
      double[] point = new double[node.size()];
      for (int i = 0; i < point.length; i++) {
        point[i] = node.get(i).asDouble(Double.NaN);
      }
      return Optional.of(point);
    }
    Path file = folder.resolve(fileName);
    return Files.exists(file) ? Optional.of(numpy(Files.readAllBytes(file))) : Optional.empty();
  }

  /** Reads what {@link NumpyFile} writes. */
  private static double[] numpy(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    if (bytes.length < NumpyFile.PREFIX) {
      throw new IOException("the point's file is cut short");
    }
    int header = NumpyFile.PREFIX + buffer.getShort(NumpyFile.PREFIX - Short.BYTES);
    String text = new String(bytes, 0, Math.min(header, bytes.length), StandardCharsets.ISO_8859_1);
    if (!text.contains("'descr': '<f8'") || (bytes.length - header) % Double.BYTES != 0) {
      throw new IOException("the point's file holds no vector of doubles");
    }
    double[] vector = new double[(bytes.length - header) / Double.BYTES];
    buffer.position(header).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().get(vector);
    return vector;
  }
}
