package dev.javaform.binding;

import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import java.util.regex.Pattern;

/**
 * The names of variables that decide how a host is reached and as whom, and of those that the run
 * itself sets: nothing that a host says may be called so.
 *
 * <p>Source: Ansible 2.14, lib/ansible/vars/clean.py, clean_facts, with the names in constants.py;
 * Ansible's documentation, "Special Variables".
 */
public final class ReservedNames {

  private static final ImmutableSet<String> CONNECTION =
      ImmutableSet.of(
          "ansible_connection",
          "ansible_host",
          "ansible_port",
          "ansible_user",
          "ansible_password",
          "ansible_timeout",
          "ansible_ssh",
          "ansible_executable",
          "ansible_pipelining",
          "ansible_module_compression",
          "ansible_remote_tmp",
          "ansible_remote_addr",
          "ansible_remote_user",
          "ansible_network_os",
          "ansible_async_dir",
          "ansible_host_key_checking",
          "ansible_rsync_path",
          "ansible_become",
          "ansible_sudo",
          "ansible_su");

  /** Those of a connection, a way to become, a shell; secrets and programs of any other kind. */
  private static final Pattern KINDS =
      Pattern.compile(
          "ansible_(?:become|sudo|su|doas|dzdo|ksu|machinectl|pbrun|pfexec|pmrun|run0|runas|sesu"
              + "|enable|connection|persistent|private_key|shell|ssh|scp|sftp|paramiko|paramiko_ssh"
              + "|local|psrp|winrm|aws_ssm|buildah|chroot|docker|docker_api|funcd|httpapi|incus"
              + "|iocage|jail|kubectl|libssh|libvirt_lxc|lxc|lxd|napalm|netconf|network_cli|nsenter"
              + "|oc|podman|qubes|saltstack|vmware_tools|zone)_.*"
              + "|ansible_.*_(?:interpreter|pass|password|passphrase|exe)"
              + "|ansible_discovered_interpreter_.*|discovered_interpreter_.*|_ansible_.*");

  /** Names that only look like those above: keys of hosts, networks of containers. */
  private static final Pattern ORDINARY =
      Pattern.compile(
          "ansible_ssh_host_key_[a-z0-9]+_public(?:_keytype)?|ansible_.*_(?:gw)?bridge");

  private static final ImmutableSet<String> RUN =
      ImmutableSet.of(
          "add_group",
          "add_host",
          "ansible_check_mode",
          "ansible_collection_name",
          "ansible_config_file",
          "ansible_delegated_vars",
          "ansible_dependent_role_names",
          "ansible_diff_mode",
          "ansible_facts",
          "ansible_failed_result",
          "ansible_failed_task",
          "ansible_forks",
          "ansible_index_var",
          "ansible_inventory_sources",
          "ansible_limit",
          "ansible_loop",
          "ansible_loop_var",
          "ansible_managed",
          "ansible_parent_role_names",
          "ansible_parent_role_paths",
          "ansible_play_batch",
          "ansible_play_hosts",
          "ansible_play_hosts_all",
          "ansible_play_name",
          "ansible_play_role_names",
          "ansible_playbook_python",
          "ansible_role_name",
          "ansible_role_names",
          "ansible_run_tags",
          "ansible_search_path",
          "ansible_skip_tags",
          "ansible_verbosity",
          "ansible_version",
          "cycler",
          "dict",
          "environment",
          "group_names",
          "groups",
          "hostvars",
          "inventory_dir",
          "inventory_file",
          "inventory_hostname",
          "inventory_hostname_short",
          "item",
          "joiner",
          "lookup",
          "namespace",
          "now",
          "omit",
          "play_hosts",
          "playbook_dir",
          "q",
          "query",
          "range",
          "role_name",
          "role_names",
          "role_path",
          "undef",
          "vars");

  private ReservedNames() {}

  /** Fails where a name that a host told is one of them. */
  public static void refuse(String name, Mark mark) {
    if (contains(name)) {
      throw new ArgumentException(
          Diagnostic.error(
              "Reserved name",
              ("The name \"%s\" comes from a host here, but it is that of a variable that decides"
                      + " how hosts are reached, or that the run sets itself. Write such a name out"
                      + " in the playbook.")
                  .formatted(name),
              mark));
    }
  }

  /** Whether it is the name of what the run itself sets. */
  static boolean isOfTheRun(String name) {
    return RUN.contains(name);
  }

  /** Whether a host may not give anything this name. */
  public static boolean contains(String name) {
    return CONNECTION.contains(name)
        || RUN.contains(name)
        || (KINDS.matcher(name).matches() && !ORDINARY.matcher(name).matches());
  }
}
