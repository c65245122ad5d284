package dev.javaform.modules.linux.files;

import dev.javaform.module.Argument;
import dev.javaform.module.Content;
import dev.javaform.module.Digest;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
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
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Returns the content of a file of the host in Base64. */
@Name("ansible.builtin.slurp")
@Manual(
    summary = "Returns the content of a file on the host, encoded in Base64.",
    example =
        """
        - name: Read the kernel's arguments
          slurp:
            src: /proc/cmdline
          register: cmdline
        """,
    returns = {
      "content: The content, encoded.",
      "encoding: How it is encoded: base64.",
      "source: The path of the file."
    })
public record Slurp(@Argument(value = "The file.", aliases = "path") String src)
    implements Module<Slurp.Seen> {

  /**
   * A file's content.
   *
   * @param path where, as the task names it
   * @param content in Base64
   */
  public record Seen(String path, String content) implements Situated<Seen> {

    static Seen of(String path, byte[] bytes) {
      return new Seen(path, Base64.getEncoder().encodeToString(bytes));
    }

    /** What earlier tasks would have written into the file. */
    @Override
    public Seen among(List<?> planned) {
      SeenFile now = new SeenFile(digest(), "", false);
      SeenFile then = HoldsFiles.among(planned, path, now);
      if (then.digest().equals(now.digest())) {
        return this;
      }
      if (!then.exists() || !then.faithful()) {
        throw new ModuleFailure(
            "\"" + path + "\" would have content that cannot be known beforehand.");
      }
      return of(path, then.text().getBytes(StandardCharsets.UTF_8));
    }

    private Digest digest() {
      return Content.of(Base64.getDecoder().decode(content)).digest();
    }
  }

  @Override
  public Probe<Seen> observe() {
    return Probe.of(
        Script.sh(
            "export LC_ALL=C; f="
                + HostPath.word(src)
                + "; [ -d \"$f\" ] && { echo 'is a directory' >&2; exit 1; }; cat \"$f\""),
        Seen.class,
        this::read);
  }

  @Override
  public Plan<Seen> decide(Seen seen) {
    return Plan.keep(seen)
        .returning(
            Returns.of(Map.of("content", seen.content(), "encoding", "base64", "source", src)));
  }

  private Seen read(Output output) {
    if (output.isTruncated()) {
      throw new ModuleFailure("\"" + src + "\" is too large to be returned.");
    }
    if (!output.isSuccess()) {
      throw new ModuleFailure(reason(output.stderr().strip()));
    }
    return Seen.of(src, output.stdoutBytes());
  }

  private String reason(String complaint) {
    if (complaint.endsWith("No such file or directory")) {
      return "file not found: " + src;
    }
    if (complaint.endsWith("Permission denied")) {
      return "file is not readable: " + src;
    }
    return complaint.endsWith("is a directory")
        ? "source is a directory and must be a file: " + src
        : "unable to slurp file: " + complaint;
  }
}
