package dev.javaform.hardware.capture;

import com.google.common.io.ByteStreams;
import dev.javaform.hardware.HostTree;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;

/** Reads a tar archive as it streams by, or a text. */
final class ArchiveReader {

  private static final int BLOCK = 512;
  private static final int LONGEST_STREAM = 256 << 20;
  private static final int LONGEST_TEXT = 1 << 20;

  private ArchiveReader() {}

  static HostTree read(InputStream file) throws IOException {
    var content = new BufferedInputStream(unpacked(new BufferedInputStream(file)));
    byte[] start = start(content, BLOCK);
    if (TarArchiveInputStream.matches(start, start.length)) {
      return Roots.tree(entries(content));
    }
    Packing.of(start)
        .ifPresent(
            name -> {
              throw new BadCapture(
                  "It is packed by %s, which is not read. Unpack it, or pack it with gzip."
                      .formatted(name));
            });
    return Texts.tree(text(content));
  }

  private static InputStream unpacked(BufferedInputStream file) throws IOException {
    byte[] start = start(file, 3);
    if (start.length > 1 && start[0] == 0x1f && start[1] == (byte) 0x8b) {
      return new Bounded(new GZIPInputStream(file), LONGEST_STREAM);
    }
    if (new String(start, StandardCharsets.ISO_8859_1).equals("BZh")) {
      return new Bounded(new BZip2CompressorInputStream(file, true), LONGEST_STREAM);
    }
    return new Bounded(file, LONGEST_STREAM);
  }

  private static byte[] start(BufferedInputStream stream, int length) throws IOException {
    stream.mark(length);
    byte[] start = stream.readNBytes(length);
    stream.reset();
    return start;
  }

  private static String text(InputStream content) throws IOException {
    return new String(content.readNBytes(LONGEST_TEXT), StandardCharsets.UTF_8);
  }

  private static Collected entries(InputStream content) throws IOException {
    Collected collected = new Collected();
    try (var tar = new TarArchiveInputStream(content, StandardCharsets.UTF_8.name())) {
      for (TarArchiveEntry entry; (entry = tar.getNextEntry()) != null; ) {
        collected.count();
        take(entry, tar, collected);
      }
    } catch (IllegalArgumentException e) {
      throw new IOException(e); // what commons-compress says of headers that make no sense
    }
    return collected;
  }

  /** Files, and what stands for one; devices and pipes are none. */
  private static void take(TarArchiveEntry entry, InputStream tar, Collected collected)
      throws IOException {
    if (entry.isSymbolicLink()) {
      collected.link(entry.getName(), entry.getLinkName());
    } else if (entry.isLink()) {
      collected
          .content(entry.getLinkName())
          .ifPresent(content -> collected.file(entry.getName(), content));
    } else if (entry.isFile() && !entry.isSparse() && entry.getSize() <= Collected.LONGEST_FILE) {
      byte[] content = ByteStreams.toByteArray(ByteStreams.limit(tar, Collected.LONGEST_FILE));
      collected.file(entry.getName(), new String(content, StandardCharsets.UTF_8));
    }
  }
}
