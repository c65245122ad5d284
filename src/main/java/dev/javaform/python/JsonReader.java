package dev.javaform.python;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Reads JSON as Python's {@code json.loads} does, with bounds on what a host may tell. */
public final class JsonReader {

  /** How deep lists and mappings may stand within each other; what people make is ten deep. */
  public static final int DEEPEST = 500;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .build())
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .enable(DeserializationFeature.USE_LONG_FOR_INTS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private JsonReader() {}

  /**
   * The value that the text is: null, a truth, a number, a text, a list or a mapping.
   *
   * @throws JsonException where it is not JSON, or exceeds the bounds
   */
  public static Object read(String text) {
    try {
      return MAPPER.readValue(text, Object.class);
    } catch (StreamConstraintsException _) {
      throw new JsonException(
          ("it nests more than %d lists or mappings within each other, or has a number or a"
                  + " string that is far too long.")
              .formatted(DEEPEST),
          true);
    } catch (JsonProcessingException failure) {
      throw new JsonException(
          "line %d, column %d is not what JSON allows there"
              .formatted(failure.getLocation().getLineNr(), failure.getLocation().getColumnNr()),
          false);
    }
  }
}
