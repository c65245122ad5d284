package dev.javaform.modules.linux.files;

import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** The values about a file that Ansible's file modules return in common. */
final class FileReturns {

  /** The names, for the manual. */
  static final String RETURNS =
      """
      state: What is there: file, directory, link, hard or absent.
      owner: The owner's name.
      group: The group's name.
      uid: The owner's number.
      gid: The group's number.
      mode: The mode, with a zero before it.
      size: The number of bytes.
      secontext: The SELinux context, where the host has SELinux.""";

  private FileReturns() {}

  /**
   * Owner, group, mode, SELinux context where it was asked, size and state of what there is after
   * the task.
   */
  static Map<String, Object> of(FileState after) {
    Map<String, Object> values = new LinkedHashMap<>();
    after.node().ifPresent(node -> describe(node, values));
    if (after.node().isEmpty()) {
      values.put("state", "absent");
    }
    return values;
  }

  /** The same, with the path under this name. */
  static Map<String, Object> at(String name, FileState after) {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put(name, after.path());
    values.putAll(of(after));
    return values;
  }

  private static void describe(Node node, Map<String, Object> values) {
    values.put("owner", node.owner());
    values.put("group", node.group());
    node.uid().ifPresent(uid -> values.put("uid", Long.valueOf(uid)));
    node.gid().ifPresent(gid -> values.put("gid", Long.valueOf(gid)));
    values.put("mode", mode(node));
    node.details()
        .secontext()
        .filter(ContextWish::isKnown)
        .ifPresent(label -> values.put("secontext", label));
    node.data().ifPresent(data -> values.put("size", data.size()));
    values.put("state", node.kind() == Kind.DIRECTORY ? "directory" : "file");
  }

  /** The file modules put a zero before any mode, {@code stat} does not. */
  private static String mode(Node node) {
    return node.mode().startsWith("0") ? node.mode() : "0" + node.mode();
  }
}
