package dev.dupin.runtime.spec;

import dev.dupin.runtime.Origin;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A single value. What it means is decided by what is expected in its place; quoted, it is always
 * text.
 *
 * @param origin where it starts
 * @param text what is written, without quotes and escapes
 * @param plain whether it stands without quotes
 */
public record LocatedScalar(Origin origin, String text, boolean plain) implements Located {

  private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
  private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
  private static final Set<String> FALSE = Set.of("false", "False", "FALSE");

  /** Decimal numbers of YAML's core schema. */
  private static final Pattern NUMBER =
      Pattern.compile("[-+]?(\\.[0-9]+|[0-9]+(\\.[0-9]*)?)([eE][-+]?[0-9]+)?");

  /** YAML's {@code .inf}, and the bare word that people type. */
  private static final Pattern INFINITY = Pattern.compile("[-+]?(\\.inf|\\.Inf|\\.INF|inf)");

  private static final Set<String> NOT_A_NUMBER = Set.of(".nan", ".NaN", ".NAN", "nan", "NaN");

  /** Returns whether nothing is written here. */
  public boolean isNull() {
    return plain && NULLS.contains(text);
  }

  /** Returns whether this can be read as a truth value. */
  public boolean isBoolean() {
    return plain && (TRUE.contains(text) || FALSE.contains(text));
  }

  /** Returns the truth value. */
  public boolean truth() {
    return TRUE.contains(text);
  }

  /** Returns whether this can be read as a finite decimal number. */
  public boolean isNumber() {
    return plain && NUMBER.matcher(text).matches();
  }

  /** Returns whether this can be read as plus or minus infinity. */
  public boolean isInfinity() {
    return plain && INFINITY.matcher(text).matches();
  }

  /** Returns whether this spells NaN. */
  public boolean isNan() {
    return plain && NOT_A_NUMBER.contains(text);
  }

  /** Returns whether this can be nothing but text, such as the name of a part. */
  public boolean isWord() {
    return !isNull() && !isBoolean() && !isNumber() && !isInfinity() && !isNan();
  }

  @Override
  public LocatedScalar at(Origin other) {
    return new LocatedScalar(other, text, plain);
  }

  @Override
  public String words() {
    if (isNull()) {
      return "nothing";
    }
    return plain ? Words.quote(text) : "the text " + Words.quote(text);
  }

  @Override
  public String label() {
    return text;
  }
}
