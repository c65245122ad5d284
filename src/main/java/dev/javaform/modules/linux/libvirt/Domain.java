package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableMap;

/**
 * A libvirt domain as it is defined.
 *
 * @param nodes its definition as paths with values; empty where it is not defined
 * @param seen what the change is made from
 */
public record Domain(ImmutableMap<String, String> nodes, Seen seen) {

  /**
   * What the change is made from.
   *
   * @param tool whether virsh is there
   * @param error why libvirt does not answer; empty where it does
   * @param applied the wish that was applied last; empty where none was
   * @param inactive the XML of its next start
   * @param live the paths of the running guest; empty where it does not run
   * @param untouched whether nobody but us has changed the definition since it was applied
   * @param answer the paths that libvirt showed right after it had defined this very wish; empty
   *     where it was asked for another
   * @param variables the file of the guest's firmware variables; empty where there is none yet
   * @param schema the host's schema of a domain, packed; empty where it has none
   * @param host what of the host a definition may name
   */
  public record Seen(
      boolean tool,
      String error,
      String applied,
      String inactive,
      ImmutableMap<String, String> live,
      boolean untouched,
      ImmutableMap<String, String> answer,
      String variables,
      String schema,
      HostParts host) {

    @Override
    public String toString() {
      return "the definition"; // it may hold passwords
    }
  }
}
