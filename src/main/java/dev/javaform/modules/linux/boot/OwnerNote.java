package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.SeenFile;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The file on the host in which stands what an owner has set, one argument per line. */
final class OwnerNote {

  static final String FOLDER = "/var/lib/javaform/kernel-arguments";

  private static final String HEAD =
      "# Kernel arguments that grub_cmdline has set for this owner: it takes them away again.\n";

  private OwnerNote() {}

  static ImmutableList<String> read(SeenFile file) {
    return file.text()
        .lines()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * The steps with the note taken around them: what is new is noted before it is set, and what is
   * taken away is forgotten afterwards, so that nothing is lost where a step fails.
   */
  static List<Step> around(
      List<Step> steps, String owner, SeenFile note, List<String> now, List<String> then) {
    Set<String> all = new LinkedHashSet<>(now);
    all.addAll(then);
    List<Step> result = new ArrayList<>();
    if (!note.exists()) {
      result.add(new Step.Run("make " + FOLDER, Script.sh("mkdir -p -m 0755 {}", FOLDER)));
    }
    SeenFile between = all.equals(Set.copyOf(now)) ? note : SeenFile.of(text(all));
    if (!between.equals(note)) {
      result.add(put(owner, note, text(all)));
    }
    result.addAll(steps);
    if (then.isEmpty()) {
      result.add(new Step.Run("forget " + owner, Script.sh("rm -f -- {}", path(owner))));
    } else if (!all.equals(Set.copyOf(then))) {
      result.add(put(owner, between, text(then)));
    }
    return result;
  }

  private static Step put(String owner, SeenFile file, String text) {
    return file.put("note what " + owner + " sets", path(owner), text, Optional.empty());
  }

  static String path(String owner) {
    return FOLDER + "/" + owner;
  }

  private static String text(Iterable<String> arguments) {
    return HEAD + String.join("\n", arguments) + "\n";
  }
}
