package dev.javaform.python;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The groups of an expression while it is read. */
final class RegexGroups {

  private static final int DEEPEST = 250;
  private static final int NOT_CAPTURED = 0;

  private record Open(int at, int number, RegexFlags outside) {}

  private final RegexReader source;
  private final Deque<Open> open = new ArrayDeque<>();
  private final Map<String, Integer> names = new HashMap<>();
  private final Set<Integer> closed = new HashSet<>();
  private int count;

  RegexGroups(RegexReader source) {
    this.source = source;
  }

  /** The number of each group that has a name. */
  Map<String, Integer> names() {
    return names;
  }

  /** Opens a group that is not captured. */
  void open(int at, RegexFlags outside) {
    open(new Open(at, NOT_CAPTURED, outside));
  }

  /** Opens a group that is captured. */
  void capture(int at, RegexFlags outside) {
    open(new Open(at, ++count, outside));
  }

  private void open(Open group) {
    if (open.size() == DEEPEST) {
      throw source.wrong(group.at(), "its groups are nested too deeply");
    }
    open.push(group);
  }

  /** Gives the next group that is captured a name. */
  void name(int at, String name) {
    if (!isName(name)) {
      throw source.wrong(at, "\"%s\" cannot be a group's name".formatted(name));
    }
    if (names.putIfAbsent(name, count + 1) != null) {
      throw source.wrong(at, "there are two groups \"%s\"".formatted(name));
    }
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && (name.startsWith("_") || Character.isUnicodeIdentifierStart(name.codePointAt(0)))
        && name.codePoints()
            .allMatch(each -> each == '_' || Character.isUnicodeIdentifierPart(each));
  }

  /** Closes the group that was opened last; gives the flags outside of it. */
  RegexFlags close(int at) {
    if (open.isEmpty()) {
      throw source.wrong(at, "a closing bracket has no opening one");
    }
    Open group = open.pop();
    closed.add(group.number());
    return group.outside();
  }

  void requireClosed() {
    if (!open.isEmpty()) {
      throw source.wrong(open.peek().at(), "a group is not closed");
    }
  }

  /** The number of a group that is referred to by name. */
  int named(int at, String name) {
    if (!names.containsKey(name)) {
      throw source.wrong(at, "there is no group \"%s\" before this".formatted(name));
    }
    return numbered(at, names.get(name));
  }

  /** The number of a group that is referred to by it. */
  int numbered(int at, int number) {
    if (number == NOT_CAPTURED || number > count) {
      throw source.wrong(at, "there is no group %d before this".formatted(number));
    }
    if (!closed.contains(number)) {
      throw source.wrong(at, "the group that it refers to is not closed yet");
    }
    return number;
  }
}
