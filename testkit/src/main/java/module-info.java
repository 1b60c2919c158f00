/** Contract tests that the author of a plugin extends. */
@org.jspecify.annotations.NullMarked
module dev.dupin.testkit {
  requires transitive dev.dupin.core;
  requires transitive org.junit.jupiter.api;
  requires static org.jspecify;

  exports dev.dupin.testkit;
}
