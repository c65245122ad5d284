package dev.javaform.engine;

import dev.javaform.playbook.Play;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import java.util.LinkedHashSet;
import java.util.Set;

/** Decides whether failures of some hosts end the play for all: only where it says so. */
final class Failures {

  private final Play play;
  private final Templates templates;
  private final Scope scope;
  private final int size;
  private final Set<HostState> failed = new LinkedHashSet<>();

  /**
   * @param scope what {@code max_fail_percentage} may speak of
   * @param size how many hosts the batch has
   */
  Failures(Play play, Templates templates, Scope scope, int size) {
    this.play = play;
    this.templates = templates;
    this.scope = scope;
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
        .map(this::number)
        .map(limit -> failed.size() * 100.0 / size > limit)
        .orElse(false);
  }

  private double number(Yaml written) {
    return Numeral.of(templates.render(written, scope), "max_fail_percentage", written.mark());
  }
}
