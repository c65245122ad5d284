package dev.javaform.modules.linux.libvirt;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Unseen;

/**
 * A network of libvirt.
 *
 * @param nodes its definition as paths with values; empty where it is not defined
 * @param active whether it runs
 * @param autostart whether it starts with the host
 * @param seen what the change is made from
 */
record Network(
    ImmutableMap<String, String> nodes, boolean active, boolean autostart, @Unseen Seen seen) {

  /** Whether it is defined. */
  boolean exists() {
    return !nodes.isEmpty();
  }

  /**
   * What the change is made from.
   *
   * @param tool whether virsh is there
   * @param error why libvirt does not answer; empty where it does
   * @param xml its definition; empty where it is not defined
   * @param applied the wish that was applied last; empty where none was
   * @param dnsmasq whether the program is there that gives guests their addresses
   * @param firewalld whether firewalld runs
   */
  record Seen(
      boolean tool, String error, String xml, String applied, boolean dnsmasq, boolean firewalld) {}
}
