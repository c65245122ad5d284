package dev.javaform.modules.windows.files;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
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
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for files or folders of a guest. */
@Name("ansible.windows.win_find")
@Manual(
    summary = "Finds files or folders on a Windows host.",
    example =
        """
        - name: Find what crashed lately
          win_find:
            paths: C:\\CrashDumps
            patterns: ['*.dmp']
            age: -1d
            get_checksum: false
          register: dumps
        """,
    returns = {
      """
      examined: How many files and folders were looked at.
      matched: How many of them are meant.
      files: Those, each as win_stat returns it, by their paths."""
    })
public record WinFind(
    @Argument("The folders to look in.") ImmutableList<String> paths,
    @Argument("How old at least, such as 10d; negative: at most.") Optional<String> age,
    @Argument(value = "Which time counts.", preset = "mtime") Stamp ageStamp,
    @Argument(value = "Whether to compute checksums of files.", preset = "true")
        boolean getChecksum,
    @Argument(value = "Which checksum.", preset = "sha1") WinStat.Algorithm checksumAlgorithm,
    @Argument(value = "What to look for.", preset = "file") FileType fileType,
    @Argument(value = "Whether to follow links to folders, with recurse.", preset = "false")
        boolean follow,
    @Argument(value = "Whether to find what is hidden, too.", preset = "false") boolean hidden,
    @Argument(
            value = "What names are like, with wildcards; one of them is enough.",
            aliases = {"regex", "regexp"})
        Optional<ImmutableList<String>> patterns,
    @Argument(value = "Whether to look in folders below, too.", preset = "false") boolean recurse,
    @Argument("How big at least, such as 10m; negative: at most.") Optional<String> size,
    @Argument(value = "Whether the patterns are regular expressions.", preset = "false")
        boolean useRegex)
    implements Module<WinFind.Found> {

  private static final Pattern AMOUNT = Pattern.compile("(-?\\d{1,15})([a-z]?)[a-z]*");

  private static final ImmutableMap<String, Long> SECONDS =
      ImmutableMap.of("", 1L, "s", 1L, "m", 60L, "h", 3600L, "d", 86400L, "w", 604800L);

  private static final ImmutableMap<String, Long> BYTES =
      ImmutableMap.of("", 1L, "b", 1L, "k", 1L << 10, "m", 1L << 20, "g", 1L << 30, "t", 1L << 40);

  /** The times that things have. */
  public enum Stamp {
    ATIME,
    CTIME,
    MTIME
  }

  /** What to look for. */
  public enum FileType {
    DIRECTORY,
    FILE
  }

  /**
   * What was found.
   *
   * @param examined how many things were looked at
   * @param files by their paths, each as {@code win_stat} returns it
   */
  public record Found(long examined, ImmutableList<Map<?, ?>> files) {}

  public WinFind {
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("\"paths\" is empty; name a folder to look in.");
    }
    age.ifPresent(text -> amount("age", text, SECONDS));
    size.ifPresent(text -> amount("size", text, BYTES));
  }

  private static long amount(String argument, String text, ImmutableMap<String, Long> units) {
    Matcher matcher = AMOUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
    Long unit = matcher.matches() ? units.get(matcher.group(2)) : null;
    if (unit == null) {
      throw new IllegalArgumentException(
          "\"%s\" is \"%s\"; it is a number with one of the units %s behind it."
              .formatted(argument, text, String.join(" ", units.keySet()).strip()));
    }
    return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit);
  }

  @Override
  public Probe<Found> observe() {
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("paths", paths);
    select.put("type", fileType.name().toLowerCase(Locale.ROOT));
    select.put("recurse", recurse);
    select.put("follow", follow);
    select.put("hidden", hidden);
    patterns.ifPresent(all -> select.put("patterns", all));
    select.put("regex", useRegex);
    age.ifPresent(text -> select.put("age", amount("age", text, SECONDS)));
    select.put("age_stamp", ageStamp.name().toLowerCase(Locale.ROOT));
    size.ifPresent(text -> select.put("size", amount("size", text, BYTES)));
    if (getChecksum) {
      select.put("checksum", checksumAlgorithm.word());
    }
    return Probe.of(Script.PowerShell.ask("find", select), Found.class, WinFind::read);
  }

  private static Found read(Output output) {
    Answer answer = Answer.of(output);
    return new Found(
        answer.number("examined").orElse(0L),
        answer.parts("files").stream()
            .sorted(Comparator.comparing(file -> file.words("path")))
            .<Map<?, ?>>map(Answer::values)
            .collect(ImmutableList.toImmutableList()));
  }

  @Override
  public Plan<Found> decide(Found seen) {
    return Plan.keep(seen)
        .returning(
            Returns.of(
                Map.of(
                    "examined",
                    seen.examined(),
                    "matched",
                    (long) seen.files().size(),
                    "files",
                    seen.files())));
  }
}
