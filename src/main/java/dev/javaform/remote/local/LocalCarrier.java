package dev.javaform.remote.local;

import dev.javaform.remote.shell.Carrier;
import dev.javaform.remote.shell.Receiver;
import dev.javaform.remote.shell.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Starts processes on this machine, each in a session of its own, so that Ctrl-C is ours alone. */
final class LocalCarrier implements Carrier {
  private static final String PATH = Optional.ofNullable(System.getenv("PATH")).orElse("/bin");
  private static final Optional<String> SETSID = find("setsid");

  @Override
  public Wire start(String command, Receiver receiver) throws IOException {
    Stream<String> session = SETSID.stream();
    List<String> words = Stream.concat(session, Stream.of("/bin/sh", "-c", command)).toList();
    return new LocalWire(new ProcessBuilder(words).start(), receiver);
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
