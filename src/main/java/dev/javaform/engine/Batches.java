package dev.javaform.engine;

import com.google.common.collect.ImmutableList;
import dev.javaform.playbook.Play;
import dev.javaform.template.Templates;
import dev.javaform.template.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Splits a play's hosts as {@code serial} says.
 *
 * <p>Source: Ansible's documentation, "Setting the batch size with serial".
 */
final class Batches {

  private Batches() {}

  static List<List<HostState>> of(
      Play play, List<HostState> hosts, Templates templates, Map<String, Variable> extraVars) {
    if (play.serial().isEmpty()) {
      return List.of(hosts);
    }
    Object serial =
        templates.render(play.serial().get(), new LayeredScope(ImmutableList.of(extraVars)));
    List<?> sizes = serial instanceof List<?> many ? many : List.of(serial);
    return split(hosts, sizes);
  }

  private static List<List<HostState>> split(List<HostState> hosts, List<?> sizes) {
    List<List<HostState>> batches = new ArrayList<>();
    int from = 0;
    for (int i = 0; from < hosts.size(); i++) {
      Object wanted = sizes.get(Math.min(i, sizes.size() - 1));
      int to = Math.min(hosts.size(), from + size(String.valueOf(wanted), hosts.size()));
      batches.add(hosts.subList(from, to));
      from = to;
    }
    return batches;
  }

  /** A number of hosts, or a share of all; at least one, and 0 means all. */
  private static int size(String wanted, int all) {
    if (wanted.endsWith("%")) {
      double share = Double.parseDouble(wanted.substring(0, wanted.length() - 1));
      return Math.max(1, (int) (share / 100 * all));
    }
    int size = Integer.parseInt(wanted);
    return size <= 0 ? all : size;
  }
}
