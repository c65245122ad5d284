package dev.javaform.remote.ssh;

import dev.javaform.remote.shell.Escaped;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/** The way that the program of {@code ProxyCommand} has: its standard input and output. */
final class ProxyCommand implements Way {
  private static final int ENOUGH = 4096;
  private static final Duration LAST_WORDS = Duration.ofSeconds(1);

  private final String command;
  private final Consumer<Closeable> opened;
  private CompletableFuture<String> words = CompletableFuture.completedFuture("");

  /**
   * @param command for the shell
   * @param opened told of what has to be closed
   */
  ProxyCommand(String command, Consumer<Closeable> opened) {
    this.command = command;
    this.opened = opened;
  }

  @Override
  public List<InetSocketAddress> doors() throws IOException {
    Process process = start();
    words = new CompletableFuture<>();
    CompletableFuture<String> own = words;
    LocalPort.daemon(() -> listen(process.getErrorStream(), own));
    LocalPort door =
        LocalPort.open(
            process.getInputStream(),
            process.getOutputStream(),
            () -> process.toHandle().destroy()); // Process::destroy would end listening, too
    opened.accept(door);
    return List.of(door.address());
  }

  private Process start() throws IOException {
    try {
      return new ProcessBuilder("/bin/sh", "-c", "exec " + command).start();
    } catch (IOException e) {
      throw new IOException(
          "ProxyCommand " + Escaped.line(command) + " cannot be started: /bin/sh does not run", e);
    }
  }

  /** Keeps the first of what the program says of itself. */
  private static void listen(InputStream errors, CompletableFuture<String> words) {
    try (errors) {
      words.complete(new String(errors.readNBytes(ENOUGH), StandardCharsets.UTF_8));
      errors.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      words.complete(""); // it was ended
    }
  }

  @Override
  public Optional<String> trouble() throws InterruptedException {
    String said = "";
    try {
      said = words.get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException | ExecutionException e) {
      said = "it is still running"; // it says nothing, and does not lead anywhere either
    }
    return Optional.of(
        "ProxyCommand "
            + Escaped.line(command)
            + " leads nowhere: "
            + (said.isBlank() ? "it ended without saying why" : Escaped.line(said)));
  }
}
