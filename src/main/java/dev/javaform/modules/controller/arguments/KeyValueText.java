package dev.javaform.modules.controller.arguments;

import dev.javaform.python.LiteralReader;
import dev.javaform.python.PlainLiteral;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A text that means a mapping: {@code a=1, b="x y"}, as Ansible's {@code check_type_dict} reads it.
 */
final class KeyValueText {

  private final List<String> fields = new ArrayList<>();
  private final StringBuilder field = new StringBuilder();
  private char quote;
  private boolean escaped;

  private KeyValueText() {}

  /** A dictionary as Python writes it. */
  static Map<?, ?> literal(String text) throws Unfit {
    return PlainLiteral.read(text, LiteralReader.Constants.JSON_TOO)
        .filter(Map.class::isInstance)
        .map(value -> (Map<?, ?>) value)
        .orElseThrow(() -> new Unfit("unable to evaluate string as dictionary"));
  }

  static Map<String, Object> read(String text) throws Unfit {
    KeyValueText reader = new KeyValueText();
    text.strip().chars().forEach(letter -> reader.take((char) letter));
    reader.end();
    Map<String, Object> pairs = new LinkedHashMap<>();
    for (String field : reader.fields) {
      int equals = field.indexOf('=');
      if (equals < 0) {
        throw new Unfit("dictionary update sequence element has length 1; 2 is required");
      }
      pairs.put(field.substring(0, equals), field.substring(equals + 1));
    }
    return pairs;
  }

  private void take(char letter) {
    if (escaped) {
      field.append(letter);
      escaped = false;
    } else if (letter == '\\') {
      escaped = true;
    } else if (quote == 0 && (letter == '\'' || letter == '"')) {
      quote = letter;
    } else if (quote == letter) {
      quote = 0;
    } else if (quote == 0 && (letter == ',' || letter == ' ')) {
      end();
    } else {
      field.append(letter);
    }
  }

  private void end() {
    if (!field.isEmpty()) {
      fields.add(field.toString());
    }
    field.setLength(0);
  }
}
