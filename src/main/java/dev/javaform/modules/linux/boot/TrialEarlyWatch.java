package dev.javaform.modules.linux.boot;

import dev.javaform.module.Content;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.apache.commons.compress.archivers.cpio.CpioArchiveEntry;
import org.apache.commons.compress.archivers.cpio.CpioArchiveOutputStream;
import org.apache.commons.compress.archivers.cpio.CpioConstants;

/**
 * The dead man's switch of the time before the root file system is there, whatever the initial RAM
 * disk is made by: a small archive of its own, which the kernel unpacks with the image
 * (Documentation/driver-api/early-userspace/buffer-format.rst). The kernel starts what is in it
 * first, and that starts the image's own init.
 */
final class TrialEarlyWatch {

  /** What the archive's file is called; it lies beside the image. */
  static final String FILE = "way-back" + TrialNames.IMAGE;

  private static final String INIT = "javaform-trial-init";

  /** Has the kernel start it (kernel-parameters). */
  static final String ARGUMENT = "rdinit=/" + INIT;

  /**
   * Its own file is gone once the root file system is reached: switch_root(8) and run-init empty
   * what they leave. systemd ends it there as it ends every process. What is needed besides a shell
   * is in every image that has one; without sleep it gives up at once.
   */
  static final String TEXT =
      """
      #!/bin/sh
      # Boots this host anew if a trial boot does not reach its root file system in time.
      (
        PATH=/usr/sbin:/usr/bin:/sbin:/bin
        left=SECONDS
        while [ "$left" -gt 0 ]; do
          sleep 2 || exit
          [ -e /INIT ] || exit
          left=$((left - 2))
        done
        echo "<2>javaform: the trial boot is still in its initial RAM disk after MINUTES minutes: booting the old configuration" > /dev/kmsg
        echo b > /proc/sysrq-trigger
        reboot -f
      ) &
      exec /init "$@"
      """
          .replace("INIT", INIT);

  /** The kernel reads archives one behind the other from multiples of four; this ends like tar. */
  private static final int BLOCK = 512;

  private static final long PROGRAM = CpioConstants.C_ISREG | 0755;
  private static final long FOLDER = CpioConstants.C_ISDIR | 0755;
  private static final long DEVICE = CpioConstants.C_ISCHR | 0666;

  private TrialEarlyWatch() {}

  /** The archive for a trial that may take so long; the same each time. */
  static Content archive(int minutes) {
    String text =
        TEXT.replace("SECONDS", String.valueOf(minutes * 60))
            .replace("MINUTES", String.valueOf(minutes));
    var bytes = new ByteArrayOutputStream();
    try (var cpio =
        new CpioArchiveOutputStream(
            bytes, CpioConstants.FORMAT_NEW, BLOCK, StandardCharsets.US_ASCII.name())) {
      put(cpio, entry(INIT, PROGRAM), text);
      put(cpio, entry("dev", FOLDER), "");
      put(cpio, nothing(), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Content.of(bytes.toByteArray());
  }

  /** A shell reads it for what it starts in the background (sh(1p), 2.9.3.1). */
  private static CpioArchiveEntry nothing() {
    CpioArchiveEntry entry = entry("dev/null", DEVICE);
    entry.setRemoteDeviceMaj(1);
    entry.setRemoteDeviceMin(3);
    return entry;
  }

  private static CpioArchiveEntry entry(String name, long mode) {
    var entry = new CpioArchiveEntry(CpioConstants.FORMAT_NEW, name);
    entry.setMode(mode);
    return entry;
  }

  private static void put(CpioArchiveOutputStream cpio, CpioArchiveEntry entry, String text)
      throws IOException {
    byte[] content = text.getBytes(StandardCharsets.US_ASCII);
    entry.setSize(content.length);
    cpio.putArchiveEntry(entry);
    cpio.write(content);
    cpio.closeArchiveEntry();
  }
}
