package dev.javaform.hardware.capture;

import com.google.common.collect.ImmutableSet;
import dev.javaform.hardware.HostTree;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/** Reads a folder, without following links out of it. A file that cannot be read is unknown. */
final class FolderReader {

  /** File systems that are the machine itself: they hold files that never end. */
  private static final ImmutableSet<String> LIVE = ImmutableSet.of("sysfs", "proc");

  private FolderReader() {}

  static HostTree read(Path folder) throws IOException {
    Collected collected = new Collected();
    Path root = folder.toRealPath();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
              throws IOException {
            requireSaved(path);
            collected.count();
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path path, BasicFileAttributes attributes)
              throws IOException {
            collected.count();
            take(root.relativize(path).toString(), path, attributes, collected);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path path, IOException failure) {
            return FileVisitResult.CONTINUE;
          }
        });
    return Roots.tree(collected);
  }

  private static void requireSaved(Path folder) throws IOException {
    if (LIVE.contains(Files.getFileStore(folder).type())) {
      throw new BadCapture(
          "It is the running machine, no capture. Ask for the facts of localhost instead.");
    }
  }

  private static void take(
      String name, Path path, BasicFileAttributes attributes, Collected collected)
      throws IOException {
    if (attributes.isSymbolicLink()) {
      collected.link(name, Files.readSymbolicLink(path).toString());
    } else if (attributes.isRegularFile()
        && attributes.size() <= Collected.LONGEST_FILE
        && Files.isReadable(path)) {
      try (InputStream file = Files.newInputStream(path)) {
        byte[] content = file.readNBytes(Collected.LONGEST_FILE);
        collected.file(name, new String(content, StandardCharsets.UTF_8));
      }
    }
  }
}
