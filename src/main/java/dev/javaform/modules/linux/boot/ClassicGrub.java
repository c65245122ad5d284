package dev.javaform.modules.linux.boot;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.SeenFile;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * GRUB with a menu that grub-mkconfig makes of /etc/default/grub. New arguments stand in a file of
 * their own; what stands elsewhere is changed where it stands.
 *
 * @param defaults what the menu is made of
 * @param seen the files of {@code defaults} as they were seen
 * @param menu the menu as it is
 * @param environment GRUB's environment block
 * @param readsDropIns whether grub-mkconfig reads /etc/default/grub.d (Debian's does)
 * @param hasFolder whether there is that folder
 * @param rebuild the command that makes the menu anew; empty where there is none
 */
record ClassicGrub(
    DefaultGrub defaults,
    ImmutableMap<String, SeenFile> seen,
    GrubMenu menu,
    EnvironmentBlock environment,
    boolean readsDropIns,
    boolean hasFolder,
    String rebuild)
    implements BootLoader {

  private static final String FOLDER = "/etc/default/grub.d";
  static final String DROP_IN = FOLDER + "/50-javaform.cfg";
  private static final String VARIABLE = "GRUB_CMDLINE_LINUX_DEFAULT";
  private static final String HEAD =
      "# Kernel arguments set by grub_cmdline: what is changed here by hand is overwritten.\n";

  @Override
  public String name() {
    return "GRUB";
  }

  @Override
  public ImmutableMap<String, CommandLine> entries() {
    return menu.entries()
        .filter(GrubMenu.Item::isMadeFromDefaults)
        .collect(
            ImmutableMap.toImmutableMap(
                GrubMenu.Item::title, item -> item.line().orElseThrow(), (first, _) -> first));
  }

  @Override
  public String nextBoot() {
    return menu.next(environment).map(GrubMenu.Item::title).orElse("");
  }

  @Override
  public ImmutableMap<String, CommandLine> futureKernels() {
    return ImmutableMap.of(DefaultGrub.MAIN, defaults.line());
  }

  @Override
  public List<Step> steps(Wishes wishes) {
    wishes.wanted().forEach(GrubScript::written);
    defaults.requireCertain();
    requireNoInit(defaults.line());
    requireTool();
    Map<String, String> then = new TreeMap<>(changed(wishes).files());
    Map<String, String> now = new LinkedHashMap<>(defaults.files());
    List<Step> steps = new ArrayList<>();
    Writing writing = new Writing(seen);
    if (then.containsKey(DROP_IN) && !hasFolder) {
      steps.add(new Step.Run("make " + FOLDER, Script.sh("mkdir -p -m 0755 {}", FOLDER)));
    }
    then.forEach(
        (path, text) -> writing.put(steps, path, text, now.getOrDefault(path, ""), DROP_IN));
    if (now.containsKey(DROP_IN) && !then.containsKey(DROP_IN)) {
      steps.add(new Step.Run("remove the empty " + DROP_IN, Script.sh("rm -f -- {}", DROP_IN)));
    }
    steps.add(
        new Step.Run("rebuild the GRUB menu", Script.sh(rebuild).within(Duration.ofMinutes(10))));
    return steps;
  }

  /** The files as they should be. */
  private DefaultGrub changed(Wishes wishes) {
    CommandLine line = defaults.line();
    if (wishes.hold(line)) {
      return defaults;
    }
    CommandLine then = wishes.applyTo(line);
    DefaultGrub changed = withOwn(defaults.replacing(elsewhere(line, then)), own(then));
    if (!wishes.hold(changed.line())) {
      throw new ModuleFailure(
          ("The kernel arguments asked for would have no effect: a file read after %s, or shell"
                  + " code in /etc/default/grub, sets %s again. The line would be \"%s\". Remove that"
                  + " assignment and run again.")
              .formatted(DROP_IN, VARIABLE, changed.line()));
    }
    return changed;
  }

  private void requireTool() {
    if (rebuild.isEmpty()) {
      throw new ModuleFailure(
          "There is no update-grub, grub-mkconfig or grub2-mkconfig on this host to make the menu"
              + " anew. Install GRUB's tools, and run again.");
    }
  }

  private void requireNoInit(CommandLine line) {
    if (!line.init().isEmpty()) {
      throw new ModuleFailure(
          "The kernel arguments in /etc/default/grub contain \" -- \": anything added after it"
              + " would go to init, not to the kernel. Move it to GRUB_CMDLINE_LINUX_DEFAULT's"
              + " end in a"
              + " file that sorts after 50-javaform.cfg, and run again.");
    }
  }

  /** The tokens for the file of our own: those it has and those that are new. */
  private List<String> own(CommandLine then) {
    return then.tokens().stream().filter(this::isOwn).map(GrubScript::written).toList();
  }

  @Override
  public ImmutableList<KernelArgument> ours() {
    return defaults.line().tokens().stream()
        .filter(token -> defaults.fileOf(token).equals(DROP_IN))
        .collect(ImmutableList.toImmutableList());
  }

  private boolean isOwn(KernelArgument token) {
    return token.place() == KernelArgument.NEW || defaults.fileOf(token).equals(DROP_IN);
  }

  /** For each place elsewhere whose tokens change, the text that it should have. */
  private Map<Integer, String> elsewhere(CommandLine line, CommandLine then) {
    Map<Integer, String> wanted = new LinkedHashMap<>();
    for (KernelArgument token : line.tokens()) {
      List<KernelArgument> there =
          then.tokens().stream().filter(t -> t.place() == token.place()).toList();
      if (!isOwn(token) && !there.equals(List.of(token))) {
        wanted.put(token.place(), Joiner.on(' ').join(Lists.transform(there, GrubScript::written)));
      }
    }
    return wanted;
  }

  private DefaultGrub withOwn(DefaultGrub changed, List<String> own) {
    if (!readsDropIns) {
      return own.isEmpty() ? changed : changed.adding(VARIABLE, String.join(" ", own));
    }
    Map<String, String> files = new TreeMap<>(changed.files());
    files.remove(DROP_IN);
    if (!own.isEmpty()) {
      String text = ShellText.quoted(" " + String.join(" ", own), ShellText.Quote.DOUBLE);
      files.put(DROP_IN, HEAD + VARIABLE + "=\"$" + VARIABLE + text + "\"\n");
    }
    return new DefaultGrub(ImmutableMap.copyOf(files), changed.variables());
  }

  @Override
  public String leftAlone() {
    return menu.entries()
        .filter(GrubMenu.Item::isRecovery)
        .map(GrubMenu.Item::title)
        .findFirst()
        .orElse("");
  }

  @Override
  public List<String> warnings() {
    boolean kept = menu.next(environment).map(GrubMenu.Item::isMadeFromDefaults).orElse(false);
    return kept
        ? List.of()
        : List.of(
            ("The entry that GRUB will start, \"%s\", is not made from /etc/default/grub, so it"
                    + " does not get these arguments.")
                .formatted(nextBoot()));
  }
}
