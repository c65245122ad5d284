package dev.javaform.modules.linux.memory;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.SeenFile;
import dev.javaform.modules.linux.TunedChain;
import java.util.List;
import java.util.TreeMap;

/**
 * Transparent huge pages of a host: what the kernel does now, and what it is told at boot.
 *
 * @param live the word that is in force, by the name of the switch
 * @param path the file of tmpfiles.d(5)
 * @param config its text; empty where it is absent
 * @param around what else has to be known
 */
record TransparentPages(
    ImmutableSortedMap<String, String> live,
    @Unseen String path,
    String config,
    @Unseen Around around)
    implements Situated<TransparentPages>, HoldsFiles {

  /** Where the kernel has its switches: docs.kernel.org/admin-guide/mm/transhuge.html. */
  static final String BASE = "/sys/kernel/mm/transparent_hugepage/";

  /**
   * What is around them.
   *
   * @param file the file as it was seen
   * @param offered the words that this kernel takes, by the name of the switch
   * @param writable the switches that can be set from here
   * @param others lines of other files that set one of them: path, number and text
   */
  record Around(
      SeenFile file,
      ImmutableMap<String, ImmutableList<String>> offered,
      ImmutableSet<String> writable,
      ImmutableList<String> others) {}

  static final ImmutableList<String> SWITCHES =
      ImmutableList.of("enabled", "defrag", "shmem_enabled");

  private static final String SCRIPT =
      TunedChain.FUNCTIONS
          + """
      base={} own={}
      for name in enabled defrag shmem_enabled; do
        section "$name" cat "$base$name"
        title writable; [ -w "$base$name" ] && printf '|%s\\n' "$name"
      done
      title others
      for other in /etc/tmpfiles.d/*.conf /run/tmpfiles.d/*.conf /usr/lib/tmpfiles.d/*.conf; do
        [ "$other" = "$own" ] || grep -Hns '^[^#]*/transparent_hugepage/' "$other" | bars
      done
      for other in $(tuned_active); do
        grep -HnE '^[[:space:]]*transparent_hugepage' "$other" | bars
      done
      tr ' ' '\\n' < /proc/cmdline | sed -n 's/^transparent_hugepage=/|the command line of the kernel:&/p'
      file "$own"
      """;

  static Probe<TransparentPages> probe(String path) {
    return Probe.of(
        Sections.script(SCRIPT, BASE, path), TransparentPages.class, output -> read(output, path));
  }

  private static TransparentPages read(Output output, String path) {
    Sections seen = Sections.read(output);
    var live = new TreeMap<String, String>();
    var offered = ImmutableMap.<String, ImmutableList<String>>builder();
    for (String name : SWITCHES) {
      List<String> words = Splitter.on(' ').omitEmptyStrings().splitToList(seen.first(name));
      words.stream()
          .filter(word -> word.startsWith("["))
          .forEach(word -> live.put(name, bare(word)));
      offered.put(
          name,
          words.stream().map(TransparentPages::bare).collect(ImmutableList.toImmutableList()));
    }
    SeenFile file = seen.files().getOrDefault(path, SeenFile.ABSENT);
    return new TransparentPages(
        ImmutableSortedMap.copyOf(live),
        path,
        file.text(),
        new Around(
            file, offered.build(), ImmutableSet.copyOf(seen.of("writable")), seen.of("others")));
  }

  private static String bare(String word) {
    return CharMatcher.anyOf("[]").trimFrom(word);
  }

  TransparentPages with(ImmutableSortedMap<String, String> then, String text) {
    return new TransparentPages(then, path, text, around);
  }

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    return ImmutableMap.of(path, SeenFile.written(config));
  }

  @Override
  public TransparentPages among(List<?> planned) {
    return with(live, HoldsFiles.among(planned, path, around.file()).text());
  }
}
