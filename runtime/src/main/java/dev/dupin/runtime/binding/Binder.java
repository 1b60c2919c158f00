package dev.dupin.runtime.binding;

import dev.dupin.runtime.Origin;
import dev.dupin.runtime.plugin.PartRegistry;
import dev.dupin.runtime.spec.Located;
import dev.dupin.runtime.spec.Problems;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What the binding of one spec shares: the problems found, and the parts found right, even those
 * within something that is wrong, so that what they say while they are built is told as well.
 */
public final class Binder {

  private final Schemas schemas;
  private final Path folder;
  private final FileDigests digests;
  private final Problems problems;
  private final boolean pluginsAreBroken;
  private final List<BoundPart> parts = new ArrayList<>();

  /**
   * @param schemas what parts there are
   * @param folder that paths are relative to
   * @param digests of the files that a spec names
   * @param problems takes what is wrong
   * @param pluginsAreBroken whether an unknown name may be that of a plugin that was not loaded
   */
  public Binder(
      Schemas schemas,
      Path folder,
      FileDigests digests,
      Problems problems,
      boolean pluginsAreBroken) {
    this.schemas = schemas;
    this.folder = folder;
    this.digests = digests;
    this.problems = problems;
    this.pluginsAreBroken = pluginsAreBroken;
  }

  /** Returns the parts found right so far, each after those nested in it. */
  public List<BoundPart> parts() {
    return List.copyOf(parts);
  }

  void found(BoundPart part) {
    parts.add(part);
  }

  Schemas schemas() {
    return schemas;
  }

  PartRegistry registry() {
    return schemas.registry();
  }

  Path folder() {
    return folder;
  }

  FileDigests digests() {
    return digests;
  }

  Problems problems() {
    return problems;
  }

  /** Notes that a name is unknown. */
  String unknownPart(String hint) {
    if (!pluginsAreBroken) {
      return hint;
    }
    problems.pluginMissing();
    return hint + "; a plugin that could not be loaded may have it";
  }

  void wrongType(Located node, String path, Shape expected) {
    wrongType(node.origin(), path, expected.words(), node.words());
  }

  void wrongType(Origin origin, String path, String expected, String found) {
    problems.add(origin, path, "expected " + expected + ", found " + found);
  }
}
