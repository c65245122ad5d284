package dev.javaform.remote.winrm.psrp;

import com.google.common.collect.ImmutableList;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Puts the messages of one stream together again from its bytes, wherever these were cut. Fragments
 * have to come in their order, each once, and messages one after the other.
 */
final class Reassembly {

  private final int largest;
  private byte[] left = {};
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private long object;
  private long fragment;
  private boolean within;

  /** What stands before a fragment's bytes. */
  private record Head(long object, long fragment, int flags, int size) {

    boolean starts() {
      return (flags & Fragments.START) != 0;
    }

    boolean ends() {
      return (flags & Fragments.END) != 0;
    }
  }

  /**
   * @param largest how many bytes a message may have
   */
  Reassembly(int largest) {
    this.largest = largest;
  }

  /**
   * The messages that more bytes complete.
   *
   * @throws TooLargeException where a message is too large
   * @throws PsrpException where fragments are not what they should be
   */
  ImmutableList<Message> add(byte[] more) throws PsrpException, TooLargeException {
    ByteBuffer bytes = ByteBuffer.allocate(left.length + more.length).put(left).put(more).flip();
    ImmutableList.Builder<Message> complete = ImmutableList.builder();
    while (bytes.remaining() >= Fragments.HEAD) {
      int begin = bytes.position();
      Head head = new Head(bytes.getLong(), bytes.getLong(), bytes.get(), bytes.getInt());
      check(head);
      if (bytes.remaining() < head.size()) {
        bytes.position(begin);
        break;
      }
      take(head, bytes);
      if (head.ends()) {
        complete.add(Message.parse(message.toByteArray()));
        message.reset();
      }
    }
    left = Arrays.copyOfRange(bytes.array(), bytes.position(), bytes.limit());
    return complete.build();
  }

  private void check(Head head) throws PsrpException, TooLargeException {
    if (head.size() < 0 || head.size() > largest - message.size()) {
      throw new TooLargeException(
          "a message is larger than the %,d bytes that are read".formatted(largest));
    }
    if (head.starts() && within) {
      throw unexpected(head, "message %d is not complete".formatted(object));
    }
    if (head.starts() && Long.compareUnsigned(head.object(), object) <= 0) {
      throw unexpected(head, "message %d has come already".formatted(object));
    }
    if (!head.starts() && !(within && head.object() == object)) {
      throw unexpected(head, "it continues what has not begun");
    }
    if (head.fragment() != (head.starts() ? 0 : fragment + 1)) {
      throw unexpected(head, "another one is due");
    }
  }

  private static PsrpException unexpected(Head head, String why) {
    return new PsrpException(
        "fragment %d of message %d comes where it should not: %s"
            .formatted(head.fragment(), head.object(), why));
  }

  private void take(Head head, ByteBuffer bytes) {
    byte[] data = new byte[head.size()];
    bytes.get(data);
    message.writeBytes(data);
    object = head.object();
    fragment = head.fragment();
    within = !head.ends();
  }
}
