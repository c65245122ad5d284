package dev.javaform.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** Writes values as JSON, keys sorted. */
final class Json {

  private static final JsonFactory FACTORY = new JsonFactory();

  private Json() {}

  /** On one line, with a blank after each comma and colon, as people grep it. */
  static String line(Object value) {
    return write(value, generator -> generator.setPrettyPrinter(new Spaced()));
  }

  /** On many lines, indented by four. */
  static String document(Object value) {
    DefaultIndenter indent = new DefaultIndenter("    ", "\n");
    DefaultPrettyPrinter printer =
        new Colons().withObjectIndenter(indent).withArrayIndenter(indent);
    return write(value, generator -> generator.setPrettyPrinter(printer));
  }

  private interface Style {
    void apply(JsonGenerator generator);
  }

  private static String write(Object value, Style style) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      style.apply(generator);
      write(value, generator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(Object value, JsonGenerator to) throws IOException {
    switch (value) {
      case null -> to.writeNull();
      case Boolean truth -> to.writeBoolean(truth);
      case Long number -> to.writeNumber(number);
      case Integer number -> to.writeNumber(number);
      case Double number -> to.writeNumber(number);
      case Number number -> to.writeNumber(number.toString());
      case Map<?, ?> map -> object(map, to);
      case Collection<?> items -> array(items, to);
      default -> to.writeString(value.toString());
    }
  }

  private static void object(Map<?, ?> map, JsonGenerator to) throws IOException {
    Map<String, Object> sorted = new TreeMap<>();
    map.forEach((key, value) -> sorted.put(String.valueOf(key), value));
    to.writeStartObject();
    for (Map.Entry<String, Object> entry : sorted.entrySet()) {
      to.writeFieldName(entry.getKey());
      write(entry.getValue(), to);
    }
    to.writeEndObject();
  }

  private static void array(Collection<?> items, JsonGenerator to) throws IOException {
    to.writeStartArray();
    for (Object item : items) {
      write(item, to);
    }
    to.writeEndArray();
  }

  /** {@code {"a": 1, "b": [1, 2]}}. */
  private static final class Spaced extends MinimalPrettyPrinter {

    private static final long serialVersionUID = 1;

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator to) throws IOException {
      to.writeRaw(": ");
    }

    @Override
    public void writeObjectEntrySeparator(JsonGenerator to) throws IOException {
      to.writeRaw(", ");
    }

    @Override
    public void writeArrayValueSeparator(JsonGenerator to) throws IOException {
      to.writeRaw(", ");
    }
  }

  /** {@code "a": 1} without a blank before the colon. */
  private static final class Colons extends DefaultPrettyPrinter {

    private static final long serialVersionUID = 1;

    @Override
    public DefaultPrettyPrinter createInstance() {
      DefaultIndenter indent = new DefaultIndenter("    ", "\n");
      return new Colons().withObjectIndenter(indent).withArrayIndenter(indent);
    }

    @Override
    public DefaultPrettyPrinter withObjectIndenter(Indenter indenter) {
      _objectIndenter = indenter;
      return this;
    }

    @Override
    public DefaultPrettyPrinter withArrayIndenter(Indenter indenter) {
      _arrayIndenter = indenter;
      return this;
    }

    @Override
    public void writeEndObject(JsonGenerator to, int entries) throws IOException {
      if (entries == 0) {
        leave(_objectIndenter);
        to.writeRaw('}');
      } else {
        super.writeEndObject(to, entries);
      }
    }

    @Override
    public void writeEndArray(JsonGenerator to, int values) throws IOException {
      if (values == 0) {
        leave(_arrayIndenter);
        to.writeRaw(']');
      } else {
        super.writeEndArray(to, values);
      }
    }

    /** What is empty was entered all the same. */
    private void leave(Indenter indenter) {
      if (!indenter.isInline()) {
        _nesting--;
      }
    }

    @Override
    public void writeObjectFieldValueSeparator(JsonGenerator to) throws IOException {
      to.writeRaw(": ");
    }
  }
}
