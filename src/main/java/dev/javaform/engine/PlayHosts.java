package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.inventory.HostPattern;
import dev.javaform.inventory.Inventory;
import dev.javaform.playbook.Play;
import dev.javaform.source.Diagnostics;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import java.util.Collections;
import java.util.List;

/** Finds the hosts of a play: those of its pattern, narrowed by what the command line says. */
final class PlayHosts {

  private final Inventory inventory;
  private final Templates templates;
  private final RunOptions options;

  PlayHosts(Inventory inventory, Templates templates, RunOptions options) {
    this.inventory = inventory;
    this.templates = templates;
    this.options = options;
  }

  /**
   * The hosts, in the inventory's order; what is odd about the pattern is added to {@code found}.
   *
   * @param scope what the pattern may speak of
   * @throws dev.javaform.template.TemplateException where it speaks of something else
   */
  ImmutableList<String> of(Play play, Scope scope, Diagnostics found) {
    HostPattern pattern = pattern(play, scope);
    return options
        .limit()
        .map(limit -> inventory.select(pattern, limit, found))
        .orElseGet(() -> inventory.select(pattern, found));
  }

  private HostPattern pattern(Play play, Scope scope) {
    Object hosts = templates.render(play.hosts(), scope);
    List<?> parts = hosts instanceof List<?> many ? many : Collections.singletonList(hosts);
    return HostPattern.parse(
        String.join(",", parts.stream().map(String::valueOf).toList()), play.hosts().mark());
  }
}
