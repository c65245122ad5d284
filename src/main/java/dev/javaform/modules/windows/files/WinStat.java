package dev.javaform.modules.windows.files;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Returns what is known about something in a guest. */
@Name("ansible.windows.win_stat")
@Manual(
    summary = "Returns what is known about a path of a Windows host.",
    example =
        """
        - name: Look for the driver
          win_stat:
            path: C:\\Windows\\System32\\drivers\\netkvm.sys
            get_checksum: false
          register: driver
        """,
    returns = {
      "stat: What is known: exists, and if it does, path, filename, isdir, isreg, islnk, size,"
          + " checksum, owner, attributes, lastwritetime and more."
    })
public record WinStat(
    @Argument(
            value = "The path.",
            aliases = {"dest", "name"})
        String path,
    @Argument(value = "Whether to compute the checksum of a file.", preset = "true")
        boolean getChecksum,
    @Argument(
            value = "Whether to compute the size, of a folder that of all in it.",
            preset = "true")
        boolean getSize,
    @Argument(value = "Which checksum.", preset = "sha1") Algorithm checksumAlgorithm,
    @Argument(value = "Whether to look at what a link leads to.", preset = "false") boolean follow)
    implements Module<WinStat.Seen> {

  /** The checksums there are. */
  public enum Algorithm {
    MD5,
    SHA1,
    SHA256,
    SHA384,
    SHA512;

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * What is known.
   *
   * @param stat by the names under which it is returned
   */
  public record Seen(Map<?, ?> stat) {}

  @Override
  public Probe<Seen> observe() {
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("path", path);
    select.put("follow", follow);
    select.put("size", getSize);
    if (getChecksum) {
      select.put("checksum", checksumAlgorithm.word());
    }
    return Probe.of(Script.PowerShell.ask("stat", select), Seen.class, WinStat::read);
  }

  private static Seen read(Output output) {
    return new Seen(Answer.of(output).parts("stat").getFirst().values());
  }

  @Override
  public Plan<Seen> decide(Seen seen) {
    return Plan.keep(seen).returning(Returns.of(Map.of("stat", seen.stat())));
  }
}
