package dev.javaform.modules.linux.files;

import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Node;

/** The nearest thing above a path that is there: a directory, unless it is in the way. */
record Above(String path, Node node) {

  boolean isDirectory() {
    return node.kind() == Kind.DIRECTORY;
  }

  /** Whether what is made in it gets its group, not that of whoever makes it (inode(7)). */
  boolean isInherited() {
    return isDirectory() && (Integer.parseInt(node.mode(), 8) & Node.SETGID) != 0;
  }
}
