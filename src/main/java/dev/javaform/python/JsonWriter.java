package dev.javaform.python;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes JSON as Python's {@code json.dumps} does: null, truths, numbers, texts, collections and
 * mappings; what else there is becomes a text as its owner says, or something of these.
 */
public final class JsonWriter {

  private static final JsonFactory FACTORY =
      JsonFactory.builder().disable(JsonWriteFeature.WRITE_HEX_UPPER_CASE).build();

  private final JsonStyle style;
  private final Function<Object, String> others;

  /** A writer of that style, for which {@code others} shows what JSON has no form for. */
  public JsonWriter(JsonStyle style, Function<Object, String> others) {
    this.style = style;
    this.others = others;
  }

  /** The value as JSON. */
  public String text(@Nullable Object value) {
    StringWriter text = new StringWriter();
    write(value, text);
    return text.toString();
  }

  /** Writes the value as JSON. */
  public void write(@Nullable Object value, Writer to) {
    try (JsonGenerator generator = FACTORY.createGenerator(to)) {
      generator.setPrettyPrinter(new JsonLayout(style));
      generator.setHighestNonEscapedChar(style.ascii() ? '~' : 0);
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void write(@Nullable Object value, JsonGenerator to) throws IOException {
    switch (value) {
      case null -> to.writeNull();
      case Boolean truth -> to.writeBoolean(truth);
      case Number number when Floats.isFloat(number) -> real(number.doubleValue(), to);
      case Number number -> to.writeNumber(number.toString());
      case String text -> to.writeString(text);
      case Map<?, ?> map -> mapping(map, to);
      case Collection<?> items -> list(items, to);
      default -> to.writeString(others.apply(value));
    }
  }

  private void real(double number, JsonGenerator to) throws IOException {
    if (Double.isFinite(number)) {
      to.writeNumber(Floats.shown(number));
    } else if (style.strict()) {
      to.writeString(Double.toString(number));
    } else {
      to.writeNumber(Double.toString(number)); // NaN and Infinity, as Python spells them, too
    }
  }

  private void mapping(Map<?, ?> map, JsonGenerator to) throws IOException {
    List<Object> keys = new ArrayList<>(map.keySet());
    style.order().ifPresent(keys::sort);
    to.writeStartObject();
    for (Object key : keys) {
      to.writeFieldName(name(key));
      write(map.get(key), to);
    }
    to.writeEndObject();
  }

  private static String name(Object key) {
    return switch (key) {
      case null -> "null";
      case Boolean truth -> truth.toString();
      default -> Repr.PLAIN.str(key);
    };
  }

  private void list(Collection<?> items, JsonGenerator to) throws IOException {
    to.writeStartArray();
    for (Object item : items) {
      write(item, to);
    }
    to.writeEndArray();
  }
}
