package dev.javaform.report;

import com.google.common.collect.ImmutableList;
import dev.javaform.event.Change;
import java.util.ArrayList;
import java.util.List;

/** Changes as lines that people read: {@code -} before, {@code +} after. */
final class Diff {

  private String of = "";
  private final List<String> attributes = new ArrayList<>();
  private final List<String> texts = new ArrayList<>();

  private Diff() {}

  /** The lines that show {@code changes}; none where nothing of them can be shown. */
  static ImmutableList<String> lines(List<Change> changes) {
    Diff diff = new Diff();
    changes.forEach(diff::add);
    return diff.lines();
  }

  private void add(Change change) {
    switch (change) {
      case Change.Attribute attribute -> add(attribute);
      case Change.Text text -> texts.addAll(text.lines());
    }
  }

  private void add(Change.Attribute attribute) {
    of = attribute.of();
    String name = attribute.name().isEmpty() ? "" : attribute.name() + ": ";
    attribute.before().ifPresent(before -> attributes.add("-" + name + before));
    attribute.after().ifPresent(after -> attributes.add("+" + name + after));
  }

  /** Attributes first; text of the same path goes on below the same heading. */
  private ImmutableList<String> lines() {
    if (attributes.isEmpty()) {
      return ImmutableList.copyOf(texts);
    }
    List<String> heading = List.of("--- before: " + of, "+++ after: " + of);
    boolean same = texts.size() > 2 && texts.subList(0, 2).equals(heading);
    return ImmutableList.<String>builder()
        .addAll(heading)
        .addAll(attributes)
        .addAll(same ? texts.subList(2, texts.size()) : texts)
        .build();
  }
}
