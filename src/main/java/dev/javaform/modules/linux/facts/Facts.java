package dev.javaform.modules.linux.facts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Every group of facts, and the one script that asks for the chosen ones. */
public final class Facts {

  private static final ImmutableList<FactReader> ALL =
      ImmutableList.of(
          new EnvironmentFacts(),
          new PlatformFacts(),
          new DistributionFacts(),
          new UserFacts(),
          new DateTimeFacts(),
          new ManagerFacts(),
          new PythonFacts(),
          new SshKeyFacts(),
          new SecurityFacts(),
          new CommandLineFacts(),
          new DnsFacts(),
          new LocalFacts(),
          new ProcessorFacts(),
          new MemoryFacts(),
          new UptimeFacts(),
          new FirmwareFacts(),
          new MountFacts(),
          new DeviceFacts(),
          new InterfaceFacts(),
          new VirtualizationFacts(),
          new PassthroughFacts());

  /*
   * value: the first lines of files, with the shell's own read, so that hundreds of files of /sys
   * cost no process (not for /proc/sys, which it would read byte by byte). text: whole files. run: a
   * command, stopped after three seconds where timeout(1) exists. Lines of blocks get a mark, so
   * that nothing a host prints can pass for a frame.
   */
  private static final String PRELUDE =
      """
      value() { for f; do [ -f "$f" ] && [ -r "$f" ] || continue
        l=; { read -r l <"$f"; } 2>/dev/null
        [ -n "$l" ] && printf '%s=%s\\n' "$f" "$l"
      done; }
      text() { for f; do [ -f "$f" ] && [ -r "$f" ] || continue
        printf '@%s\\n' "$f"; sed 's/^/|/' "$f" 2>/dev/null; echo
      done; }
      within=; timeout 3 true 2>/dev/null && within='timeout 3'
      run() { printf '@%s\\n' "$1"; shift; $within "$@" 2>/dev/null </dev/null | sed 's/^/|/'; echo; }
      """;

  private Facts() {}

  /** The words that {@code gather_subset} takes, without their {@code !}. */
  public static ImmutableSet<String> subsets() {
    var words = ImmutableSet.<String>builder().add("all");
    ALL.forEach(each -> words.addAll(each.subsets()).add(each.name()));
    return words.build();
  }

  /**
   * A script that prints what the groups chosen by {@code groups} need; it only reads.
   *
   * @param root the directory that stands for the host's {@code /}; {@code /} but for tests
   */
  public static String script(String root, Predicate<Collection<String>> groups) {
    return "cd "
        + root
        + " || exit\n"
        + PRELUDE
        + chosen(groups).stream()
            .map(each -> "echo '@@ " + each.name() + "'\n" + each.script())
            .collect(Collectors.joining())
        + "exit 0\n";
  }

  /** The facts by their full names, from what the script printed. */
  public static Map<String, Object> read(List<String> lines) {
    var texts = sections(lines);
    var facts = new LinkedHashMap<String, Object>();
    for (FactReader reader : ALL) {
      if (texts.containsKey(reader.name())) {
        facts.putAll(reader.read(FactText.of(texts.get(reader.name()))));
      }
    }
    return Collections.unmodifiableMap(facts);
  }

  private static ImmutableList<FactReader> chosen(Predicate<Collection<String>> groups) {
    return ALL.stream()
        .filter(
            each ->
                groups.test(
                    ImmutableSet.<String>builder().addAll(each.subsets()).add(each.name()).build()))
        .collect(ImmutableList.toImmutableList());
  }

  private static ImmutableMap<String, List<String>> sections(List<String> lines) {
    var sections = new LinkedHashMap<String, List<String>>();
    List<String> current = new ArrayList<>();
    for (String line : lines) {
      if (line.startsWith("@@ ")) {
        current = new ArrayList<>();
        sections.put(line.substring(3), current);
      } else {
        current.add(line);
      }
    }
    return ImmutableMap.copyOf(sections);
  }
}
