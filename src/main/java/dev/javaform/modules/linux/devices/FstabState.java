package dev.javaform.modules.linux.devices;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.HoldsFiles;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;

/**
 * A file of mounts, and how one place is mounted now.
 *
 * @param path the file
 * @param text its text
 * @param mounted the options of the mount that the kernel shows; empty where nothing is mounted
 * @param file the file as it was seen
 * @param systemd whether systemd has to read the file again
 * @param errors what findmnt finds wrong with the file as it is
 */
record FstabState(
    @Unseen String path,
    String text,
    ImmutableSet<String> mounted,
    @Unseen SeenFile file,
    @Unseen boolean systemd,
    @Unseen ImmutableList<String> errors)
    implements Situated<FstabState>, HoldsFiles {

  /** The fifth field of mountinfo is the place, with blanks as octal numbers: proc(5). */
  private static final String SCRIPT =
      """
      path={} target={}
      title mounted
      while read -r _ _ _ _ at options _; do
        [ "$(printf '%b' "$at")" = "$target" ] && printf '|%s\\n' "$options"
      done < /proc/self/mountinfo
      title systemd; [ -d /run/systemd/system ] && echo '|yes'
      section errors sh -c 'findmnt --verify --tab-file "$1" | grep -F "[E]"' sh "$path"
      file "$path"
      exit 0
      """;

  static Probe<FstabState> probe(String path, String target) {
    return Probe.of(
        Sections.script(SCRIPT, path, target), FstabState.class, output -> read(output, path));
  }

  private static FstabState read(Output output, String path) {
    Sections seen = Sections.read(output);
    SeenFile file = seen.files().getOrDefault(path, SeenFile.ABSENT);
    ImmutableList<String> mounts = seen.of("mounted");
    return new FstabState(
        path,
        file.text(),
        mounts.isEmpty()
            ? ImmutableSet.of()
            : ImmutableSet.copyOf(Splitter.on(',').split(mounts.getLast())),
        file,
        seen.has("systemd"),
        seen.of("errors").stream().map(String::strip).collect(ImmutableList.toImmutableList()));
  }

  FstabState with(String then, ImmutableSet<String> live) {
    return new FstabState(path, then, live, file, systemd, errors);
  }

  @Override
  public ImmutableMap<String, SeenFile> heldFiles() {
    return ImmutableMap.of(path, text.equals(file.text()) ? file : SeenFile.of(text));
  }

  @Override
  public FstabState among(List<?> planned) {
    return with(HoldsFiles.among(planned, path, file).text(), mounted);
  }
}
