package dev.javaform.modules.linux.boot;

import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.SeenFile;
import java.util.List;
import java.util.Optional;

/** The entries of a trial in GRUB's own menu. */
record MenuTrial(ClassicGrub grub, TrialGround ground) implements TrialEntries {

  private Optional<GrubMenu.Item> model() {
    return grub.menu().next(grub.environment()).filter(GrubMenu.Item::isMadeFromDefaults);
  }

  private Optional<GrubMenu.Item> running() {
    return grub.menu()
        .entries()
        .filter(GrubMenu.Item::isMadeFromDefaults)
        .filter(item -> TrialMenu.kernel(item).endsWith("-" + ground.release()))
        .findFirst();
  }

  @Override
  public Optional<String> impossible() {
    String menu = TrialStore.menu(ground);
    if (!menu.contains("custom.cfg")) {
      return Optional.of(
          "GRUB's menu does not read custom.cfg, in which the trial's entry would stand: install"
              + " /etc/grub.d/41_custom and make the menu anew with grub-mkconfig.");
    }
    if (model().isEmpty()) {
      return Optional.of(
          "The entry that GRUB starts, \"%s\", is not made from /etc/default/grub."
              .formatted(grub.nextBoot()));
    }
    return TrialStore.impossible(ground, menu);
  }

  @Override
  public TrialChoice choice() {
    boolean second = TrialStore.menuPath(ground).contains("grub2");
    return new TrialChoice.Grub(second ? "grub2-editenv" : "grub-editenv", TrialStore.path(ground));
  }

  @Override
  public String kernel() {
    return model().map(TrialMenu::kernel).orElse("");
  }

  @Override
  public String image() {
    return model().map(TrialMenu::image).orElse("");
  }

  /** GRUB's path begins at the root of the file system that it is on. */
  @Override
  public boolean isImage(String path) {
    return path.endsWith(image());
  }

  /** The menu is made from /etc/default/grub. */
  @Override
  public boolean mayStay() {
    return false;
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
    StringBuilder entries = new StringBuilder();
    trial.ifPresent(
        line ->
            entries.append(
                TrialMenu.entry(
                    TrialNames.TRIAL,
                    "Trial of javaform",
                    model().orElseThrow(),
                    line,
                    own,
                    first)));
    before.ifPresent(
        line ->
            entries
                .append(
                    TrialMenu.entry(
                        TrialNames.BEFORE,
                        "As it ran before the trial of javaform",
                        running().orElseThrow(),
                        line,
                        old,
                        ""))
                .append(trial.isPresent() ? TrialMenu.unlessChosen(TrialNames.BEFORE) : ""));
    SeenFile file = ground.files().getOrDefault(custom(), SeenFile.ABSENT);
    String text = TrialMenu.with(file.text(), entries.toString());
    return List.of(file.put("write " + custom(), custom(), text, Optional.empty()));
  }

  private String custom() {
    String menu = TrialStore.menuPath(ground);
    return menu.substring(0, menu.lastIndexOf('/')) + "/custom.cfg";
  }

  /** custom.cfg says what is started, so nothing is to be remembered. */
  @Override
  public String pin(boolean before) {
    return "";
  }

  @Override
  public Script.Sh remove() {
    return Script.sh(
        """
        custom={}
        if [ -e "$custom" ]; then
          sed '/^### BEGIN javaform trial boot ###$/,/^### END javaform trial boot ###$/d' "$custom" > "$custom.javaform-new" || exit 1
          if [ -s "$custom.javaform-new" ]; then
            cat "$custom.javaform-new" > "$custom"; rm -f "$custom.javaform-new"
          else
            rm -f "$custom.javaform-new" "$custom"
          fi
        fi
        """,
        custom());
  }
}
