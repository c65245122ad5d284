package dev.javaform.python;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.PrettyPrinter;
import java.io.IOException;

/** Puts the blanks and marks of a style between values; nothing into empty lists and mappings. */
final class JsonLayout implements PrettyPrinter {

  private final JsonStyle style;
  private int depth;

  JsonLayout(JsonStyle style) {
    this.style = style;
  }

  @Override
  public void writeRootValueSeparator(JsonGenerator to) {
    // there is one root
  }

  @Override
  public void writeStartObject(JsonGenerator to) throws IOException {
    begin("{", to);
  }

  @Override
  public void beforeObjectEntries(JsonGenerator to) throws IOException {
    line(to);
  }

  @Override
  public void writeObjectFieldValueSeparator(JsonGenerator to) throws IOException {
    to.writeRaw(style.colon());
  }

  @Override
  public void writeObjectEntrySeparator(JsonGenerator to) throws IOException {
    next(to);
  }

  @Override
  public void writeEndObject(JsonGenerator to, int entries) throws IOException {
    end("}", entries, to);
  }

  @Override
  public void writeStartArray(JsonGenerator to) throws IOException {
    begin("[", to);
  }

  @Override
  public void beforeArrayValues(JsonGenerator to) throws IOException {
    line(to);
  }

  @Override
  public void writeArrayValueSeparator(JsonGenerator to) throws IOException {
    next(to);
  }

  @Override
  public void writeEndArray(JsonGenerator to, int values) throws IOException {
    end("]", values, to);
  }

  private void begin(String bracket, JsonGenerator to) throws IOException {
    to.writeRaw(bracket);
    depth++;
  }

  private void next(JsonGenerator to) throws IOException {
    to.writeRaw(style.comma());
    line(to);
  }

  private void end(String bracket, int values, JsonGenerator to) throws IOException {
    depth--;
    if (values > 0) {
      line(to);
    }
    to.writeRaw(bracket);
  }

  private void line(JsonGenerator to) throws IOException {
    if (!style.indent().isEmpty()) {
      to.writeRaw("\n" + style.indent().repeat(depth));
    }
  }
}
