package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Unseen;
import dev.javaform.modules.linux.Sections;
import java.util.List;

/**
 * What a host boots with, and what is left of trials.
 *
 * @param boot the kernel arguments in their three states
 * @param trialBoot what is done to try them; empty where nothing is
 * @param leftovers what an earlier trial has left
 * @param ground what a trial rests on
 */
public record TrialState(
    BootArguments boot,
    String trialBoot,
    ImmutableList<String> leftovers,
    @Unseen TrialGround ground) {

  static TrialState read(Sections seen) {
    BootArguments boot = BootProbe.read(seen);
    TrialGround ground = TrialGround.read(seen);
    var leftovers = ImmutableList.<String>builder().addAll(ground.left());
    if (ground.isChosen()) {
      leftovers.add("next boot: " + ground.oneShot());
    }
    if (ground.isPinned()) {
      leftovers.add("default: " + ground.saved());
    }
    return new TrialState(boot.running(withoutOurs(boot.running())), "", leftovers.build(), ground);
  }

  /** A trial's own arguments begin with the one that names it. */
  private static List<String> withoutOurs(List<String> running) {
    CommandLine line = CommandLine.ofWords(running);
    return line.with(
            line.tokens().stream()
                .takeWhile(token -> !token.key().equals(TrialGround.TOKEN))
                .toList())
        .words();
  }

  /** The arguments of the entry that is started when nobody chooses; none where it is not kept. */
  CommandLine nextLine() {
    return CommandLine.ofWords(boot.entries().getOrDefault(boot.nextBoot(), ImmutableList.of()));
  }
}
