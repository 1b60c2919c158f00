package dev.dupin.runtime.results;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dupin.core.minimizer.Counts;
import dev.dupin.core.minimizer.Result;
import dev.dupin.core.minimizer.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class EarlierResultTest {
  private static final Provenance PROVENANCE =
      new Provenance("n", 1, "h", List.of(), new Environment("j", "o", 1, "l"));

  /** The long vectors of the verdict's record, by the names of its components. */
  private record Verdict(String kind, Optional<Box> box, Optional<Witness> witness) {}

  private record Box(double[] lower, double[] upper) {}

  private record Witness(double[] point, double value, double valueHere) {}

  @TempDir Path folder;

  private static double[] vector(int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] vector = new double[length];
    for (int i = 0; i < length; i++) {
      vector[i] = random.nextGaussian() * Math.pow(10, random.nextInt(-300, 300));
    }
    return vector;
  }

  private static Verdict saddle(double[] witness) {
    Box box = new Box(witness, witness);
    return new Verdict("SADDLE", Optional.of(box), Optional.of(new Witness(witness, -1, 0)));
  }

  private void write(RunFolder run, double[] point, Verdict verdict) throws IOException {
    run.writeResult(
        PROVENANCE,
        new Result(
            Status.MAX_ITERATIONS,
            "iterations 3 >= 3",
            point,
            0.5,
            1,
            3,
            4,
            0.25,
            new Counts(5, 4, 3, 2, 17.5),
            Map.of("verdict", verdict),
            Map.of(),
            List.of(),
            List.of(),
            Counts.NONE,
            Optional.empty()));
  }

  private RunFolder open() throws IOException {
    return OutputFolder.at(folder, true).single();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 10_000, 10_001, 20_000})
  void what_a_run_wrote_is_read_to_the_bit(int length) throws IOException {
    double[] point = vector(length, 1);
    double[] witness = vector(length, 2);
    write(open(), point, saddle(witness));
    EarlierResult read = EarlierResult.read(folder);
    assertArrayEquals(point, read.end());
    assertArrayEquals(witness, read.witness().orElseThrow());
    boolean isLong = length > ResultDocument.LONGEST_POINT;
    assertEquals(isLong, Files.exists(folder.resolve("witness.npy")));
    assertEquals(isLong, Files.exists(folder.resolve("point.npy")));
    assertArrayEquals(point, EarlierResult.read(folder.resolve("result.json")).end());
  }

  @Test
  void long_vectors_of_the_verdict_are_null_and_its_numbers_stay() throws IOException {
    write(open(), vector(10_001, 1), saddle(vector(10_001, 2)));
    JsonNode verdict = JsonMapper.shared().readTree(folder.resolve("result.json")).path("verdict");
    assertEquals("SADDLE", verdict.path("kind").asString());
    assertTrue(verdict.path("witness").path("point").isNull());
    assertEquals(-1, verdict.path("witness").path("value").asDouble());
    assertTrue(verdict.path("box").path("lower").isNull());
    assertTrue(verdict.path("box").path("upper").isNull());
    assertTrue(Files.size(folder.resolve("result.json")) < 10_000);
  }

  @Test
  void a_run_that_overwrites_leaves_no_old_witness() throws IOException {
    write(open(), vector(10_001, 1), saddle(vector(10_001, 2)));
    assertTrue(Files.exists(folder.resolve("witness.npy")));
    write(open(), vector(10_001, 1), new Verdict("MINIMUM", Optional.empty(), Optional.empty()));
    assertFalse(Files.exists(folder.resolve("witness.npy")));
    assertEquals(Optional.empty(), EarlierResult.read(folder).witness());
  }

  @Test
  void a_run_that_goes_on_leaves_no_old_witness() throws IOException {
    RunFolder run = open();
    run.writeSpec("name: n\n");
    run.openTrace(1).close();
    write(run, vector(10_001, 1), saddle(vector(10_001, 2)));
    RunFolder again = RunFolder.resume(folder);
    again.resumeTrace(1, 0).close();
    for (String name : List.of("result.json", "point.npy", "witness.npy")) {
      assertFalse(Files.exists(folder.resolve(name)), name);
    }
  }

  private void refused(String part) {
    IOException refused =
        assertThrows(
            IOException.class,
            () -> {
              EarlierResult read = EarlierResult.read(folder);
              read.end();
              read.witness();
            });
    assertTrue(String.valueOf(refused.getMessage()).contains(part), refused::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{\"point\": [1", "name: n", "[1, 2]", "3", "null", "{} x"})
  void what_is_no_result_is_refused(String text) throws IOException {
    Files.writeString(folder.resolve("result.json"), text);
    refused("result.json is no result of a run: ");
  }

  /**
   * A coordinate that is not finite is null in the result: 0 in its place would be another point.
   */
  @ParameterizedTest
  @ValueSource(strings = {"null", "\"1\"", "true", "[]", "1e999"})
  void a_coordinate_that_is_no_number_is_refused(String coordinate) throws IOException {
    Files.writeString(folder.resolve("result.json"), "{\"point\": [1, " + coordinate + "]}");
    refused("coordinate 2 of the point in ");
  }

  @Test
  void a_coordinate_that_is_no_number_is_refused_in_a_long_point() throws IOException {
    double[] point = vector(10_001, 1);
    point[9_999] = Double.NaN;
    write(open(), point, saddle(vector(10_001, 2)));
    refused("coordinate 10000 of the point in ");
  }

  @Test
  void a_point_that_is_missing_is_refused() throws IOException {
    Files.writeString(folder.resolve("result.json"), "{\"dimension\": 10001}");
    refused("point.npy does not exist");
    Files.writeString(
        folder.resolve("result.json"),
        "{\"point\": [1], \"verdict\": {\"witness\": {\"point\": null}}}");
    refused("witness.npy does not exist");
  }

  @Test
  void a_file_of_numbers_that_is_damaged_is_refused() throws IOException {
    Files.writeString(folder.resolve("result.json"), "{}");
    byte[] whole = NumpyFile.bytes(vector(20, 1));
    for (int length = 0; length < whole.length; length++) {
      Files.write(folder.resolve("point.npy"), java.util.Arrays.copyOf(whole, length));
      refused("point.npy: ");
    }
    Files.write(folder.resolve("point.npy"), java.util.Arrays.copyOf(whole, whole.length + 8));
    refused("longer than it says");
    byte[] singles = whole.clone();
    singles[new String(whole, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("f8") + 1] =
        '4';
    Files.write(folder.resolve("point.npy"), singles);
    refused("no vector of doubles");
  }

  @Test
  void a_folder_in_place_of_the_result_is_refused() throws IOException {
    Files.createDirectories(folder.resolve("result.json"));
    refused("cannot read ");
  }
}
