package dev.javaform.modules.windows.system;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.system.Pagefiles.Sizes;
import java.util.Map;
import java.util.Optional;

/** The files that a guest swaps to. What is set counts after its next boot. */
@Name("community.windows.win_pagefile")
@Manual(
    summary = "Sets where and how much a Windows host swaps; it counts after the next boot.",
    example =
        """
        - name: Swap to one file of one size
          win_pagefile:
            drive: C
            initial_size: 4096
            maximum_size: 4096
            state: present
        """,
    returns = {
      "automatic_managed_pagefiles: Whether Windows chooses drives and sizes.",
      "pagefiles: Of each file name, initial_size, maximum_size, caption and description.",
      "reboot_required: Whether the change counts only after the next boot."
    })
public record WinPagefile(
    @Argument("The drive of the file, such as C.") Optional<String> drive,
    @Argument("The least size in MB.") Optional<Long> initialSize,
    @Argument("The largest size in MB.") Optional<Long> maximumSize,
    @Argument(value = "Whether a file that is there gets other sizes.", preset = "true")
        boolean override,
    @Argument(value = "Whether Windows chooses the sizes of the file.", preset = "false")
        boolean systemManaged,
    @Argument("Whether Windows chooses drives and sizes of all files.") Optional<Boolean> automatic,
    @Argument(value = "Whether all files are removed first.", preset = "false") boolean removeAll,
    @Argument(
            value = "Whether the drive is looked for first.",
            preset = "true",
            ignored = "Windows leaves out, at its next boot, files of drives that are not there")
        boolean testPath,
    @Argument(value = "Whether the file is there, or is only asked for.", preset = "query")
        State state)
    implements Module<Pagefiles> {

  private static final Script.PowerShell QUESTION =
      Script.PowerShell.ask(
          "registry",
          ImmutableMap.of(
              "hive",
              "local_machine",
              "key",
              "SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory Management",
              "name",
              "PagingFiles"));

  /** Whether a file is there. */
  public enum State {
    ABSENT,
    PRESENT,
    QUERY
  }

  public WinPagefile {
    if (state != State.QUERY && drive.isEmpty() && !removeAll) {
      throw new IllegalArgumentException("With this \"state\" a \"drive\" is needed.");
    }
    drive.ifPresent(WinPagefile::letter);
    boolean sizes = initialSize.isPresent() && maximumSize.isPresent();
    if (state == State.PRESENT && !systemManaged && !sizes) {
      throw new IllegalArgumentException(
          "A file that is present has \"initial_size\" and \"maximum_size\", or is \"system_managed\".");
    }
    if (sizes && initialSize.get() > maximumSize.get()) {
      throw new IllegalArgumentException("\"initial_size\" is larger than \"maximum_size\".");
    }
  }

  private static String letter(String drive) {
    if (!drive.matches("[A-Za-z](:\\\\?)?")) {
      throw new IllegalArgumentException(
          "\"drive\" is \"%s\"; it is a letter such as C.".formatted(drive));
    }
    return drive.substring(0, 1);
  }

  @Override
  public Probe<Pagefiles> observe() {
    return Probe.of(QUESTION, Pagefiles.class, output -> Pagefiles.of(Answer.of(output)));
  }

  @Override
  public Plan<Pagefiles> decide(Pagefiles seen) {
    Pagefiles wanted = wanted(seen);
    Map<String, Object> set =
        ImmutableMap.of("exists", true, "kind", "multistring", "data", wanted.lines());
    Plan<Pagefiles> plan =
        seen.equals(wanted)
            ? Plan.keep(seen)
            : Plan.move(seen, wanted, new Step.Run("set the page files", QUESTION.set(set)));
    return plan.returning(
        Returns.of(
            Map.of(
                "automatic_managed_pagefiles",
                wanted.automatic(),
                "pagefiles",
                wanted.told(),
                "reboot_required",
                !seen.equals(wanted))));
  }

  private Pagefiles wanted(Pagefiles seen) {
    Pagefiles start = removeAll && !seen.automatic() ? Pagefiles.NONE : seen;
    Pagefiles chosen = automatic.map(start::automatically).orElse(start);
    return drive.map(each -> wanted(chosen, Pagefiles.path(letter(each)))).orElse(chosen);
  }

  private Pagefiles wanted(Pagefiles chosen, String path) {
    return switch (state) {
      case QUERY -> chosen;
      case ABSENT -> chosen.without(path);
      case PRESENT ->
          chosen.files().containsKey(path) && !override ? chosen : chosen.with(path, sizes());
    };
  }

  private Sizes sizes() {
    return systemManaged ? Sizes.CHOSEN : new Sizes(initialSize.orElse(0L), maximumSize.orElse(0L));
  }
}
