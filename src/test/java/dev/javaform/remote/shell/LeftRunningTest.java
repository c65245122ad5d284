package dev.javaform.remote.shell;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.remote.Become;
import dev.javaform.remote.Connection;
import dev.javaform.remote.LeftRunningException;
import dev.javaform.remote.Targets;
import dev.javaform.remote.local.LocalCarrier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run that is interrupted while a host says nothing, or nothing any more. */
@Tag("faults")
@Timeout(60)
class LeftRunningTest {
  @TempDir private Path folder;

  /** Takes orders, and nothing that it answers arrives. */
  private record Mute(Carrier carrier) implements DelegatingCarrier {
    @Override
    public Wire start(String command, Receiver receiver) throws IOException, InterruptedException {
      return carrier.start(command, new Nobody());
    }
  }

  private static final class Nobody implements Receiver {
    @Override
    public void out(byte[] bytes, int from, int length) {}

    @Override
    public void err(byte[] bytes, int from, int length) {}

    @Override
    public void closed(String reason) {}
  }

  @Test
  void saysThatACommandMayStillRunOfWhoseBeginningNothingWasHeard() throws Exception {
    Path began = folder.resolve("began");
    Thread self = Thread.currentThread();
    try (Connection connection =
        new ShellConnection(new Mute(new LocalCarrier()), Targets.local("/bin/sh"))) {
      Thread.ofVirtual().start(() -> interruptOnce(began, self));
      Script script = Script.sh(": > " + Script.Sh.quote(began.toString()) + "; sleep 30");
      List<Step.OnHost> steps = List.of(new Step.Run("wait", script));
      LeftRunningException left =
          assertThrows(
              LeftRunningException.class,
              () -> connection.session(Become.NO).exchange(steps, List.of(), Map.of()));
      assertTrue(left.getMessage().contains("may still be running there"), left.getMessage());
    }
  }

  /** Falls silent once it has told that a script has begun. */
  private record Fading(Carrier carrier, CountDownLatch begun) implements DelegatingCarrier {
    @Override
    public Wire start(String command, Receiver receiver) throws IOException, InterruptedException {
      return carrier.start(command, new UntilBegun(receiver, begun));
    }
  }

  private record UntilBegun(Receiver next, CountDownLatch begun) implements Receiver {
    @Override
    public void out(byte[] bytes, int from, int length) {
      if (begun.getCount() > 0) {
        next.out(bytes, from, length);
        if (new String(bytes, from, length, StandardCharsets.UTF_8).contains(" s ")) {
          begun.countDown();
        }
      }
    }

    @Override
    public void err(byte[] bytes, int from, int length) {
      next.err(bytes, from, length);
    }

    @Override
    public void closed(String reason) {}
  }

  @Test
  void namesTheProcessGroupOfWhatHasToldThatItBegan() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    Thread self = Thread.currentThread();
    try (Connection connection =
        new ShellConnection(new Fading(new LocalCarrier(), begun), Targets.local("/bin/sh"))) {
      Thread.ofVirtual().start(() -> interruptAfter(begun, self));
      List<Step.OnHost> steps = List.of(new Step.Run("wait", Script.sh("sleep 30")));
      LeftRunningException left =
          assertThrows(
              LeftRunningException.class,
              () -> connection.session(Become.NO).exchange(steps, List.of(), Map.of()));
      assertTrue(
          left.getMessage().contains("may still be running there (process group "),
          left.getMessage());
    }
  }

  private static void interruptAfter(CountDownLatch begun, Thread thread) {
    try {
      begun.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    thread.interrupt();
  }

  private static void interruptOnce(Path there, Thread thread) {
    try {
      while (Files.notExists(there)) {
        Thread.sleep(10);
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    thread.interrupt();
  }
}
