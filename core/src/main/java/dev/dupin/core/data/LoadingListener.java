package dev.dupin.core.data;

/**
 * Is told how far the reading of data has come, so that a person who waits sees it. A data source
 * asks for one by its constructor, {@code @Inject MySource(Config config, LoadingListener
 * listener)}; there always is one. Called by the thread that reads, now and then (the built-in
 * sources: every 64 KB).
 */
public interface LoadingListener {

  /** Nobody waits. */
  LoadingListener NONE =
      new LoadingListener() {
        @Override
        public void read(String origin, long bytes, long total) {}

        @Override
        public void end(String origin) {}
      };

  /**
   * So much was read.
   *
   * @param origin the file as the user named it
   * @param bytes read so far
   * @param total the size of the file in bytes; 0 if it has none, as a pipe
   */
  void read(String origin, long bytes, long total);

  /** The file is closed: it was read whole, or something was wrong with it. */
  void end(String origin);
}
