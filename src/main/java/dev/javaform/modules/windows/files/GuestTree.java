package dev.javaform.modules.windows.files;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Digest;
import dev.javaform.module.Output;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.Optional;

/**
 * A folder of a guest and what it holds by certain names.
 *
 * @param path as the guest resolves it
 * @param entries by their names below it, in which slashes divide; the folder itself has the empty
 *     one
 */
public record GuestTree(@Unseen String path, ImmutableMap<String, Entry> entries) {

  /**
   * What there is by one name.
   *
   * @param kind {@code file} or {@code directory}; empty where there is nothing
   * @param sum of a file's content
   */
  public record Entry(String kind, Digest sum) {

    static final Entry FOLDER = new Entry("directory", Digest.ABSENT);

    static Entry file(Digest content) {
      return new Entry("file", content);
    }

    boolean exists() {
      return !kind.isEmpty();
    }

    boolean isFolder() {
      return kind.equals("directory");
    }
  }

  static GuestTree read(Output output) {
    Answer answer = Answer.of(output);
    ImmutableMap.Builder<String, Entry> entries = ImmutableMap.builder();
    for (Answer each : answer.parts("entries")) {
      Digest sum = each.text("sha256").map(Digest::new).orElse(Digest.ABSENT);
      entries.put(each.words("name"), new Entry(each.words("kind"), sum));
    }
    return new GuestTree(answer.words("path"), entries.buildKeepingLast());
  }

  /** What there is by that name; nothing where the helper was not asked. */
  Entry entry(String name) {
    return Optional.ofNullable(entries.get(name)).orElse(new Entry("", Digest.ABSENT));
  }

  /** The whole path of a name. */
  String below(String name) {
    return name.isEmpty()
        ? path
        : path + (path.endsWith("\\") ? "" : "\\") + name.replace('/', '\\');
  }
}
