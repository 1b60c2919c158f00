package dev.dupin.objectives.data;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.data.Dataset;
import dev.dupin.core.data.DenseFeatures;
import dev.dupin.core.data.LoadingListener;
import dev.dupin.core.data.Target;
import dev.dupin.core.plugin.Default;
import dev.dupin.core.plugin.Range;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * Reads images and labels in the IDX format of MNIST (LeCun, Cortes, Burges 1998), with any of its
 * number types, compressed by gzip or not.
 *
 * <p>Each item of the file of images is a row: its numbers, pixel by pixel along the lines of the
 * image, are the features x1, x2, …, divided by {@code scale}. The target {@code label} is the
 * number of the other file. Features are stored dense, 8 bytes a pixel, and read straight into
 * place; a split copies them once. Where a message points at a line, it is the number of the item,
 * from 1.
 */
public final class IdxSource implements DataSource {

  private final Config config;
  private final LoadingListener listener;

  /**
   * What a spec says.
   *
   * @param images the file of features, such as {@code train-images-idx3-ubyte.gz}
   * @param labels the file of the target, one number for each image; no target if left out, as for
   *     an autoencoder
   * @param scale what the features are divided by; left out: 255 where they are unsigned bytes, so
   *     that they lie in [0, 1], and 1 where they are other numbers
   * @param standardize whether every pixel is shifted to mean 0 and scaled to population standard
   *     deviation 1 (one that never changes becomes 0), as the rows for training say
   * @param split which rows are held out for testing; none if left out
   */
  public record Config(
      Path images,
      Optional<Path> labels,
      @Range("(0, inf)") OptionalDouble scale,
      @Default("false") boolean standardize,
      Optional<Split> split) {}

  /** Keeps the configuration; {@link #load} reads the files, watched by nobody. */
  public IdxSource(Config config) {
    this(config, LoadingListener.NONE);
  }

  /** Keeps the configuration; {@link #load} reads the files. */
  @Inject
  public IdxSource(Config config, LoadingListener listener) {
    this.config = config;
    this.listener = listener;
  }

  @Override
  public Dataset load() {
    return new Preparation(config.split(), config.standardize()).apply(read());
  }

  private Dataset read() {
    // Labels first: they are small, and may be the wrong file.
    Optional<IdxArray> labels = config.labels().map(this::labels);
    IdxArray images = IdxReader.read(config.images(), listener);
    labels.ifPresent(numbers -> checkCounts(images, numbers));
    int columns = images.numbersPerItem();
    return new Dataset(
        images.origin(),
        new DenseFeatures(images.items(), columns, scaled(images)),
        Dataset.numberedNames("x", columns),
        labels.map(numbers -> new Target("label", numbers.values(), List.of())),
        IntStream.rangeClosed(1, images.items()).toArray());
  }

  private IdxArray labels(Path path) {
    IdxArray labels = IdxReader.read(path, listener);
    if (labels.shape().length > 1) {
      throw labels.problem(
          "this holds "
              + labels.sizes()
              + " numbers, where a label is one number; are 'images' and 'labels' swapped?");
    }
    return labels;
  }

  private static void checkCounts(IdxArray images, IdxArray labels) {
    if (images.items() != labels.items()) {
      throw labels.problem(
          "there are %d labels for the %d images in %s"
              .formatted(labels.items(), images.items(), images.origin()));
    }
  }

  private double[] scaled(IdxArray images) {
    double usual = images.type() == ElementType.UNSIGNED_BYTE ? 255 : 1;
    double scale = config.scale().orElse(usual);
    double[] values = images.values();
    for (int i = 0; i < values.length; i++) {
      values[i] /= scale;
      if (!Double.isFinite(values[i])) {
        throw images.problem("divided by scale " + scale + ", its numbers are beyond a double");
      }
    }
    return values;
  }
}
