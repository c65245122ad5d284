package dev.javaform.hardware.capture;

import dev.javaform.hardware.HostTree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads the files of a machine that somebody saved, and saves them. Understood are folders and tar
 * archives, plain or compressed by gzip or bzip2, that hold {@code sys} and {@code proc} (at the
 * top or in one folder of any name), trees that begin at {@code system/cpu}, and the texts that
 * {@code lscpu} and {@code dmidecode} print. Nothing is unpacked to a disk, and what a hostile file
 * can take of the memory is bounded.
 */
public final class Captures {

  private Captures() {}

  /**
   * What a folder, an archive or a text tells of a machine.
   *
   * @throws BadCapture where it is no capture, or one that nobody should read
   * @throws IOException where it cannot be read
   */
  public static HostTree read(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return FolderReader.read(path);
    }
    try (InputStream file = Files.newInputStream(path)) {
      return ArchiveReader.read(file);
    }
  }

  /**
   * What an archive or a text tells of a machine.
   *
   * @throws BadCapture where it is no capture, or one that nobody should read
   * @throws IOException where it cannot be read
   */
  public static HostTree read(byte[] content) throws IOException {
    return ArchiveReader.read(new ByteArrayInputStream(content));
  }

  /**
   * A tree as a gzipped tar archive, byte by byte the same each time. What names one machine or its
   * people is blanked, as docs/captures.md tells.
   */
  public static byte[] save(HostTree tree) throws IOException {
    return ArchiveWriter.write(Blanking.of(tree).inPlace());
  }
}
