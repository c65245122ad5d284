package dev.javaform.remote.winrm.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Secret;
import dev.javaform.remote.winrm.ntlm.Ntlm;
import dev.javaform.remote.winrm.psrp.PipelineResult;
import dev.javaform.remote.winrm.psrp.RunspacePool;
import dev.javaform.remote.winrm.wsman.NtlmTransport;
import dev.javaform.remote.winrm.wsman.Wsman;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A thread that waits for a pipeline, and is interrupted inside the request. */
@Timeout(60)
class InterruptionTest {

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Sleeps until it is stopped, the first time. */
  private final Engine sleeper =
      new Engine() {
        @Override
        public String run(String command, Map<String, Object> parameters) {
          return "";
        }

        @Override
        public void script(String text, Map<String, Object> parameters, Pipe pipe)
            throws InterruptedException {
          if (!text.equals("sleep")) {
            pipe.output(text);
            return;
          }
          begun.countDown();
          try {
            Thread.sleep(Duration.ofMinutes(10));
          } finally {
            stopped.countDown();
          }
        }
      };

  @Test
  void thePipelineIsStoppedAndThePoolGoesOn() throws Exception {
    try (WindowsHost host = WindowsHost.plain(new Settings(), sleeper)) {
      CompletableFuture<Exception> thrown = new CompletableFuture<>();
      CompletableFuture<PipelineResult> next = new CompletableFuture<>();
      Thread client = Thread.ofVirtual().start(() -> play(host, thrown, next));
      assertTrue(begun.await(30, TimeUnit.SECONDS));
      while (host.traffic().operations().count("Receive") < 2) {
        Thread.sleep(10);
      }
      client.interrupt();
      assertInstanceOf(InterruptedException.class, thrown.get());
      assertTrue(stopped.await(30, TimeUnit.SECONDS));
      assertEquals(List.of("next"), next.get().outputs());
      client.join();
      assertEquals(0, host.shells());
    }
  }

  private static void play(
      WindowsHost host,
      CompletableFuture<Exception> thrown,
      CompletableFuture<PipelineResult> next) {
    Duration patience = Duration.ofMinutes(1);
    var account = Ntlm.Account.of(Settings.USER, new Secret(Settings.PASSWORD));
    try (Wsman wsman =
            new Wsman(
                new NtlmTransport(Wire.to(host), account, true),
                host.address(),
                Duration.ofSeconds(20));
        RunspacePool pool = RunspacePool.open(wsman)) {
      try {
        pool.invoke("sleep", patience);
      } catch (InterruptedException e) {
        thrown.complete(e);
      }
      next.complete(pool.invoke("next", patience));
    } catch (Exception e) {
      thrown.complete(e);
      next.completeExceptionally(e);
    }
  }
}
