package dev.dupin.runtime.binding;

import dev.dupin.runtime.Origin;
import dev.dupin.runtime.spec.LocatedScalar;
import java.util.regex.Pattern;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.io.NumberOutput;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.StdSerializer;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLMapper;
import tools.jackson.dataformat.yaml.YAMLWriteFeature;
import tools.jackson.dataformat.yaml.util.StringQuotingChecker;

/** The mapper that turns plain values into Java values, and plain trees into YAML. */
public final class Yaml {

  private static final YAMLMapper MAPPER =
      YAMLMapper.builder(
              YAMLFactory.builder()
                  .disable(YAMLWriteFeature.WRITE_DOC_START_MARKER)
                  .disable(YAMLWriteFeature.SPLIT_LINES)
                  .enable(YAMLWriteFeature.MINIMIZE_QUOTES)
                  .stringQuotingChecker(new Quoting())
                  .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                  .build())
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .addModule(new SimpleModule("numbers").addSerializer(new Doubles()))
          .build();

  private Yaml() {}

  /**
   * Returns a plain value as a Java value.
   *
   * @throws tools.jackson.core.JacksonException if the type cannot hold it
   */
  static <T> T convert(JsonNode plain, Class<T> type) {
    return MAPPER.treeToValue(plain, type);
  }

  /** Returns a tree of maps, lists, numbers, truth values and strings as YAML. */
  public static String write(Object tree) {
    return MAPPER.writeValueAsString(tree);
  }

  /** Returns the shortest text that reads back to the same double, the same on every Java. */
  static String number(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? ".inf" : "-.inf";
    }
    return Double.isNaN(value) ? ".nan" : NumberOutput.toString(value, true);
  }

  private static final class Doubles extends StdSerializer<Double> {

    Doubles() {
      super(Double.class);
    }

    @Override
    public void serialize(Double value, JsonGenerator generator, SerializationContext context) {
      generator.writeNumber(number(value));
    }
  }

  /** Quotes whatever a spec would read as something else than the text that it is. */
  private static final class Quoting extends StringQuotingChecker.Default {

    private static final long serialVersionUID = 1L;

    /** Line ends of YAML 1.1, byte order marks, controls. */
    private static final Pattern INVISIBLE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    @Override
    public boolean needToQuoteName(String name) {
      return isNoWord(name) || super.needToQuoteName(name);
    }

    @Override
    public boolean needToQuoteValue(String value) {
      return isNoWord(value) || super.needToQuoteValue(value);
    }

    private static boolean isNoWord(String text) {
      boolean word = new LocatedScalar(Origin.override(""), text, true).isWord();
      return !word || text.equals("<<") || INVISIBLE.matcher(text).find();
    }
  }
}
