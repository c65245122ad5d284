package dev.javaform.modules.linux.boot;

import static java.util.Objects.requireNonNull;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.SeenFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A boot loader with a file per kernel: systemd-boot, or GRUB with blscfg.
 *
 * @param name which
 * @param kept the entries that are kept in step
 * @param spared the entry left alone so that something starts when all else fails; empty where none
 * @param nextBoot the id of the entry started when nobody chooses
 * @param kernelOptions the environment variable {@code kernelopts}, where entries refer to it (EL
 *     8)
 * @param defaults GRUB_CMDLINE_LINUX, where /etc/default/grub exists and GRUB starts
 * @param seen the files that may have to be written
 * @param editor the tool that changes GRUB's environment block
 */
record EntryFiles(
    String name,
    ImmutableList<LoaderEntry> kept,
    String spared,
    String nextBoot,
    Optional<String> kernelOptions,
    Optional<DefaultGrub> defaults,
    ImmutableMap<String, SeenFile> seen,
    String editor)
    implements BootLoader {

  static final String CMDLINE = "/etc/kernel/cmdline";
  private static final String REFERENCE = "$kernelopts";

  @Override
  public ImmutableMap<String, CommandLine> entries() {
    return kept.stream().collect(ImmutableMap.toImmutableMap(LoaderEntry::id, this::line));
  }

  private CommandLine line(LoaderEntry entry) {
    String options = entry.options().toString();
    String whole = kernelOptions.map(value -> options.replace(REFERENCE, value)).orElse(options);
    return name.startsWith("GRUB") ? GrubScript.line(whole) : CommandLine.of(whole);
  }

  @Override
  public ImmutableMap<String, CommandLine> futureKernels() {
    var lines = ImmutableMap.<String, CommandLine>builder();
    if (seen.containsKey(CMDLINE)) {
      lines.put(CMDLINE, cmdline());
    }
    defaults.ifPresent(grub -> lines.put(DefaultGrub.MAIN, grub.line()));
    return lines.build();
  }

  private CommandLine cmdline() {
    return CommandLine.of(requireNonNull(seen.get(CMDLINE)).text().replace('\n', ' '));
  }

  @Override
  public List<Step> steps(Wishes wishes) {
    List<Step> steps = new ArrayList<>();
    if (name.startsWith("GRUB")) {
      wishes.wanted().forEach(GrubScript::requirePlain);
      kept.forEach(EntryFiles::requireWhole);
    }
    kept.forEach(entry -> entrySteps(steps, entry, wishes));
    kernelOptions.ifPresent(options -> kernelOptionsStep(steps, options, wishes));
    if (seen.containsKey(CMDLINE)) {
      cmdlineSteps(steps, wishes);
    }
    defaults.ifPresent(grub -> defaultSteps(steps, grub, wishes));
    return steps;
  }

  private static void requireWhole(LoaderEntry entry) {
    String options = entry.options().toString();
    int end = GrubScript.end(options);
    if (end < options.length()) {
      throw new ModuleFailure(
          "%s: GRUB ends the kernel's command at \"%s\" in the options: what stands behind it never reaches the kernel, so no argument can be added. Remove it, and run again. Nothing was written."
              .formatted(entry.path(), options.charAt(end)));
    }
  }

  private void entrySteps(List<Step> steps, LoaderEntry entry, Wishes wishes) {
    boolean refers = entry.options().texts().contains(REFERENCE);
    if (!refers && !wishes.hold(entry.options())) {
      String text = entry.withOptions(wishes.applyTo(entry.options()));
      new Writing(seen).put(steps, entry.path(), text, entry.text(), "");
    }
  }

  private void kernelOptionsStep(List<Step> steps, String options, Wishes wishes) {
    CommandLine line = CommandLine.of(options);
    if (!wishes.hold(line)) {
      String assignment = "kernelopts=" + wishes.applyTo(line);
      steps.add(
          new Step.Run(
              "set kernelopts in GRUB's environment",
              Script.sh("{} - set {}", editor, assignment)));
    }
  }

  private void cmdlineSteps(List<Step> steps, Wishes wishes) {
    CommandLine line = cmdline();
    if (wishes.hold(line)) {
      return;
    }
    if (!line.has("root") && !line.has("ostree")) {
      throw new ModuleFailure(
          CMDLINE
              + " holds no root=, so the next kernel that is installed would not find its root file"
              + " system. It is left alone: put the arguments of a good boot entry"
              + " into it, or remove the file, and run again.");
    }
    String text = wishes.applyTo(line) + "\n";
    new Writing(seen).put(steps, CMDLINE, text, requireNonNull(seen.get(CMDLINE)).text(), "");
  }

  private void defaultSteps(List<Step> steps, DefaultGrub grub, Wishes wishes) {
    CommandLine line = grub.line();
    if (wishes.hold(line)) {
      return;
    }
    grub.requireCertain();
    CommandLine then = wishes.applyTo(line);
    Map<Integer, String> changes = new LinkedHashMap<>();
    line.tokens().forEach(token -> changes.put(token.place(), joined(then, token.place())));
    line.tokens().stream()
        .filter(token -> token.text().equals(changes.get(token.place())))
        .forEach(token -> changes.remove(token.place()));
    DefaultGrub changed = grub.replacing(changes);
    String added = joined(then, -1);
    DefaultGrub wanted = added.isEmpty() ? changed : changed.adding("GRUB_CMDLINE_LINUX", added);
    if (!wishes.hold(wanted.line())) {
      throw new ModuleFailure(
          "The kernel arguments asked for would have no effect in GRUB_CMDLINE_LINUX: a later"
              + " assignment in a file in /etc/default/grub.d sets it again. Remove that and run"
              + " again.");
    }
    wanted
        .files()
        .forEach(
            (path, text) ->
                new Writing(seen).put(steps, path, text, grub.files().getOrDefault(path, ""), ""));
  }

  private static String joined(CommandLine line, int place) {
    return Joiner.on(' ')
        .join(line.tokens().stream().filter(token -> token.place() == place).toList());
  }

  @Override
  public String leftAlone() {
    return spared;
  }

  @Override
  public List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    if (!nextBoot.isEmpty() && !entries().containsKey(nextBoot)) {
      warnings.add(
          "The entry that will be started, \"%s\", is left alone, so it does not get these arguments."
              .formatted(nextBoot));
    }
    if (followsRunning()) {
      warnings.add(
          "There is no "
              + CMDLINE
              + ": a kernel that is installed before the next reboot takes the arguments of the"
              + " running one.");
    }
    return warnings;
  }

  /** Whether kernel-install has nothing but the running kernel's arguments for a new one. */
  boolean followsRunning() {
    return !seen.containsKey(CMDLINE) && (defaults.isPresent() || fromKernelInstall());
  }

  /** kernel-install names its entries after the machine: 32 hexadecimal digits first. */
  private boolean fromKernelInstall() {
    return kept.stream().anyMatch(entry -> entry.id().matches("[0-9a-f]{32}-.*"));
  }
}
