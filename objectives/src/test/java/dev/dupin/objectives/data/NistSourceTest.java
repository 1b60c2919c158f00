package dev.dupin.objectives.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dupin.core.data.DataException;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.objectives.data.NistProblem.Parameter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NistSourceTest {

  /** In the format of NIST, with numbers and words of our own. */
  private static final String FILE =
      """
      Dataset Name:  Invented            (Invented.dat)

      File Format:   ASCII
                     Data              (lines 29 to 32)

      Data:          1 Response  (y = heat)
                     2 Predictors (x1, x2)
                     4 Observations

      Model:         Exponential Class
                     2 Parameters (b1 and b2)

                     log[y] = b1*x1**(-.5) +
                              arctan[b2*x2]  +  e

                Starting values                  Certified Values

              Start 1     Start 2           Parameter     Standard Deviation
        b1 =   -200       -1.5E2        -2.5E+00  2.9715175411E-02
        b2 =     0.8        0.85         9.3218483193E-01  2.0E-02

      Residual Sum of Squares:                    5.24E-04
      Residual Standard Deviation:                1.86E-03
      Degrees of Freedom:                                 2
      Number of Observations:                             4


      Data:  y              x1           x2
           8.930E0        9.000E0      -1
           10.8           14.000E0      .5
           1              2             3
           4              5             6

      """;

  @TempDir private Path folder;

  private NistSource source(String text) {
    try {
      return new NistSource(
          new NistSource.Config(Files.writeString(folder.resolve("some.dat"), text)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void the_response_becomes_the_target_and_the_rest_features() {
    Dataset data = source(FILE).load();
    assertEquals("y", data.target().orElseThrow().name());
    assertArrayEquals(new double[] {8.93, 10.8, 1, 4}, data.target().orElseThrow().values());
    assertEquals(List.of("x1", "x2"), data.featureNames());
    assertArrayEquals(
        new double[] {9, -1, 14, 0.5, 2, 3, 5, 6}, ((DenseFeatures) data.features()).values());
    assertArrayEquals(new int[] {29, 30, 31, 32}, data.lines());
    assertEquals(folder.resolve("some.dat").toString(), data.origin());
  }

  @Test
  void the_header_tells_the_model_the_starts_and_what_is_certified() {
    NistProblem problem = source(FILE).problem();
    assertEquals("log(y)", problem.response());
    assertEquals("b1*x1^(-.5) + atan(b2*x2)", problem.model());
    assertEquals(
        List.of(
            new Parameter("b1", -200, -150, -2.5, 2.9715175411E-02),
            new Parameter("b2", 0.8, 0.85, 9.3218483193E-01, 0.02)),
        problem.parameters());
    assertEquals(5.24e-4, problem.residualSumOfSquares());
    assertEquals(1.86e-3, problem.residualStandardDeviation());
    assertEquals(2, problem.degreesOfFreedom());
  }

  @Test
  void the_data_alone_are_enough_to_load() {
    assertEquals(2, source("Data: y x\n1 2\n\n3 4\n").load().rows());
  }

  @Test
  void mistakes_are_told_where_they_stand() {
    refused("", "some.dat: no line has 'Data:' and the column names; is this a NIST file");
    refused("y,x\n1,2\n", "some.dat: no line has 'Data:' and the column names");
    refused("Data: y x\n", "some.dat: the file names columns, but holds no row below them");
    refused("Data: y\n1\n", "some.dat:1: the data have one column");
    refused("Data: y  x-1\n1 2\n", "some.dat:1:10: 'x-1' cannot be the name of a column");
    refused("Data: y  y\n1 2\n", "some.dat:1:10: the column 'y' is named twice");
    refused("Data: y x\n1 2\n3\n", "some.dat:3: the row has 1 number, the columns are y, x");
    refused("Data: y x\n1 2\n3  4,5\n", "some.dat:3:4: a number is wanted; found '4,5'");
    refused("Data: y x\n1 NaN\n", "some.dat:2:3: a number is wanted; found 'NaN', which is no fin");
    refused(
        FILE.replace("     4              5             6\n", ""),
        "some.dat:25: the header promises 4 observations; below 'Data:' are 3");
    refused(
        "Number of Observations: few\nData: y x\n1 2\n",
        "some.dat:1:25: a number is wanted; found");
    refused("Number of Observations:\nData: y x\n1 2\n", "some.dat:1: a number is missing behind");
  }

  private void refused(String text, String message) {
    DataException e = assertThrows(DataException.class, () -> source(text).load());
    assertStarts(message, e);
  }

  private static void assertStarts(String message, DataException e) {
    String told = String.valueOf(e.getMessage());
    int from = Math.max(told.indexOf("some.dat"), 0);
    assertEquals(
        message, told.substring(from, Math.min(from + message.length(), told.length())), told);
  }

  @Test
  void a_header_without_its_parts_is_told() {
    refusedProblem("Model:", "no line has 'Model:'");
    refusedProblem("log[y] =", "no line has the model, such as 'y = b1*x + e'");
    refusedProblem(" =  ", "no line has starting and certified values");
    refusedProblem("Residual Sum of Squares:", "no line has 'Residual Sum of Squares:'");
  }

  private void refusedProblem(String removed, String message) {
    NistSource source = source(FILE.replace(removed, "      "));
    assertStarts("some.dat: " + message, assertThrows(DataException.class, source::problem));
  }

  @Test
  void a_file_that_is_absent_is_told() {
    NistSource source = new NistSource(new NistSource.Config(folder.resolve("some.dat")));
    assertStarts(
        "some.dat: there is no such file", assertThrows(DataException.class, source::load));
  }
}
