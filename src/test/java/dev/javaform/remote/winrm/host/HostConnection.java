package dev.javaform.remote.winrm.host;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** Answers what comes over one connection, one request after the other. */
final class HostConnection {

  /** What the signature of a sealed message, and all before it, is shorter than. */
  private static final int MIDDLE = 2;

  private final WindowsHost host;
  private final Socket socket;
  private final Login login;
  private final Traffic.Share share;

  HostConnection(WindowsHost host, Socket socket, Login login) {
    this.host = host;
    this.socket = socket;
    this.login = login;
    this.share = host.traffic().connection();
  }

  void serve() throws IOException, InterruptedException {
    var in = new BufferedInputStream(socket.getInputStream());
    OutputStream out = socket.getOutputStream();
    while (!socket.isClosed()) {
      Optional<HttpRequest> request = HttpRequest.read(in, out);
      if (request.isEmpty()) {
        return;
      }
      host.traffic().came(share, request.get().size());
      answer(request.get(), out);
    }
  }

  private void answer(HttpRequest request, OutputStream out)
      throws IOException, InterruptedException {
    Login.Verdict verdict = login.judge(request);
    if (verdict.admitted().isEmpty()) {
      send(out, verdict.refusal().bytes());
      return;
    }
    Login.Admitted admitted = verdict.admitted().get();
    if (admitted.envelope().length == 0) {
      send(out, HttpAnswer.of(200).bytes());
    } else if (admitted.envelope().length > host.settings().envelope) {
      // ansible.windows issue 391: a real service does not even say so in SOAP
      send(out, HttpAnswer.of(413).bytes());
    } else {
      operate(admitted, out);
    }
  }

  private void operate(Login.Admitted admitted, OutputStream out)
      throws IOException, InterruptedException {
    Soap soap;
    try {
      soap = Soap.parse(admitted.envelope());
    } catch (HostFault e) {
      send(out, login.answer(500, Envelopes.fault("", e), admitted.sealed()).bytes());
      return;
    }
    host.traffic().operation(soap.operation());
    switch (host.misbehaviour(soap.operation())) {
      case null -> deliver(admitted, soap, out);
      case Misbehaviour.Unheard() -> reset();
      case Misbehaviour.Unavailable(int status) -> send(out, HttpAnswer.of(status).bytes());
      case Misbehaviour.Garbage() ->
          send(out, "220 mail.example ESMTP\r\n".getBytes(StandardCharsets.US_ASCII));
      case Misbehaviour.Late(var delay) -> {
        Thread.sleep(delay);
        deliver(admitted, soap, out);
      }
      case Misbehaviour.Closes() -> {
        deliver(admitted, soap, out);
        socket.close();
      }
      case Misbehaviour.Reset(int after) -> {
        Service.Reply reply = host.service().answer(soap, admitted.user());
        byte[] whole = login.answer(reply.status(), reply.envelope(), admitted.sealed()).bytes();
        send(out, Arrays.copyOf(whole, Math.min(after, whole.length)));
        reply.lost().run();
        reset();
      }
      case Misbehaviour.Rewritten(var change) -> {
        Service.Reply reply = host.service().answer(soap, admitted.user());
        reply.arrived().run();
        String other = change.apply(reply.envelope());
        send(out, login.answer(reply.status(), other, admitted.sealed()).bytes());
      }
      case Misbehaviour.Truncated(int missing) -> spoil(admitted, soap, out, missing);
      case Misbehaviour.Flipped() -> spoil(admitted, soap, out, 0);
    }
  }

  private void deliver(Login.Admitted admitted, Soap soap, OutputStream out) throws IOException {
    Service.Reply reply = host.service().answer(soap, admitted.user());
    try {
      reply.arrived().run(); // before the client can ask again
      send(out, login.answer(reply.status(), reply.envelope(), admitted.sealed()).bytes());
    } catch (IOException e) {
      reply.lost().run();
      throw e;
    }
  }

  /** Sends a body that is shorter, or as long and wrong in one bit. */
  private void spoil(Login.Admitted admitted, Soap soap, OutputStream out, int missing)
      throws IOException {
    Service.Reply reply = host.service().answer(soap, admitted.user());
    reply.arrived().run();
    HttpAnswer whole = login.answer(reply.status(), reply.envelope(), admitted.sealed());
    byte[] body = Arrays.copyOf(whole.body(), whole.body().length - missing);
    if (missing == 0) {
      body[body.length / MIDDLE] ^= 1;
    }
    send(out, new HttpAnswer(whole.status(), whole.headers(), body).bytes());
  }

  private void send(OutputStream out, byte[] bytes) throws IOException {
    host.traffic().went(bytes.length);
    out.write(bytes);
    out.flush();
  }

  void reset() throws IOException {
    try {
      socket.setSoLinger(true, 0);
    } catch (SocketException _) {
      return; // it is closed already
    }
    socket.close();
  }
}
