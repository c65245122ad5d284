package dev.javaform.engine;

import dev.javaform.playbook.Play;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.Templates;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Splits a play's hosts as {@code serial} says.
 *
 * <p>Source: Ansible's documentation, "Setting the batch size with serial".
 */
final class Batches {

  private Batches() {}

  /**
   * The batches, in the order of running.
   *
   * @param scope what {@code serial} may speak of
   */
  static List<List<HostState>> of(
      Play play, List<HostState> hosts, Templates templates, Scope scope) {
    if (play.serial().isEmpty()) {
      return List.of(hosts);
    }
    Yaml written = play.serial().get();
    Object serial = templates.render(written, scope);
    List<?> sizes = serial instanceof List<?> many ? many : Collections.singletonList(serial);
    return sizes.isEmpty() ? List.of(hosts) : split(hosts, sizes, written.mark());
  }

  private static List<List<HostState>> split(List<HostState> hosts, List<?> sizes, Mark place) {
    List<List<HostState>> batches = new ArrayList<>();
    int from = 0;
    for (int i = 0; from < hosts.size(); i++) {
      Object wanted = sizes.get(Math.min(i, sizes.size() - 1));
      int to = Math.min(hosts.size(), from + size(String.valueOf(wanted), hosts.size(), place));
      batches.add(hosts.subList(from, to));
      from = to;
    }
    return batches;
  }

  /** A number of hosts, or a share of all; at least one, and 0 means all. */
  private static int size(String wanted, int all, Mark place) {
    if (wanted.endsWith("%")) {
      double share = Numeral.of(wanted.substring(0, wanted.length() - 1), "serial", place);
      return Math.max(1, (int) (share / 100 * all));
    }
    int size = (int) Numeral.of(wanted, "serial", place);
    return size <= 0 ? all : size;
  }
}
