package dev.javaform.modules.linux;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import java.util.Locale;
import java.util.Map;

/** Returns what is known about a file. */
@Name("ansible.builtin.stat")
@Manual(
    summary = "Looks at a path.",
    example =
        """
        - name: Look for KVM
          stat:
            path: /dev/kvm
          register: kvm
        """,
    returns = {
      "stat: What is known of the file: exists, and where it does path, mode, uid, size, isdir, checksum and more."
    })
public record Stat(
    @Argument(
            value = "The path.",
            aliases = {"dest", "name"})
        String path,
    @Argument(value = "Whether a link's target is meant.", preset = "false") boolean follow,
    @Argument(value = "Whether the checksum is computed.", preset = "true") boolean getChecksum,
    @Argument(
            value = "Which checksum.",
            aliases = {"checksum", "checksum_algo"},
            preset = "sha1")
        Algorithm checksumAlgorithm,
    @Argument(
            value = "Whether the kind of content is guessed.",
            aliases = {"mime", "mime_type", "mime-type"},
            preset = "true")
        boolean getMime,
    @Argument(value = "Whether lsattr is asked.", aliases = "attr", preset = "true")
        boolean getAttributes)
    implements Module<Stat.Seen> {

  /** The checksums there are. */
  public enum Algorithm {
    MD5,
    SHA1,
    SHA224,
    SHA256,
    SHA384,
    SHA512
  }

  /** What is known, by the names under which it is returned. */
  public record Seen(Map<String, Object> stat) {}

  @Override
  public Probe<Seen> observe() {
    String script =
        StatAnswer.SCRIPT
            .replace("PATH", HostPath.word(path))
            .replace("FOLLOW", follow ? "-L" : "")
            .replace("ALGORITHM", getChecksum ? algorithm() + "sum" : ":")
            .replace("MIME", getMime ? "file -b -i" : ":")
            .replace("LSATTR", getAttributes ? "lsattr -d -v" : ":");
    return Probe.of(
        Script.sh(script), Seen.class, output -> new Seen(new StatAnswer(output).values()));
  }

  @Override
  public Plan<Seen> decide(Seen seen) {
    return Plan.keep(seen).returning(Returns.of(Map.of("stat", seen.stat())));
  }

  private String algorithm() {
    return checksumAlgorithm.toString().toLowerCase(Locale.ROOT);
  }
}
