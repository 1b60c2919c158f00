package dev.dupin.core.data;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** Names made of a prefix and a number from 1: sparse data may have millions of columns. */
final class NumberedNames extends AbstractList<String> implements RandomAccess {

  private final String prefix;
  private final int size;

  NumberedNames(String prefix, int size) {
    if (size < 0) {
      throw new IllegalArgumentException("a list of names cannot have " + size + " entries");
    }
    this.prefix = prefix;
    this.size = size;
  }

  @Override
  public String get(int index) {
    return prefix + (Objects.checkIndex(index, size) + 1);
  }

  @Override
  public int size() {
    return size;
  }
}
