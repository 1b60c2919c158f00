package dev.dupin.objectives.data;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.Features;
import dev.dupin.core.data.SparseFeatures;
import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;

/**
 * How much heap it takes to read files of 100 MB, against the arrays that they become: each file is
 * read by fresh virtual machines, with ever less heap, until one runs out. Run {@link #main}.
 */
public final class LoadingBenchmark {

  private static final long BYTES = 100_000_000;
  // As the launcher has it. A third of the heap is for young objects and holds no large array.
  private static final String COLLECTOR = "-XX:+UseSerialGC";
  private static final double[] FACTORS = {
    5, 4, 3.5, 3.3, 3, 2.8, 2.6, 2.4, 2.2, 2.1, 2, 1.8, 1.6, 1.4, 1.2
  };
  private static final Optional<Split> NO_SPLIT = Optional.empty();
  private static final Optional<Split> SPLIT = Optional.of(new Split(0.2, 1, false));

  private LoadingBenchmark() {}

  /**
   * Without arguments writes the files and measures; with a kind, a file and whether to split,
   * reads that file and tells the size of its arrays and the seconds.
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 3) {
      read(arguments[0], Path.of(arguments[1]), Boolean.parseBoolean(arguments[2]));
      return;
    }
    Path folder = Files.createTempDirectory("loading");
    for (String kind : List.of("csv", "libsvm-sparse", "libsvm-dense", "idx")) {
      Path file = folder.resolve(kind);
      write(kind, file);
      for (boolean split : new boolean[] {false, true}) {
        measure(kind, file, split);
      }
      Files.delete(file);
    }
    Files.delete(folder);
  }

  private static void measure(String kind, Path file, boolean split)
      throws IOException, InterruptedException {
    String told = run("-Xmx4g", kind, file, split).orElseThrow();
    double megabytes = Double.parseDouble(told.split(" ")[0]);
    double smallest = Double.NaN;
    String seconds = "";
    for (double factor : FACTORS) {
      Optional<String> result = run("-Xmx" + (int) (factor * megabytes) + "m", kind, file, split);
      if (result.isEmpty()) {
        break;
      }
      smallest = factor;
      seconds = result.get().split(" ")[1];
    }
    System.out.printf(
        Locale.ROOT,
        "%-14s %-8s %4.0f MB of file, %4.0f MB of arrays, read with %.1f times that;"
            + " %s s, %s s with plenty%n",
        kind,
        split ? "split" : "",
        Files.size(file) / 1e6,
        megabytes,
        smallest,
        seconds,
        told.split(" ")[1]);
  }

  private static Optional<String> run(String heap, String kind, Path file, boolean split)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(System.getProperty("java.home") + File.separator + "bin" + File.separator + "java");
    command.addAll(List.of(heap, COLLECTOR, "-cp", System.getProperty("java.class.path")));
    command.add(LoadingBenchmark.class.getName());
    command.addAll(List.of(kind, file.toString(), Boolean.toString(split)));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
  }

  private static void read(String kind, Path file, boolean split) {
    long begin = System.nanoTime();
    Dataset data = source(kind, file, split ? SPLIT : NO_SPLIT).load();
    double seconds = (System.nanoTime() - begin) / 1e9;
    double bytes = bytes(data) + data.heldOut().map(LoadingBenchmark::bytes).orElse(0.0);
    System.out.printf(Locale.ROOT, "%.1f %.1f%n", bytes / (1 << 20), seconds);
  }

  private static DataSource source(String kind, Path file, Optional<Split> split) {
    return switch (kind) {
      case "csv" ->
          new CsvSource(
              new CsvSource.Config(
                  file,
                  Optional.of("c1"),
                  Optional.empty(),
                  Optional.empty(),
                  false,
                  false,
                  split,
                  ","));
      case "idx" ->
          new IdxSource(
              new IdxSource.Config(file, Optional.empty(), OptionalDouble.empty(), false, split));
      default -> new LibsvmSource(new LibsvmSource.Config(file, Optional.empty(), false, split));
    };
  }

  private static double bytes(Dataset data) {
    Features features = data.features();
    double ofFeatures =
        features instanceof SparseFeatures sparse
            ? 12.0 * sparse.entries() + 4.0 * sparse.rows()
            : 8.0 * ((DenseFeatures) features).values().length;
    return ofFeatures + 4.0 * data.rows() + (data.target().isPresent() ? 8.0 * data.rows() : 0);
  }

  private static void write(String kind, Path file) throws IOException {
    try (PrintStream text =
        new PrintStream(
            new BufferedOutputStream(Files.newOutputStream(file), 1 << 16),
            false,
            StandardCharsets.UTF_8)) {
      switch (kind) {
        case "csv" -> writeCsv(text);
        case "libsvm-sparse" -> writeLibsvm(text, 100_000, 200);
        case "libsvm-dense" -> writeLibsvm(text, 100, 1);
        default -> writeIdx(new DataOutputStream(text));
      }
    }
  }

  private static void writeCsv(PrintStream text) {
    text.println(String.join(",", Dataset.numberedNames("c", 50)));
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder row = new StringBuilder();
    for (long bytes = 0; bytes < BYTES; bytes += row.length()) {
      row.setLength(0);
      for (int column = 0; column < 50; column++) {
        row.append(column == 0 ? "" : ",").append(random.nextInt(2_000_000) / 1e5 - 10);
      }
      text.println(row);
    }
  }

  private static void writeLibsvm(PrintStream text, int columns, int gap) {
    SplittableRandom random = new SplittableRandom(1);
    StringBuilder row = new StringBuilder();
    for (long bytes = 0; bytes < BYTES; bytes += row.length()) {
      row.setLength(0);
      row.append(random.nextBoolean() ? "+1" : "-1");
      for (int index = 1 + random.nextInt(gap); index <= columns; ) {
        row.append(' ').append(index).append(':').append((1 + random.nextInt(999_999)) / 1e6);
        index += 1 + random.nextInt(2 * gap - 1);
      }
      text.println(row);
    }
  }

  private static void writeIdx(DataOutputStream bytes) throws IOException {
    int images = (int) (BYTES / 784);
    bytes.writeInt(0x00000803);
    bytes.writeInt(images);
    bytes.writeInt(28);
    bytes.writeInt(28);
    SplittableRandom random = new SplittableRandom(1);
    byte[] pixels = new byte[784];
    for (int image = 0; image < images; image++) {
      random.nextBytes(pixels);
      bytes.write(pixels);
    }
  }
}
