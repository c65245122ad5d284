package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.javaform.module.Attributes;
import dev.javaform.module.Digest;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.SeenFile;
import dev.javaform.modules.linux.power.Booting;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The steps of a trial boot on one host.
 *
 * @param seen the host
 * @param wanted the arguments of the default entry once all is as it should be
 * @param entries how the loader has them
 * @param image the image that is made anew; empty where it stays
 * @param asserts what has to hold
 * @param minutes after which an unconfirmed trial ends itself
 * @param patience for one boot
 * @param commit the steps by which entries and future kernels get the arguments
 */
record TrialPlan(
    TrialState seen,
    CommandLine wanted,
    TrialEntries entries,
    Optional<String> image,
    TrialAsserts asserts,
    int minutes,
    Duration patience,
    ImmutableList<Step> commit) {

  /** How long a kernel that panics stands still before it boots anew, in seconds. */
  private static final String PANIC = "panic=20";

  private TrialGround ground() {
    return seen.ground();
  }

  /** The same boot, wishes and host have the same. */
  private String id() {
    return Hashing.sha256()
        .hashString(ground().bootId() + " " + wanted + image, StandardCharsets.UTF_8)
        .toString()
        .substring(0, 12);
  }

  /** The wanted arguments, then those that lead back (kernel-parameters, dracut.cmdline(7)). */
  private CommandLine line() {
    var tokens = ImmutableList.<KernelArgument>builder().addAll(wanted.tokens());
    tokens.add(KernelArgument.of(TrialGround.TOKEN + "=" + id()), KernelArgument.of(PANIC));
    tokens.add(KernelArgument.of("systemd.crash_reboot=1"));
    watched().ifPresent(_ -> tokens.add(KernelArgument.of(TrialEarlyWatch.ARGUMENT)));
    if (ground().dracut()) {
      Stream.of("rd.shell=0", "rd.emergency=reboot", "rd.retry=60", "rd.timeout=90")
          .map(KernelArgument::of)
          .forEach(tokens::add);
    }
    if (ground().watchdog()) {
      tokens.add(KernelArgument.of("systemd.watchdog_sec=120"));
    }
    return wanted.with(tokens.build());
  }

  /**
   * The image whose time is watched: one that a shell is in, as these tools make them. An argument
   * of the host's own comes first, and so does a kernel that would keep ours without the archive.
   */
  private Optional<String> watched() {
    boolean left = ground().makers().isEmpty() || entries.image().isEmpty();
    return left || entries.mayStay() || wanted.has("rdinit")
        ? Optional.empty()
        : ground().images().keySet().stream().filter(entries::isImage).findFirst();
  }

  private static String beside(String image) {
    return image.substring(0, image.lastIndexOf('/') + 1) + TrialEarlyWatch.FILE;
  }

  /** Whether the default entry would not lead back to what is running. */
  private boolean needsBefore() {
    boolean same =
        entries.kernel().contains(ground().release())
            && seen.nextLine().words().equals(seen.boot().running());
    return ground().attempt().isEmpty() && (!same || keptAside().isPresent());
  }

  /** The image that was set aside, where the one in use was made after this boot. */
  private Optional<String> keptAside() {
    return ground()
        .image(entries.image())
        .filter(path -> ground().is(path, "young") && ground().is(path, "old"));
  }

  private Optional<CommandLine> before() {
    return Optional.of(CommandLine.ofWords(seen.boot().running())).filter(_ -> needsBefore());
  }

  private TrialMenu.Replaced own() {
    return image.isPresent()
        ? new TrialMenu.Replaced(entries.image(), TrialNames.IMAGE)
        : TrialMenu.Replaced.NONE;
  }

  private TrialMenu.Replaced old() {
    return keptAside().isPresent()
        ? new TrialMenu.Replaced(entries.image(), ".javaform-old")
        : TrialMenu.Replaced.NONE;
  }

  private String release() {
    String path = entries.kernel();
    String name = path.substring(path.lastIndexOf('/') + 1);
    return name.contains("-") ? name.substring(name.indexOf('-') + 1) : ground().release();
  }

  /** A boot that takes itself back. */
  List<Step> guarded() {
    if (needsBefore() && !entries.knowsRunning()) {
      throw new ModuleFailure(
          "The default entry would not start what is running, and the running kernel, %s, has no entry of its own to come back to. Boot the default entry first (reboot), and run again."
              .formatted(ground().release()));
    }
    List<Step> steps = new ArrayList<>();
    steps.add(run("make room for the trial", prepare()));
    image.ifPresent(
        path -> steps.add(run("make the trial's image", TrialScripts.build(release(), path))));
    steps.addAll(TrialWatch.steps(minutes, ground().files()));
    watched().ifPresent(path -> steps.add(earlyWatch(beside(path))));
    String first = watched().isPresent() ? beside(entries.image()) : "";
    steps.addAll(entries.write(Optional.of(line()), own(), first, before(), old()));
    String pin = entries.pin(needsBefore());
    steps.add(run("choose the trial for the next boot only", entries.choice().choose(pin)));
    steps.add(run("reboot into the trial", Booting.down(Script.sh("systemctl reboot"))));
    steps.add(back("wait for the trial", another(ground().bootId())));
    steps.add(run("see whether it is as it has to be", judge()));
    steps.add(back("wait for the host", TrialScripts.settled(id())));
    steps.add(conclusion());
    steps.addAll(commit);
    image.ifPresent(
        path ->
            steps.add(run("put the image in place", TrialScripts.commitImage(release(), path))));
    steps.add(run("take the trial's traces away", cleaning()));
    return steps;
  }

  private Script.Sh prepare() {
    Script.Sh cleared = TrialScripts.prepare(ground().attempt());
    return watched()
        .map(path -> cleared.then(TrialScripts.room(path.substring(0, path.lastIndexOf('/') + 1))))
        .orElse(cleared);
  }

  /** What an earlier trial left of it is gone by then. */
  private Step earlyWatch(String path) {
    return new Step.Put(
        "write " + path,
        path,
        TrialEarlyWatch.archive(minutes),
        Attributes.mode(SeenFile.MODE),
        Digest.ABSENT,
        Optional.empty());
  }

  /** The step that fails where the host is back on its old configuration. */
  Step conclusion() {
    boolean stays = needsBefore() && !seen.nextLine().words().equals(seen.boot().running());
    Script.Sh clean = stays ? Script.sh(":") : cleaning();
    return run(
        "try the new configuration",
        Script.sh("if [ \"$(cat {} 2>/dev/null)\" != held ]; then", TrialNames.STATE + "/verdict")
            .then(clean)
            .then(Script.sh("fi"))
            .then(TrialScripts.conclude()));
  }

  /** A boot from which nothing leads back but a person at the menu. */
  List<Step> unguarded() {
    List<Step> steps = new ArrayList<>();
    steps.add(run("make room for the boot", TrialScripts.prepare(ground().attempt())));
    image.ifPresent(
        path -> steps.add(run("make the new image", TrialScripts.build(release(), path))));
    if (entries.knowsRunning()) {
      CommandLine running = CommandLine.ofWords(seen.boot().running());
      steps.addAll(
          entries.write(
              Optional.empty(), TrialMenu.Replaced.NONE, "", Optional.of(running), old()));
    }
    steps.addAll(commit);
    image.ifPresent(
        path ->
            steps.add(run("put the image in place", TrialScripts.commitImage(release(), path))));
    steps.add(run("reboot the host", Booting.down(Script.sh("systemctl reboot"))));
    steps.add(back("wait for the host", another(ground().bootId())));
    steps.add(run("see whether it is as it has to be", TrialScripts.holds(asserts, "")));
    steps.add(run("take the way back away", cleaning()));
    return steps;
  }

  /** What is running has proved itself: the rest follows it. */
  List<Step> followed() {
    List<Step> steps = new ArrayList<>();
    if (!commit.isEmpty() || !ground().attempt().isEmpty()) {
      steps.add(
          run(
              "see whether the running kernel is as it has to be",
              TrialScripts.holds(asserts, ground().attempt())));
    }
    steps.addAll(commit);
    if (!seen.leftovers().isEmpty()) {
      steps.add(run("take a trial's traces away", cleaning()));
    }
    return steps;
  }

  private Script judge() {
    String own = image.map(path -> path + TrialNames.IMAGE).orElse("");
    return TrialScripts.judge(id(), minutes * 60L - 60, line().toString(), own, asserts);
  }

  private Step back(String purpose, Script proof) {
    return Booting.back(
        purpose,
        Duration.ofSeconds(3),
        patience.plusMinutes(minutes),
        "see whether it is the boot that is waited for",
        proof);
  }

  private static Script another(String bootId) {
    return Script.sh(
        "[ \"$(cat {})\" != {} ] || { echo 'the host has not gone down yet' >&2; exit 1; }",
        Booting.BOOT_ID,
        bootId);
  }

  /** Everything of a trial, by the names that it has, also where another run has left it. */
  private Script.Sh cleaning() {
    String saved = ground().isPinned() ? "" : ground().saved();
    return entries
        .choice()
        .release(saved)
        .then(entries.remove())
        .then(
            Script.sh(
                """
                rm -f -- {}*.target.wants/javaform-trial.service {} {} FILES
                rmdir /etc/javaform 2>/dev/null
                systemctl daemon-reload 2>/dev/null
                true
                """
                    .replace("FILES", TrialNames.FILES),
                TrialNames.UNITS,
                TrialNames.UNITS + TrialNames.UNIT,
                TrialNames.WATCH));
  }

  private static Step run(String purpose, Script script) {
    return new Step.Run(purpose, script);
  }
}
