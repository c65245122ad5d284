package dev.javaform.iso9660;

import com.google.common.io.ByteSource;
import java.util.Map;
import java.util.TreeMap;

/** A folder of an image, with what is in it by name. */
final class Folder {

  /** ECMA-119, 6.8.2.1: a hierarchy has at most eight levels, the root among them. */
  private static final int DEEPEST = 8;

  private final String path;
  private final Map<String, Folder> folders = new TreeMap<>();
  private final Map<String, ByteSource> files = new TreeMap<>();

  private Folder(String path) {
    this.path = path;
  }

  /**
   * The root of a tree with these files; a path that ends in a slash is an empty folder.
   *
   * @throws IllegalArgumentException where a path cannot be in an image
   */
  static Folder of(Map<String, ByteSource> files) {
    Folder root = new Folder("");
    files.forEach(
        (path, content) -> {
          String[] parts = path.split("/", -1);
          Folder folder = root;
          for (int i = 0; i < parts.length - 1; i++) {
            folder = folder.below(parts[i], i + 2);
          }
          if (!path.endsWith("/")) {
            folder.put(parts[parts.length - 1], content);
          }
        });
    return root;
  }

  private Folder below(String name, int level) {
    if (level > DEEPEST) {
      throw new IllegalArgumentException(
          "%s lies deeper than the %d levels of folders that a CD has."
              .formatted(path + name, DEEPEST));
    }
    requireOnce(name, files);
    return folders.computeIfAbsent(
        FileName.checked(name, path + name), _ -> new Folder(path + name + "/"));
  }

  private void put(String name, ByteSource content) {
    requireOnce(name, folders);
    files.put(FileName.checked(name, path + name), content);
  }

  private void requireOnce(String name, Map<String, ?> others) {
    if (others.containsKey(name)) {
      throw new IllegalArgumentException(path + name + " is both a file and a folder.");
    }
  }

  /** The path of something in it. */
  String path(String name) {
    return path + name;
  }

  Map<String, Folder> folders() {
    return folders;
  }

  Map<String, ByteSource> files() {
    return files;
  }
}
