package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Content;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Situated;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.HostPath;
import dev.javaform.modules.linux.SeenFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Returns what is known about a file. */
@Name("ansible.builtin.stat")
@Manual(
    summary = "Returns what is known about a path.",
    example =
        """
        - name: Look for KVM
          stat:
            path: /dev/kvm
          register: kvm
        """,
    returns = {
      "stat: What is known about the file: exists, and if it does, path, mode, uid, size, isdir,"
          + " checksum and more."
    })
public record Stat(
    @Argument(
            value = "The path.",
            aliases = {"dest", "name"})
        String path,
    @Argument(value = "Whether to look at a link's target instead of the link.", preset = "false")
        boolean follow,
    @Argument(value = "Whether to compute the checksum.", preset = "true") boolean getChecksum,
    @Argument(
            value = "Which checksum.",
            aliases = {"checksum", "checksum_algo"},
            preset = "sha1")
        Algorithm checksumAlgorithm,
    @Argument(
            value = "Whether to guess the type of the content.",
            aliases = {"mime", "mime_type", "mime-type"},
            preset = "true")
        boolean getMime,
    @Argument(value = "Whether to ask lsattr.", aliases = "attr", preset = "true")
        boolean getAttributes)
    implements Module<Stat.Seen> {

  /** The checksums there are. */
  public enum Algorithm {
    MD5("MD5"),
    SHA1("SHA-1"),
    SHA224("SHA-224"),
    SHA256("SHA-256"),
    SHA384("SHA-384"),
    SHA512("SHA-512");

    private final String standard;

    Algorithm(String standard) {
      this.standard = standard;
    }

    /** The checksum in hexadecimal. */
    String of(Content content) {
      try {
        MessageDigest digest = MessageDigest.getInstance(standard);
        return HexFormat.of().formatHex(digest.digest(content.bytes().read()));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has " + standard, e);
      } catch (IOException e) {
        throw new UncheckedIOException("bytes in memory", e);
      }
    }
  }

  /**
   * What is known.
   *
   * @param path where, as the host resolves it
   * @param follow whether a link's target is meant
   * @param checksum which checksum is wished
   * @param stat by the names under which it is returned
   */
  public record Seen(
      String path, boolean follow, Optional<Algorithm> checksum, Map<String, Object> stat)
      implements Situated<Seen> {

    /** What earlier tasks would have made of the file. */
    @Override
    public Seen among(List<?> planned) {
      Seen seen = this;
      for (Object other : planned) {
        seen =
            switch (other) {
              case FileState there -> seen.beside(there.all().toList());
              case HoldsFiles holder -> seen.holding(holder.heldFiles());
              default -> seen;
            };
      }
      return seen;
    }

    private Seen beside(List<FileState> others) {
      Seen seen = this;
      for (FileState other : others) {
        seen = seen.beside(other);
      }
      return seen;
    }

    private Seen beside(FileState other) {
      if (other.path().equals(path)) {
        return with(planned(other));
      }
      boolean gone = !other.exists() && other.link().isEmpty();
      return gone && path.startsWith(other.path() + "/") ? with(PlannedStat.nothing()) : this;
    }

    private Map<String, Object> planned(FileState other) {
      PlannedStat then = then();
      return other
          .link()
          .filter(_ -> !follow)
          .map(then::of)
          .or(() -> other.node().map(then::of))
          .orElseGet(PlannedStat::nothing);
    }

    private Seen holding(ImmutableMap<String, SeenFile> files) {
      return Optional.ofNullable(files.get(path))
          .filter(SeenFile::faithful)
          .map(file -> with(file.exists() ? then().of(file) : PlannedStat.nothing()))
          .orElse(this);
    }

    private PlannedStat then() {
      return new PlannedStat(path, checksum, stat);
    }

    private Seen with(Map<String, Object> other) {
      return new Seen(path, follow, checksum, other);
    }
  }

  @Override
  public Probe<Seen> observe() {
    String script =
        StatAnswer.SCRIPT
            .replace("PATH", HostPath.word(path))
            .replace("FOLLOW", follow ? "-L" : "")
            .replace("ALGORITHM", getChecksum ? algorithm() + "sum" : ":")
            .replace("MIME", getMime ? "file -b -i" : ":")
            .replace("LSATTR", getAttributes ? "lsattr -d -v" : ":");
    return Probe.of(Script.sh(script), Seen.class, this::read);
  }

  private Seen read(Output output) {
    StatAnswer answer = new StatAnswer(output);
    Optional<Algorithm> checksum = getChecksum ? Optional.of(checksumAlgorithm) : Optional.empty();
    return new Seen(answer.path(), follow, checksum, answer.values());
  }

  @Override
  public Plan<Seen> decide(Seen seen) {
    return Plan.keep(seen).returning(Returns.of(Map.of("stat", seen.stat())));
  }

  private String algorithm() {
    return checksumAlgorithm.toString().toLowerCase(Locale.ROOT);
  }
}
