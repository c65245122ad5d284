package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;
import java.util.Optional;

/** Replaces files that others wrote: the old one is kept aside first. */
record Writing(ImmutableMap<String, SeenFile> seen) {

  static final String BACKUP = "/var/lib/javaform/backup";

  private static final String KEEP =
      """
      umask 077
      mkdir -p {} &&
      cp -p -- {} {}/"$(date -u +%Y%m%dT%H%M%SZ)"{}\
      """;

  /** Adds the steps that make {@code path} hold {@code text}; none where it does. */
  void put(List<Step> steps, String path, String text, String now, String own) {
    if (text.equals(now)) {
      return;
    }
    SeenFile file = seen.getOrDefault(path, SeenFile.ABSENT);
    if (!path.equals(own) && file.exists()) {
      steps.add(keepCopy(path, file));
    }
    boolean shell = path.startsWith(DefaultGrub.MAIN);
    steps.add(
        file.put("write " + path, path, text, shell ? Optional.of("sh -n %s") : Optional.empty()));
  }

  private static Step keepCopy(String path, SeenFile file) {
    if (!file.faithful()) {
      throw new ModuleFailure(path + " is not UTF-8 text, so it is left alone. Change it by hand.");
    }
    return new Step.Run(
        "keep a copy of " + path, Script.sh(KEEP, BACKUP, path, BACKUP, path.replace('/', '_')));
  }
}
