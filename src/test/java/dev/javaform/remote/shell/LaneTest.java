package dev.javaform.remote.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Streams are cut at marks, wherever the chunks end. */
class LaneTest {
  private static final String TOKEN = "0123456789abcdef";
  private final Lane lane = new Lane(TOKEN);

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  private void accept(String text) {
    byte[] bytes = bytes(text);
    lane.accept(bytes, 0, bytes.length);
  }

  private static String mark(String header) {
    return "\036" + TOKEN + header + "\n";
  }

  @Test
  void cutsAtAMark() {
    accept("data" + mark(" e 7") + "more");
    Frame frame = lane.frames().remove();
    assertEquals('e', frame.kind());
    assertEquals(7, frame.number());
    assertArrayEquals(bytes("data"), frame.bytes());
    assertArrayEquals(bytes("more"), lane.pending());
  }

  @Test
  void keepsWhatOnlyLooksLikeAMark() {
    for (String odd :
        new String[] {
          "\036",
          "\036\036",
          "\03601234",
          "\036" + TOKEN,
          mark(""),
          mark(" e"),
          mark(" e x"),
          mark(" e 99999999999"),
          mark("  e 1"),
          "\036" + TOKEN + " e 1\007",
        }) {
      Lane fresh = new Lane(TOKEN);
      byte[] all = bytes(odd + mark(" e 0"));
      fresh.accept(all, 0, all.length);
      assertArrayEquals(bytes(odd), fresh.frames().remove().bytes(), odd);
    }
  }

  @Test
  void doesNotCareWhereChunksEnd() {
    Random random = new Random(11);
    for (int round = 0; round < 200; round++) {
      ByteArrayOutputStream stream = new ByteArrayOutputStream();
      byte[] data = new byte[random.nextInt(200)];
      for (int i = 0; i < data.length; i++) {
        data[i] = random.nextInt(4) == 0 ? Lane.SEPARATOR : (byte) random.nextInt(256);
      }
      stream.writeBytes(data);
      stream.writeBytes(bytes(mark(" e " + round)));
      Lane fresh = new Lane(TOKEN);
      byte[] all = stream.toByteArray();
      for (int at = 0; at < all.length; ) {
        int length = Math.min(all.length - at, 1 + random.nextInt(9));
        fresh.accept(all, at, length);
        at += length;
      }
      Frame frame = fresh.frames().remove();
      assertEquals(round, frame.number());
      assertArrayEquals(data, frame.bytes());
    }
  }

  @Test
  void keepsNoMoreThanItsBound() {
    byte[] chunk = new byte[1 << 20];
    for (int i = 0; i < 20; i++) {
      lane.accept(chunk, 0, chunk.length);
    }
    accept(mark(" e 0") + "x" + mark(" e 1"));
    Frame first = lane.frames().remove();
    assertTrue(first.truncated());
    assertEquals(Lane.BOUND, first.bytes().length);
    assertEquals(1, lane.frames().remove().bytes().length);
  }
}
