package dev.javaform.remote.shell;

import dev.javaform.module.Output;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.remote.BecomeException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Brings to a host what is too large for its shell, in a login of its own for each.
 *
 * @param shell what runs there
 * @param login how it logs in, each time anew
 * @param limit when logging in must have ended, if it begins now
 * @param patience how long an upload may take
 * @param trip told of each round trip
 */
record Uploads(
    Carrier carrier,
    String shell,
    Supplier<Login> login,
    Supplier<Deadline> limit,
    Duration patience,
    Runnable trip) {

  /**
   * Stores the content beside its target.
   *
   * @return where, as {@link Put#staging} prints it; a failure where it could not
   * @throws IOException where the connection broke, or the content cannot be read
   */
  Output run(Step.Put put) throws IOException, InterruptedException {
    String token = Nonce.random();
    Inbox inbox = new Inbox(token);
    inbox.expect(2, 1); // a hello on both streams, and where the file is
    Deadline deadline = limit.get();
    String command = Script.Sh.quote(shell) + " -c " + evaluated(Put.staging(put, token));
    trip.run();
    trip.run();
    try {
      Wire wire = login.get().start(carrier, inbox, command, deadline);
      Output uploaded = Upload.run(wire, inbox, put.content().bytes(), patience);
      requireOpen(uploaded);
      return uploaded;
    } catch (BecomeException e) {
      return Output.of(1, "", e.getMessage());
    } finally {
      inbox.discard();
    }
  }

  private void requireOpen(Output uploaded) throws IOException {
    if (!uploaded.isSuccess() && !carrier.isOpen()) {
      throw new IOException("the connection to " + carrier.place() + " broke during an upload");
    }
  }

  /** A program as one word that survives csh and {@code sudo -i}. */
  private static String evaluated(String program) {
    String printed = Printf.line(program.getBytes(StandardCharsets.UTF_8));
    return Driver.quote("eval \"`" + printed + "`\"");
  }
}
