package dev.javaform.modules.linux.text;

import java.util.List;

/** Removes every line that is looked for. */
record LineRemoval(LineSearch search) implements Editing.Editor {

  @Override
  public Edit edit(String text) {
    List<String> lines = Lines.of(text);
    int all = lines.size();
    lines.removeIf(line -> search.isGiven() ? search.finds(line) : search.is(line));
    int found = all - lines.size();
    String message = found == 0 ? "" : found + " line(s) removed";
    return new Edit(String.join("", lines), message).returning("found", (long) found);
  }
}
