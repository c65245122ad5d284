package dev.javaform.remote.winrm.clixml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The objects of a document that later places may refer to, and how much has been read. A reference
 * counts as much as what it refers to, so that none is worth more than it costs.
 */
final class ReadObjects {

  /** How deep objects may be inside others; PowerShell's own are about ten deep. */
  private static final int DEEPEST = 100;

  /** How many values a document may come to. */
  private static final long MOST = 4_000_000;

  private final Map<String, Known> known = new HashMap<>();
  private final List<Open> open = new ArrayList<>();
  private long counted;

  /** An object that has been read, and how many values it comes to. */
  private record Known(Object value, long size) {}

  /** An object that is being read. */
  record Open(String id, long before) {}

  /** Counts one more value. */
  void count() throws ClixmlException {
    count(1);
  }

  private void count(long more) throws ClixmlException {
    counted += more;
    if (counted > MOST) {
      throw new ClixmlException("the host sends CLIXML of more than %,d values".formatted(MOST));
    }
  }

  Open open(String id) throws ClixmlException {
    if (open.size() == DEEPEST) {
      throw new ClixmlException(
          "the host sends CLIXML with objects more than %d deep".formatted(DEEPEST));
    }
    Open opened = new Open(id, counted);
    open.add(opened);
    return opened;
  }

  /** The value of an object that is read now: what is in it, where there is nothing else to it. */
  Object close(Open opened, Obj obj) {
    open.removeLast();
    Object value = isWrapping(obj) ? obj.content().get() : obj;
    if (!opened.id().isEmpty()) {
      known.put(opened.id(), new Known(value, counted - opened.before()));
    }
    return value;
  }

  private static boolean isWrapping(Obj obj) {
    return obj.content().filter(Primitives::are).isPresent()
        && obj.types().isEmpty()
        && obj.text().isEmpty()
        && obj.properties().isEmpty()
        && obj.notes().isEmpty();
  }

  Object referredTo(String id) throws ClixmlException {
    for (int i = open.size() - 1; i >= 0; i--) {
      if (open.get(i).id().equals(id)) {
        return new Enclosing(open.size() - 1 - i);
      }
    }
    Known found = known.get(id);
    if (found == null) {
      throw new ClixmlException("CLIXML refers to an object that it has not told yet");
    }
    count(found.size());
    return found.value();
  }
}
