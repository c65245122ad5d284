package dev.javaform.modules.linux.boot;

import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.SeenFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The entries of a trial as files of the Boot Loader Specification. */
record FileTrial(EntryFiles files, TrialGround ground) implements TrialEntries {

  private boolean isGrub() {
    return files.name().startsWith("GRUB");
  }

  private Optional<LoaderEntry> model() {
    return files.kept().stream().filter(entry -> entry.id().equals(files.nextBoot())).findFirst();
  }

  /** The one that is left alone may be it. */
  private Optional<LoaderEntry> running() {
    return ground.files().entrySet().stream()
        .filter(file -> file.getKey().startsWith(folder()))
        .map(file -> new LoaderEntry(file.getKey(), file.getValue().text()))
        .filter(entry -> !entry.isAside() && !entry.isRescue())
        .filter(
            entry ->
                entry.value("version").equals(ground.release())
                    || entry.value("linux").contains(ground.release()))
        .findFirst();
  }

  @Override
  public Optional<String> impossible() {
    if (model().isEmpty()) {
      return Optional.of(
          "The entry that is started, \"%s\", is one that is left alone."
              .formatted(files.nextBoot()));
    }
    if (isGrub()) {
      return TrialStore.impossible(ground, TrialStore.menu(ground));
    }
    return ground.writableVariables()
        ? Optional.empty()
        : Optional.of(
            "systemd-boot remembers the choice of an entry in EFI variables, which cannot be"
                + " written here (/sys/firmware/efi/efivars), or bootctl is missing.");
  }

  @Override
  public TrialChoice choice() {
    return isGrub()
        ? new TrialChoice.Grub(files.editor(), TrialStore.path(ground))
        : new TrialChoice.Systemd();
  }

  @Override
  public String kernel() {
    return model().map(entry -> entry.value("linux")).orElse("");
  }

  @Override
  public String image() {
    String line = model().map(entry -> entry.value("initrd")).orElse("");
    return line.isEmpty() ? "" : CommandLine.words(line).getFirst();
  }

  /** Paths in entries begin at the file system that the loader's folder is on. */
  @Override
  public boolean isImage(String path) {
    return path.equals(image()) || path.equals(folder().replace("/loader/entries/", "") + image());
  }

  @Override
  public boolean mayStay() {
    return files.followsRunning();
  }

  @Override
  public boolean knowsRunning() {
    return running().isPresent();
  }

  @Override
  public List<Step> write(
      Optional<CommandLine> trial,
      TrialMenu.Replaced own,
      String first,
      Optional<CommandLine> before,
      TrialMenu.Replaced old) {
    List<Step> steps = new ArrayList<>();
    trial.ifPresent(
        line -> steps.add(put(TrialNames.TRIAL, "trial of javaform", model(), line, own, first)));
    before.ifPresent(
        line ->
            steps.add(
                put(
                    TrialNames.BEFORE,
                    "as it ran before the trial of javaform",
                    running(),
                    line,
                    old,
                    "")));
    return steps;
  }

  private Step put(
      String id,
      String title,
      Optional<LoaderEntry> model,
      CommandLine line,
      TrialMenu.Replaced image,
      String first) {
    LoaderEntry entry = model.orElseThrow();
    StringBuilder text = new StringBuilder();
    String ahead = first.isEmpty() ? "" : "initrd " + first + "\n";
    for (String each : entry.withOptions(whole(entry, line)).lines().toList()) {
      String key = each.strip().split("\\s+", 2)[0];
      switch (key) {
        case "title" -> text.append(each).append(", ").append(title).append('\n');
        case "initrd" -> {
          text.append(ahead).append(image.in(each)).append('\n');
          ahead = "";
        }
        case "id", "sort-key" -> {
          // Either would say where it stands in the menu; its file's name says so.
        }
        default -> text.append(each).append('\n');
      }
    }
    String path = folder() + id + ".conf";
    SeenFile file = ground.files().getOrDefault(path, SeenFile.ABSENT);
    return file.put("write " + path, path, text.toString(), Optional.empty());
  }

  /** With what an entry has for its loader, such as the image that systemd-boot loads. */
  private static CommandLine whole(LoaderEntry entry, CommandLine line) {
    Stream<KernelArgument> loaders =
        entry.options().tokens().stream()
            .filter(token -> CommandLine.BOOT_LOADERS_OWN.contains(token.key()));
    return line.with(Stream.concat(loaders, line.tokens().stream()).toList());
  }

  private String folder() {
    String path = files.kept().getFirst().path();
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  /** Without a saved entry the first of the menu is started, and a new file may become that. */
  @Override
  public String pin(boolean before) {
    if (before) {
      return TrialNames.BEFORE;
    }
    return isGrub() && ground.saved().isEmpty() ? files.nextBoot() : "";
  }

  @Override
  public Script.Sh remove() {
    return Script.sh(
        "rm -f -- {} {}\n",
        folder() + TrialNames.TRIAL + ".conf",
        folder() + TrialNames.BEFORE + ".conf");
  }
}
