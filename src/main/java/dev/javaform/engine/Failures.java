package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.Play;
import dev.javaform.template.Templates;
import java.util.LinkedHashSet;
import java.util.Set;

/** Decides whether failures of some hosts end the play for all: only where it says so. */
final class Failures {

  private final Play play;
  private final Templates templates;
  private final int size;
  private final Set<HostState> failed = new LinkedHashSet<>();

  /**
   * @param size how many hosts the batch has
   */
  Failures(Play play, Templates templates, int size) {
    this.play = play;
    this.templates = templates;
    this.size = size;
  }

  /**
   * Whether the play ends for all after a task failed on {@code lost}.
   *
   * @param fatal whether any failure of the task does that
   */
  boolean end(boolean fatal, Set<HostState> lost, Set<HostState> batch) {
    failed.addAll(lost);
    batch.stream()
        .filter(host -> host.standing() == HostState.Standing.UNREACHABLE)
        .forEach(failed::add);
    return (fatal && !lost.isEmpty()) || tooMany();
  }

  private boolean tooMany() {
    return play.maxFailPercentage()
        .map(written -> templates.render(written, new LayeredScope(ImmutableList.of())))
        .map(value -> Double.parseDouble(value.toString()))
        .map(limit -> failed.size() * 100.0 / size > limit)
        .orElse(false);
  }
}
