package dev.dupin.runtime.spec;

import dev.dupin.runtime.Origin;

/** A piece of a spec that knows where it came from. Immutable. */
public sealed interface Located permits LocatedScalar, LocatedList, LocatedMap {

  /** Returns where it came from. */
  Origin origin();

  /** Returns the same piece, and everything in it, as if it came from elsewhere. */
  Located at(Origin origin);

  /** Returns what it is, in words that follow "found". */
  String words();

  /** Returns its value in short, for the name of a trial. */
  String label();
}
