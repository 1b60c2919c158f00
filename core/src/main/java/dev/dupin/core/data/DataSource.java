package dev.dupin.core.data;

/**
 * A recipe for reading data: an extension point, so that plugins can bring formats of their own.
 */
public interface DataSource {

  /**
   * Reads the data. Called once by each objective built from it.
   *
   * @throws DataException if the data cannot be used, saying where
   */
  Dataset load();
}
