package dev.javaform.remote.local;

import com.google.common.collect.ImmutableMap;
import dev.javaform.remote.Limit;
import dev.javaform.remote.Tunnel;
import dev.javaform.remote.shell.Attention;
import dev.javaform.remote.shell.Carrier;
import dev.javaform.remote.shell.Receiver;
import dev.javaform.remote.shell.Wire;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/** Starts processes on this machine, each in a session of its own, so that Ctrl-C is ours alone. */
public final class LocalCarrier implements Carrier {
  private static final String PATH = Optional.ofNullable(System.getenv("PATH")).orElse("/bin");
  private static final Optional<String> SETSID = find("setsid");

  private final ImmutableMap<String, String> environment;

  /** Processes see the environment that javaform sees. */
  public LocalCarrier() {
    this(Map.of());
  }

  /**
   * @param environment what processes see besides, or instead
   */
  public LocalCarrier(Map<String, String> environment) {
    this.environment = ImmutableMap.copyOf(environment);
  }

  @Override
  public Wire start(String command, Receiver receiver) throws IOException {
    Stream<String> session = SETSID.stream();
    List<String> words = Stream.concat(session, Stream.of("/bin/sh", "-c", command)).toList();
    ProcessBuilder builder = new ProcessBuilder(words);
    builder.environment().putAll(environment);
    return new LocalWire(builder.start(), receiver);
  }

  @Override
  public Tunnel forward(String host, int port, Limit limit) throws IOException {
    Socket socket = new Socket();
    try {
      socket.connect(new InetSocketAddress(host, port), (int) limit.time().toMillis());
      return new Tunnel(socket.getInputStream(), socket.getOutputStream(), socket);
    } catch (SocketTimeoutException e) {
      socket.close();
      throw new IOException(place() + " did not reach " + host + " " + limit.within(), e);
    } catch (UnknownHostException e) {
      socket.close();
      throw new IOException(place() + " knows no address of " + host, e);
    } catch (IOException e) {
      socket.close();
      String why = e.getMessage();
      throw new IOException(place() + " cannot reach " + host + " port " + port + ": " + why, e);
    }
  }

  @Override
  public LongSupplier clock() {
    return Clock.ATTENTION;
  }

  /** Started with the first local shell. */
  private static final class Clock {
    static final Attention ATTENTION = Attention.to(Runnable::run);
  }

  @Override
  public boolean isOpen() {
    return true;
  }

  @Override
  public String place() {
    return "this machine";
  }

  @Override
  public void close() {
    // each wire ends its own process
  }

  private static Optional<String> find(String program) {
    return Stream.of(PATH.split(":"))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .map(Path::toString)
        .findFirst();
  }
}
