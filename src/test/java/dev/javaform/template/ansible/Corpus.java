package dev.javaform.template.ansible;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What Ansible was asked, and what it said. */
final class Corpus {

  private Corpus() {}

  static String text(String name) {
    try (InputStream in = Corpus.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The variables that the questions speak of. */
  static Given variables() {
    try {
      Given scope = Given.nothing();
      Map<?, ?> variables =
          new ObjectMapper()
              .enable(DeserializationFeature.USE_LONG_FOR_INTS)
              .readValue(text("variables.json"), Map.class);
      variables.forEach((name, value) -> scope.value((String) name, value));
      return scope;
    } catch (JsonProcessingException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
