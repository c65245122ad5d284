package dev.javaform.endtoend;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Peers that speak SSH wrongly, byte by byte, and links that change or break what goes through
 * them. Each has a port of its own on loopback.
 */
final class OddPeers implements AutoCloseable {
  private static final byte[] HELLO = text("SSH-2.0-Odd\r\n");
  private static final int DISCONNECT = 1;
  private static final int KEXINIT = 20;

  private final List<ServerSocket> ports = new ArrayList<>();

  /** What a peer does with a connection, which is closed afterwards. */
  interface Manner {
    void meet(Socket socket) throws IOException;
  }

  /** Opens a port for a peer. */
  int with(Manner manner) {
    try {
      ServerSocket port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
      ports.add(port);
      Thread.ofVirtual().start(() -> serve(port, manner));
      return port.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(ServerSocket port, Manner manner) {
    try {
      while (true) {
        Socket socket = port.accept();
        Thread.ofVirtual().start(() -> meet(socket, manner));
      }
    } catch (IOException _) {
      // the test is over
    }
  }

  private static void meet(Socket socket, Manner manner) {
    try (socket) {
      manner.meet(socket);
    } catch (IOException _) {
      // the other side had enough
    }
  }

  /** Says this at once, then listens until the other side goes. */
  static Manner says(byte[]... parts) {
    return socket -> {
      say(socket, parts);
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    };
  }

  /** Says this at once, waits for the first answer, and goes. */
  static Manner saysAndGoes(byte[]... parts) {
    return socket -> {
      say(socket, parts);
      socket.getInputStream().read(new byte[4096]);
    };
  }

  /** Says this and breaks the connection off. */
  static Manner saysAndResets(byte[]... parts) {
    return socket -> {
      say(socket, parts);
      socket.getInputStream().read();
      socket.setSoLinger(true, 0);
    };
  }

  private static void say(Socket socket, byte[]... parts) throws IOException {
    for (byte[] part : parts) {
      socket.getOutputStream().write(part);
    }
    socket.getOutputStream().flush();
  }

  /** What a link does to what it carries. */
  enum Fault {
    FLIP,
    RESET
  }

  /** A link to a port; after so many bytes from the far side, once, the fault happens. */
  static Manner link(int port, int after, Fault fault) {
    return near -> {
      try (Socket far = new Socket(InetAddress.getLoopbackAddress(), port)) {
        near.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> copy(near, far));
        carry(far.getInputStream(), near, after, fault);
      }
    };
  }

  private static void copy(Socket from, Socket to) {
    try {
      from.getInputStream().transferTo(to.getOutputStream());
      to.shutdownOutput();
    } catch (IOException _) {
      // one side is gone, and the other with it
    }
  }

  private static void carry(InputStream from, Socket to, int after, Fault fault)
      throws IOException {
    byte[] chunk = new byte[32 << 10];
    int carried = 0;
    for (int n = from.read(chunk); n >= 0; n = from.read(chunk)) {
      if (carried <= after && after < carried + n) {
        if (fault == Fault.RESET) {
          to.getOutputStream().write(chunk, 0, after - carried);
          to.setSoLinger(true, 0);
          return;
        }
        chunk[after - carried] ^= 0x10;
      }
      carried += n;
      to.getOutputStream().write(chunk, 0, n);
    }
  }

  static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] hello() {
    return HELLO.clone();
  }

  static byte[] garbage(int length) {
    byte[] bytes = new byte[length];
    new Random(length).nextBytes(bytes);
    return bytes;
  }

  /** The host's goodbye. */
  static byte[] disconnect(int reason, String message) {
    return packet(
        out -> {
          out.writeByte(DISCONNECT);
          out.writeInt(reason);
          string(out, message);
          string(out, "en");
        });
  }

  /**
   * An offer of algorithms: these for the key exchange and the host key, and usual ones besides.
   */
  static byte[] offer(String exchange, String hostKey, String cipher) {
    return packet(
        out -> {
          out.writeByte(KEXINIT);
          out.write(garbage(16));
          for (String names : List.of(exchange, hostKey, cipher, cipher)) {
            string(out, names);
          }
          for (String names : List.of("hmac-sha2-256", "hmac-sha2-256", "none", "none", "", "")) {
            string(out, names);
          }
          out.writeBoolean(false);
          out.writeInt(0);
        });
  }

  /** A packet whose header says this length and that padding, and nothing after it. */
  static byte[] header(int length, int padding) {
    return bytes(
        out -> {
          out.writeInt(length);
          out.writeByte(padding);
        });
  }

  /** Any message that is not encrypted. */
  static byte[] message(int number, byte[] content) {
    return packet(
        out -> {
          out.writeByte(number);
          out.write(content);
        });
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  /** Source: RFC 4253, 6, Binary Packet Protocol. */
  private static byte[] packet(Writing writing) {
    byte[] payload = bytes(writing);
    int padding = 8 - (payload.length + 5) % 8;
    int whole = padding < 4 ? padding + 8 : padding;
    return bytes(
        out -> {
          out.writeInt(payload.length + whole + 1);
          out.writeByte(whole);
          out.write(payload);
          out.write(new byte[whole]);
        });
  }

  private static byte[] bytes(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static void string(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text(text);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket port : ports) {
      port.close();
    }
  }
}
