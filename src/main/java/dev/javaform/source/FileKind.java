package dev.javaform.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What stands under a file's name. Source: inode(7). */
enum FileKind {
  /** A file, or what can be read like one: an open file's name, a terminal. */
  FILE,
  DIRECTORY,
  SOCKET,
  DISK,
  /** A pipe that has a name, so that reading waits for somebody who knows it, too. */
  NAMED_PIPE;

  private static final int TYPE = 0170000;
  private static final int SOCKET_TYPE = 0140000;
  private static final int DISK_TYPE = 0060000;
  private static final int DIRECTORY_TYPE = 0040000;
  private static final int PIPE_TYPE = 0010000;

  /** The kind of what the name leads to; fails where there is nothing. */
  static FileKind of(Path file) throws IOException {
    return switch ((int) Files.getAttribute(file, "unix:mode") & TYPE) {
      case DIRECTORY_TYPE -> DIRECTORY;
      case SOCKET_TYPE -> SOCKET;
      case DISK_TYPE -> DISK;
      case PIPE_TYPE -> hasName(file) ? NAMED_PIPE : FILE;
      default -> FILE;
    };
  }

  /** Not a pipe that a shell hands over as /dev/fd/63, which leads to nothing in a folder. */
  private static boolean hasName(Path pipe) {
    try {
      return Files.exists(pipe.toRealPath());
    } catch (IOException _) {
      return false;
    }
  }
}
