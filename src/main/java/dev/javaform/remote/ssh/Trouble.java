package dev.javaform.remote.ssh;

import dev.javaform.remote.shell.Escaped;
import java.util.Optional;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;

/** What went wrong with a connection first: later exceptions only follow from it. */
final class Trouble implements SessionListener {
  private Optional<String> words = Optional.empty();

  synchronized Optional<String> words() {
    return words;
  }

  @Override
  public synchronized void sessionException(Session session, Throwable t) {
    if (words.isEmpty()) {
      words = Optional.of(Escaped.line(said(t)));
    }
  }

  @Override
  public synchronized void sessionDisconnect(
      Session session, int reason, String msg, String language, boolean initiator) {
    if (words.isEmpty() && !initiator) {
      words = Optional.of("the host said: " + Escaped.line(msg));
    }
  }

  private static String said(Throwable t) {
    String message = t.getMessage();
    if (message != null && !message.isEmpty()) {
      return message;
    }
    return t.getCause() == null ? t.getClass().getSimpleName() : said(t.getCause());
  }
}
