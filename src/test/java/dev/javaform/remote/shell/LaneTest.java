package dev.javaform.remote.shell;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Streams are cut at marks, wherever the chunks end. */
@Tag("faults")
class LaneTest {
  private static final String TOKEN = "0123456789abcdef";
  private final Lane lane = lane(1 << 10);

  private static Lane lane(int expected) {
    Lane lane = new Lane(TOKEN, new Room(1 << 30));
    lane.expect(expected);
    return lane;
  }

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
    StreamMark frame = lane.next();
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
      Lane fresh = lane(1);
      byte[] all = bytes(odd + mark(" e 0"));
      fresh.accept(all, 0, all.length);
      assertArrayEquals(bytes(odd), fresh.next().bytes(), odd);
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
      Lane fresh = lane(1);
      byte[] all = stream.toByteArray();
      for (int at = 0; at < all.length; ) {
        int length = Math.min(all.length - at, 1 + random.nextInt(9));
        fresh.accept(all, at, length);
        at += length;
      }
      StreamMark frame = fresh.next();
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
    StreamMark first = lane.next();
    assertTrue(first.truncated());
    assertEquals(Lane.BOUND, first.bytes().length);
    assertEquals(1, lane.next().bytes().length);
  }

  @Test
  @Tag("faults")
  void takesNoMoreMarksThanAreExpected() {
    Lane narrow = lane(2);
    byte[] marks = bytes(mark(" e 0").repeat(3) + "more");
    narrow.accept(marks, 0, marks.length);
    assertTrue(narrow.isBroken());
    assertEquals(0, narrow.next().number());
    assertEquals(0, narrow.next().number());
    assertTrue(narrow.isEmpty());
    assertEquals(0, narrow.pending().length);
  }

  @Test
  @Tag("faults")
  void keepsNoMoreOfAnExchangeThanOfTwoScripts() {
    Lane wide = lane(9);
    byte[] data = new byte[Lane.BOUND + 1];
    byte[] end = bytes(mark(" e 0"));
    long kept = 0;
    for (int i = 0; i < 9; i++) {
      wide.accept(data, 0, data.length);
      wide.accept(end, 0, end.length);
    }
    for (int i = 0; i < 9; i++) {
      StreamMark frame = wide.next();
      assertTrue(frame.truncated());
      kept += frame.bytes().length;
    }
    assertEquals(Lane.TOGETHER, kept);
  }

  @Test
  @Tag("faults")
  void sharesItsRoomAndGivesItBack() {
    Room room = new Room((2 * 64) << 10);
    byte[] data = new byte[1 << 20];
    byte[] end = bytes(mark(" e 0"));
    for (int round = 0; round < 3; round++) {
      Lane first = new Lane(TOKEN, room);
      Lane second = new Lane(TOKEN, room);
      first.expect(1);
      second.expect(1);
      first.accept(data, 0, data.length);
      second.accept(data, 0, data.length);
      assertEquals((3 * 64) << 10, first.pending().length);
      assertEquals(64 << 10, second.pending().length, "what is its own is always there");
      first.accept(end, 0, end.length);
      assertTrue(first.next().truncated());
      second.clear();
    }
  }
}
