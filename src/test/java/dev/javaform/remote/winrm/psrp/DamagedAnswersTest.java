package dev.javaform.remote.winrm.psrp;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.javaform.remote.winrm.wsman.Recording;
import dev.javaform.remote.winrm.wsman.Transport;
import dev.javaform.remote.winrm.wsman.Wsman;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Whatever arrives instead of an answer of a real host, a client gets a result or an exception that
 * it has to expect.
 */
class DamagedAnswersTest {

  /** How many requests a conversation may come to. */
  private static final int MOST = 20;

  private static final int ROUNDS = 400;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Pattern STREAM =
      Pattern.compile("(<rsp:Stream [^>]*>)([A-Za-z0-9+/=]+)(</rsp:Stream>)");

  private final Random random = new Random(4711);

  @BeforeEach
  void recordings() {
    assumeTrue(Recording.areThere(), "the recordings are not there");
  }

  @Test
  void answersThatEndEarly() throws Exception {
    damage(bytes -> Arrays.copyOf(bytes, random.nextInt(bytes.length)));
  }

  @Test
  void answersWithOtherBytes() throws Exception {
    damage(this::changed);
  }

  @Test
  void streamsThatEndEarly() throws Exception {
    damage(bytes -> streams(bytes, stream -> Arrays.copyOf(stream, random.nextInt(stream.length))));
  }

  @Test
  void streamsWithOtherBytes() throws Exception {
    damage(bytes -> streams(bytes, this::changed));
  }

  private byte[] changed(byte[] bytes) {
    byte[] changed = bytes.clone();
    for (int i = 0; i < 3; i++) {
      changed[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }
    return changed;
  }

  private static byte[] streams(byte[] envelope, UnaryOperator<byte[]> damage) {
    String text = new String(envelope, StandardCharsets.UTF_8);
    return STREAM
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found.group(1)
                        + Base64.getEncoder()
                            .encodeToString(
                                damage.apply(Base64.getDecoder().decode(found.group(2))))
                        + found.group(3)))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Holds a conversation often, one of its answers being another each time. */
  private void damage(UnaryOperator<byte[]> damage) throws Exception {
    JsonNode conversation =
        new ObjectMapper().readTree(Recording.folder().resolve("engine/streams.json").toFile());
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      refused += isRefused(new Damaged(conversation, round % 4, damage)) ? 1 : 0;
    }
    assertTrue(refused > ROUNDS / 10, refused + " refused");
    assertFalse(isRefused(new Damaged(conversation, -1, damage)));
  }

  private static boolean isRefused(Transport host) throws InterruptedException {
    try (RunspacePool pool =
        RunspacePool.open(new Wsman(host, "https://guest:5986/wsman", Duration.ofSeconds(20)))) {
      return pool.invoke("x", PATIENCE).cut().isPresent();
    } catch (IOException _) {
      return true;
    }
  }

  /** One answer of a recording is damaged; what is asked after its end is not answered. */
  private static final class Damaged implements Transport {

    private final Transport host;
    private final UnaryOperator<byte[]> damage;
    private final int which;
    private int posts;

    Damaged(JsonNode conversation, int which, UnaryOperator<byte[]> damage) {
      this.host = new EngineHost(conversation);
      this.which = which;
      this.damage = damage;
    }

    @Override
    public Answer post(byte[] envelope, Duration patience) throws IOException {
      if (posts == MOST) {
        throw new EOFException();
      }
      Answer answer = host.post(envelope, patience);
      return posts++ == which
          ? new Answer(answer.status(), damage.apply(answer.envelope()))
          : answer;
    }

    @Override
    public void close() {}
  }
}
