package dev.dupin.core.objective;

import java.util.List;

/**
 * What a user must know before trusting the point, such as that the function has no minimum at all.
 * Asked once, at the end of a run, and shown beside its result; it may take time.
 */
public interface Warnings extends Structure {

  /**
   * Returns whole sentences, each with what was found, why it matters and what to do; empty where
   * there is nothing to say.
   */
  List<String> values();
}
