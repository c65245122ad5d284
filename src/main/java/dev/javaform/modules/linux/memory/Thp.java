package dev.javaform.modules.linux.memory;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.OwnFile;
import dev.javaform.modules.linux.Presence;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who gets transparent huge pages, now and after each boot. The running kernel is asked as well as
 * the file: a word that somebody wrote into it by hand is seen and set right. Words are compared
 * with those that this kernel offers.
 *
 * @see <a href="https://docs.kernel.org/admin-guide/mm/transhuge.html">Transparent hugepages</a>
 * @see <a href="https://man7.org/linux/man-pages/man5/tmpfiles.d.5.html">tmpfiles.d(5)</a>
 */
@Name("javaform.host.thp")
@Manual(
    summary = "Sets who gets transparent huge pages, now and at each boot.",
    example =
        """
        - name: Only who asks gets them
          thp:
            enabled: madvise
            defrag: madvise
        """,
    returns = {
      "live: The word in force of each switch that was asked for.",
      "owners: The lines of other files that set transparent huge pages as well."
    },
    restsOn = {
      "The word in brackets is the one in force; the others are what the kernel offers "
          + "(kernel, admin-guide/mm/transhuge).",
      "A line \"w\" of tmpfiles.d writes a file at each boot (tmpfiles.d(5))."
    })
public record Thp(
    @Argument("Who gets them: always, madvise or never, or what else the kernel offers.")
        Optional<String> enabled,
    @Argument("When memory is put together for them: always, defer, madvise, never and so on.")
        Optional<String> defrag,
    @Argument("The same as enabled for shared memory, such as a guest's memfd.")
        Optional<String> shmemEnabled,
    @Argument(
            value = "present, or absent, which only removes the file: the words stay as they are.",
            preset = "present")
        Presence state,
    @Argument(value = "The file of tmpfiles.d.", preset = "/etc/tmpfiles.d/javaform-thp.conf")
        String file)
    implements Module<TransparentPages> {

  public Thp {
    if (state == Presence.PRESENT
        && enabled.isEmpty()
        && defrag.isEmpty()
        && shmemEnabled.isEmpty()) {
      throw new IllegalArgumentException("thp needs enabled, defrag or shmem_enabled.");
    }
    if (!file.matches("/[A-Za-z0-9_@%+=:,./-]+\\.conf")) {
      throw new IllegalArgumentException("file must be an absolute path that ends in .conf.");
    }
  }

  private ImmutableMap<String, String> wanted() {
    Map<String, String> wanted = new LinkedHashMap<>();
    if (state == Presence.PRESENT) {
      enabled.ifPresent(word -> wanted.put("enabled", word.strip()));
      defrag.ifPresent(word -> wanted.put("defrag", word.strip()));
      shmemEnabled.ifPresent(word -> wanted.put("shmem_enabled", word.strip()));
    }
    return ImmutableMap.copyOf(wanted);
  }

  @Override
  public Probe<TransparentPages> observe() {
    return TransparentPages.probe(file);
  }

  @Override
  public Plan<TransparentPages> decide(TransparentPages seen) {
    wanted().forEach((name, word) -> requireOffered(name, word, seen));
    Map<String, String> live = new TreeMap<>(seen.live());
    live.putAll(wanted());
    TransparentPages then = seen.with(ImmutableSortedMap.copyOf(live), text());
    List<Step> steps = steps(seen);
    Plan<TransparentPages> plan = steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, then, steps);
    ImmutableList<String> owners = seen.around().others();
    return plan.warning(owners.isEmpty() ? List.of() : List.of(clash(owners)))
        .returning(Returns.of(ImmutableMap.of("live", wanted(), "owners", owners)));
  }

  private static String clash(List<String> owners) {
    return "Transparent huge pages are set elsewhere as well: %s. Leave them to one place."
        .formatted(String.join("; ", owners));
  }

  private void requireOffered(String name, String word, TransparentPages seen) {
    ImmutableList<String> offered = seen.around().offered().getOrDefault(name, ImmutableList.of());
    if (offered.isEmpty()) {
      throw new ModuleFailure(
          "%s%s does not exist on this host: its kernel has no such switch."
              .formatted(TransparentPages.BASE, name));
    }
    if (!offered.contains(word)) {
      throw new ModuleFailure(
          "%s is \"%s\"; this kernel offers %s.".formatted(name, word, String.join(", ", offered)));
    }
    if (!word.equals(seen.live().get(name)) && !seen.around().writable().contains(name)) {
      throw new ModuleFailure(
          "%s%s cannot be written: only root may, and a container shares it with the machine that it runs on."
              .formatted(TransparentPages.BASE, name));
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    wanted()
        .forEach(
            (name, word) ->
                text.append("w %s%s - - - - %s\n".formatted(TransparentPages.BASE, name, word)));
    return text.isEmpty() ? "" : "# Written by the module thp.\n" + text;
  }

  private List<Step> steps(TransparentPages seen) {
    List<Step> steps = new ArrayList<>();
    wanted().entrySet().stream()
        .filter(each -> !each.getValue().equals(seen.live().get(each.getKey())))
        .forEach(each -> steps.add(set(each.getKey(), each.getValue())));
    if (text().isEmpty() && seen.around().file().exists() && !seen.config().isEmpty()) {
      steps.add(OwnFile.remove(file));
    } else if (!text().equals(seen.config())) {
      steps.add(OwnFile.of(file, text()).put("set them at each boot", seen.around().file()));
    }
    return steps;
  }

  private static Step set(String name, String word) {
    return new Step.Run(
        "set " + name + " to " + word,
        Script.sh("printf '%s\\n' {} | cat > {}", word, TransparentPages.BASE + name));
  }
}
