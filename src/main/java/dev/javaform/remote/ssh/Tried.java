package dev.javaform.remote.ssh;

import dev.javaform.remote.shell.Escaped;
import java.util.ArrayList;
import java.util.List;

/** What was offered to a host and what was left out, in words, for the message where all failed. */
final class Tried {
  private final List<String> offers = new ArrayList<>();
  private String methods = "";

  synchronized void add(String offer) {
    if (!offers.contains(offer)) {
      offers.add(offer);
    }
  }

  /** The methods that the host would have taken. */
  synchronized void methods(List<String> wanted) {
    methods = Escaped.line(String.join(", ", wanted));
  }

  @Override
  public synchronized String toString() {
    String what = offers.isEmpty() ? "nothing to offer" : "tried " + String.join(", ", offers);
    return methods.isEmpty() ? what : what + "; the host takes " + methods;
  }
}
