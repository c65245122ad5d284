package dev.javaform.module;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.Optional;

/**
 * A file or directory of the controller that a task named.
 *
 * <p>{@code remote_src: true} beside it makes it a path on the host instead, with no entries.
 *
 * @param path as the task named it, templates resolved
 * @param directory whether it is a directory
 * @param onHost whether the path is one of the host's
 * @param entries the files below it by relative path; a single file stands under its own file name;
 *     an empty directory below it stands as a path ending in {@code /} with empty content
 * @param modes the modes of the entries, as four octal digits, as far as they are known: what
 *     {@code mode: preserve} gives
 */
public record ControllerFile(
    String path,
    boolean directory,
    boolean onHost,
    ImmutableMap<String, Content> entries,
    ImmutableMap<String, String> modes) {

  /** How files begin that ansible-vault encrypted, as its documentation of the format says. */
  private static final String VAULT = "$ANSIBLE_VAULT;";

  /** A file or directory whose modes do not matter. */
  public ControllerFile(
      String path, boolean directory, boolean onHost, ImmutableMap<String, Content> entries) {
    this(path, directory, onHost, entries, ImmutableMap.of());
  }

  /** A single file. */
  public static ControllerFile file(String path, Content content) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return new ControllerFile(path, false, false, ImmutableMap.of(name, content));
  }

  /** A path on the host. */
  public static ControllerFile onHost(String path) {
    return new ControllerFile(path, path.endsWith("/"), true, ImmutableMap.of());
  }

  /** One of its files that ansible-vault encrypted, if there is any. */
  public Optional<String> encrypted() {
    return entries.entrySet().stream()
        .filter(entry -> entry.getValue().startsWith(VAULT))
        .map(Map.Entry::getKey)
        .findFirst();
  }

  /** The content of a single file. */
  public Content content() {
    return entries.values().iterator().next();
  }
}
