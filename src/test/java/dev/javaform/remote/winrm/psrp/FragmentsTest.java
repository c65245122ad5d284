package dev.javaform.remote.winrm.psrp;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.io.BaseEncoding;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FragmentsTest {

  private static final UUID POOL = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final int LARGEST = 10_000;

  @Test
  void theBytesAreThoseOfTheSpecification() throws Exception {
    Message message = Message.of(MessageType.PIPELINE_INPUT, POOL, Message.NOBODY, "<Nil />");
    byte[] load = new Fragments().loads(List.of(message), 1000, 1000).getFirst();
    assertEquals(
        "0000000000000001"
            + "0000000000000000"
            + "03"
            + "0000002f"
            + "02000000"
            + "02100400"
            + "33221100554477668899aabbccddeeff"
            + "00".repeat(16)
            + "3c4e696c202f3e",
        BaseEncoding.base16().lowerCase().encode(load));
    assertEquals(POOL, new Reassembly(LARGEST).add(load).getFirst().pool());
  }

  @ParameterizedTest
  @ValueSource(ints = {22, 23, 61, 62, 100, 1000, 5000})
  void whateverFitsIsPutTogetherAgain(int room) throws Exception {
    List<Message> messages = messages(0, 1, 100, 3000, 7);
    ImmutableList<byte[]> loads = new Fragments().loads(messages, 40, room);
    assertTrue(loads.getFirst().length <= 40);
    assertTrue(loads.stream().skip(1).allMatch(load -> load.length <= room));
    assertSame(messages, reassembled(loads));
  }

  @Test
  void bytesMayComeCutAnywhere() throws Exception {
    List<Message> messages = messages(0, 500, 12, 3000);
    byte[] all = joined(new Fragments().loads(messages, 100, 100));
    Random random = new Random(4711);
    for (int round = 0; round < 50; round++) {
      List<byte[]> pieces = new ArrayList<>();
      for (int at = 0; at < all.length; ) {
        int end = Math.min(all.length, at + random.nextInt(40));
        pieces.add(Arrays.copyOfRange(all, at, end));
        at = end;
      }
      assertSame(messages, reassembled(pieces));
    }
  }

  @Test
  void messagesAreNumberedFromOneOn() {
    Fragments fragments = new Fragments();
    fragments.loads(messages(1, 2), 1000, 1000);
    byte[] third = fragments.loads(messages(3), 1000, 1000).getFirst();
    assertEquals(3, ByteBuffer.wrap(third).getLong());
  }

  @Test
  void fragmentsOutOfOrderAreRefused() {
    assertRefused("another one is due", fragment(1, 0, 1), fragment(1, 2, 0));
    assertRefused("another one is due", fragment(1, 1, 1));
  }

  @Test
  void fragmentsThatComeTwiceAreRefused() {
    assertRefused("another one is due", fragment(1, 0, 1), fragment(1, 1, 0), fragment(1, 1, 0));
    assertRefused("is not complete", fragment(1, 0, 1), fragment(1, 0, 1));
  }

  @Test
  void messagesThatComeTwiceAreRefused() {
    assertRefused("message 2 has come already", fragment(2, 0, 3), fragment(2, 0, 3));
    assertRefused("message 2 has come already", fragment(2, 0, 3), fragment(1, 0, 3));
  }

  @Test
  void messagesInsideOthersAreRefused() {
    assertRefused("message 1 is not complete", fragment(1, 0, 1), fragment(2, 0, 3));
    assertRefused("continues what has not begun", fragment(1, 0, 1), fragment(2, 1, 2));
    assertRefused("continues what has not begun", fragment(1, 1, 2));
  }

  @Test
  void messagesThatAreTooShortAreRefused() {
    byte[] empty = ByteBuffer.allocate(21).putLong(1).putLong(0).put((byte) 3).putInt(0).array();
    assertRefused("a message of 0 bytes is too short", empty);
  }

  @Test
  void messagesThatAreTooLargeAreRefused() {
    byte[] huge =
        ByteBuffer.allocate(21).putLong(1).putLong(0).put((byte) 1).putInt(LARGEST + 1).array();
    assertThrows(TooLargeException.class, () -> new Reassembly(LARGEST).add(huge));
    byte[] negative =
        ByteBuffer.allocate(21).putLong(1).putLong(0).put((byte) 1).putInt(-1).array();
    assertThrows(TooLargeException.class, () -> new Reassembly(LARGEST).add(negative));
    Reassembly growing = new Reassembly(LARGEST);
    assertThrows(
        TooLargeException.class,
        () -> {
          for (int i = 0; i < LARGEST; i++) {
            growing.add(fragment(1, i, i == 0 ? 1 : 0));
          }
        });
  }

  @Test
  void randomBytesAreNoMessages() {
    Random random = new Random(4711);
    for (int round = 0; round < 200; round++) {
      byte[] bytes = new byte[200];
      random.nextBytes(bytes);
      assertThrows(Exception.class, () -> new Reassembly(LARGEST).add(bytes));
    }
  }

  private static void assertRefused(String why, byte[]... fragments) {
    Reassembly reassembly = new Reassembly(LARGEST);
    PsrpException refusal =
        assertThrows(PsrpException.class, () -> reassembly.add(joined(List.of(fragments))));
    assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
  }

  /** One of 50 bytes. */
  private static byte[] fragment(long object, long number, int flags) {
    return ByteBuffer.allocate(21 + 50)
        .putLong(object)
        .putLong(number)
        .put((byte) flags)
        .putInt(50)
        .array();
  }

  private static List<Message> messages(int... sizes) {
    return Arrays.stream(sizes)
        .mapToObj(
            size ->
                Message.of(MessageType.PIPELINE_OUTPUT, POOL, UUID.randomUUID(), "x".repeat(size)))
        .toList();
  }

  private static List<Message> reassembled(List<byte[]> pieces) throws Exception {
    Reassembly reassembly = new Reassembly(LARGEST);
    List<Message> messages = new ArrayList<>();
    for (byte[] piece : pieces) {
      messages.addAll(reassembly.add(piece));
    }
    return messages;
  }

  private static void assertSame(List<Message> expected, List<Message> found) {
    assertEquals(expected.size(), found.size());
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).bytes(), found.get(i).bytes());
    }
    assertFalse(found.isEmpty());
  }

  private static byte[] joined(List<byte[]> parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(all::writeBytes);
    return all.toByteArray();
  }
}
