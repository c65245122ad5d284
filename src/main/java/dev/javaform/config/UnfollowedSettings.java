package dev.javaform.config;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Suggestion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What Ansible reads in ansible.cfg and javaform does not follow: where that may change what a run
 * does, it is told.
 */
public final class UnfollowedSettings {

  /**
   * Settings that change what a run does: each with the values that change nothing, then what is
   * done here instead.
   */
  private static final String MATTER =
      """
      defaults.action_plugins | | Plugins written in Python are not loaded.
      defaults.ansible_managed | Ansible managed | Templates see "Ansible managed"; set the variable ansible_managed instead.
      defaults.ask_vault_pass | no false | Vaults are not supported yet.
      defaults.duplicate_dict_key | warn ignore error | A key that is given twice is a warning.
      defaults.enable_task_debugger | no false | There is no task debugger.
      defaults.error_on_missing_handler | yes true | Notifying a handler that does not exist is an error.
      defaults.error_on_undefined_vars | yes true | A variable that is not defined is an error.
      defaults.fact_caching | memory | Facts are kept as long as the run lasts.
      defaults.fact_path | | Local facts are read from /etc/ansible/facts.d; give fact_path to the setup module instead.
      defaults.filter_plugins | | Plugins written in Python are not loaded.
      defaults.gather_subset | all | All facts are gathered; give gather_subset to the play instead.
      defaults.hash_behaviour | replace | A mapping that is set again replaces the one before; use the filter combine to merge them.
      defaults.inject_facts_as_vars | yes true | Facts are variables, too.
      defaults.inventory_ignore_extensions | | Files that Ansible ignores by default are ignored.
      defaults.inventory_ignore_patterns | | Files that Ansible ignores by default are ignored.
      defaults.inventory_plugins | | Plugins written in Python are not loaded.
      defaults.jinja2_extensions | | Extensions of Jinja2 are not loaded.
      defaults.jinja2_native | no false | Templates give strings, as they do in Ansible by default.
      defaults.library | | Modules written in Python are not run.
      defaults.log_path | | No log file is written; use --output json and redirect it.
      defaults.lookup_plugins | | Plugins written in Python are not loaded.
      defaults.null_representation | | None is an empty string in templates.
      defaults.playbook_vars_root | top playbook_dir | Variables of the playbook's folder are read.
      defaults.precedence | | Variables have Ansible's default precedence.
      defaults.private_role_vars | no false | A role's variables are seen by the roles after it.
      defaults.strategy | linear | Each task runs on all hosts before the next one begins.
      defaults.strategy_plugins | | Plugins written in Python are not loaded.
      defaults.test_plugins | | Plugins written in Python are not loaded.
      defaults.vars_plugins | | Plugins written in Python are not loaded.
      defaults.vault_identity_list | | Vaults are not supported yet.
      defaults.vault_password_file | | Vaults are not supported yet.
      ssh_connection.pkcs11_provider | | Keys on smart cards are not used; those of the agent are.
      inventory.any_unparsed_is_failed | no false yes true | An inventory that cannot be read is an error.
      inventory.host_pattern_mismatch | warning | A pattern that matches no host is a warning.
      inventory.ignore_extensions | | Files that Ansible ignores by default are ignored.
      inventory.ignore_patterns | | Files that Ansible ignores by default are ignored.
      """;

  /** Settings of things that javaform does not have, or that only decide how something looks. */
  private static final String WITHOUT_EFFECT =
      """
      colors.changed colors.console_prompt colors.debug colors.deprecate colors.diff_add
      colors.diff_lines colors.diff_remove colors.error colors.highlight colors.ok colors.skip
      colors.unreachable colors.verbose colors.warn
      connection.pipelining connection.retries defaults.pipelining ssh_connection.pipelining
      defaults.action_warnings defaults.admin_users defaults.allow_unsafe_lookups
      defaults.allow_world_readable_tmpfiles defaults.async_dir defaults.check_mode_markers
      defaults.common_remote_group
      defaults.become_plugins defaults.bin_ansible_callbacks defaults.cache_plugins
      defaults.callback_plugins defaults.callback_whitelist defaults.callbacks_enabled
      defaults.cliconf_plugins defaults.collections_on_ansible_version_mismatch
      defaults.collections_scan_sys_path
      defaults.connection_plugins defaults.cow_selection defaults.cow_whitelist
      defaults.cowpath defaults.cowsay_enabled_stencils
      defaults.debug defaults.deprecation_warnings defaults.devel_warning
      defaults.display_args_to_stdout
      defaults.doc_fragment_plugins defaults.docsite_root_url
      defaults.fact_caching_connection defaults.fact_caching_prefix defaults.fact_caching_timeout
      defaults.facts_modules defaults.force_valid_group_names defaults.gather_timeout
      defaults.home defaults.httpapi_plugins defaults.internal_poll_interval
      defaults.interpreter_python defaults.invalid_task_attribute_failed
      defaults.jinja2_native_warning defaults.keep_remote_files defaults.local_tmp
      defaults.localhost_warning defaults.log_filter defaults.max_diff_size
      defaults.module_args defaults.module_compression defaults.module_ignore_exts
      defaults.module_name defaults.module_utils
      defaults.netconf_plugins defaults.network_group_modules defaults.no_target_syslog
      defaults.nocows defaults.old_plugin_cache_clear defaults.playbook_dir
      defaults.plugin_filters_cfg defaults.poll_interval defaults.python_module_rlimit_nofile
      defaults.remote_tmp
      defaults.retry_files_enabled defaults.retry_files_save_path defaults.run_vars_plugins
      defaults.show_custom_stats defaults.show_per_host_start
      defaults.show_task_path_on_failure defaults.stdout_callback defaults.string_conversion_action
      defaults.su defaults.syslog_facility defaults.system_tmpdirs defaults.system_warnings
      defaults.task_debugger_ignore_errors
      defaults.terminal_plugins defaults.use_persistent_connections
      defaults.validate_action_group_metadata defaults.vars_plugins_enabled
      defaults.vault_encrypt_identity defaults.vault_id_match defaults.vault_identity
      defaults.verbose_to_stderr defaults.win_async_startup_timeout defaults.yaml_valid_extensions
      diff.context
      galaxy.cache_dir galaxy.collection_skeleton galaxy.collection_skeleton_ignore
      galaxy.disable_gpg_verify galaxy.display_progress galaxy.gpg_keyring galaxy.ignore_certs
      galaxy.ignore_signature_status_codes galaxy.required_valid_signature_count
      galaxy.role_skeleton galaxy.role_skeleton_ignore galaxy.server galaxy.server_list
      galaxy.token_path
      inventory.cache inventory.cache_connection inventory.cache_plugin inventory.cache_prefix
      inventory.cache_timeout inventory.export
      inventory.inventory_unparsed_warning inventory.unparsed_is_failed
      jinja2.dont_type_filters
      netconf_connection.ssh_config
      paramiko_connection.host_key_auto_add paramiko_connection.look_for_keys
      paramiko_connection.record_host_keys
      persistent_connection.ansible_connection_path persistent_connection.command_timeout
      persistent_connection.connect_retry_timeout persistent_connection.connect_timeout
      persistent_connection.control_path_dir
      privilege_escalation.agnostic_become_prompt privilege_escalation.become_allow_same_user
      selinux.libvirt_lxc_noseclabel selinux.special_context_filesystems
      ssh_connection.control_path ssh_connection.control_path_dir ssh_connection.retries
      ssh_connection.scp_executable ssh_connection.scp_extra_args ssh_connection.scp_if_ssh
      ssh_connection.sftp_batch_mode ssh_connection.sftp_executable
      ssh_connection.sftp_extra_args ssh_connection.ssh_executable ssh_connection.sshpass_prompt
      ssh_connection.transfer_method ssh_connection.usetty
      su_become_plugin.localized_prompts
      """;

  private record Unfollowed(ImmutableSet<String> harmless, String instead) {

    static Unfollowed of(List<String> fields) {
      return new Unfollowed(words(fields.get(1)), fields.get(2));
    }

    boolean matters(String value) {
      String plain = value.strip().toLowerCase(Locale.ROOT);
      return !plain.isEmpty()
          && !harmless.contains(plain)
          && !String.join(" ", harmless).equals(plain);
    }
  }

  private static final ImmutableMap<String, Unfollowed> MATTERING =
      MATTER
          .lines()
          .map(line -> Splitter.on('|').trimResults().splitToList(line))
          .collect(ImmutableMap.toImmutableMap(List::getFirst, Unfollowed::of));

  private static final ImmutableSet<String> HARMLESS = words(WITHOUT_EFFECT);

  private UnfollowedSettings() {}

  private static ImmutableSet<String> words(String text) {
    return Splitter.onPattern("\\s+")
        .omitEmptyStrings()
        .splitToStream(text.toLowerCase(Locale.ROOT))
        .collect(ImmutableSet.toImmutableSet());
  }

  /** The settings, as {@code section.key}, that are known and not followed. */
  public static Set<String> names() {
    return Sets.union(MATTERING.keySet(), HARMLESS);
  }

  /**
   * Tells what in the file is not followed and matters, and what was probably meant by a key that
   * nobody knows.
   *
   * @param followed the settings that are followed, as {@code section.key}
   */
  public static void check(AnsibleCfg file, Set<String> followed, Diagnostics diagnostics) {
    Set<String> known = Sets.union(followed, names());
    file.entries()
        .forEach(
            (name, entry) -> {
              if (!known.contains(name)) {
                meant(name, known).ifPresent(meant -> misspelt(name, meant, entry, diagnostics));
              } else if (MATTERING.containsKey(name)) {
                unfollowed(name, entry, diagnostics);
              }
            });
  }

  /** A setting that is called nearly so: of this section, or of any where nobody knows this one. */
  private static Optional<String> meant(String name, Set<String> known) {
    String section = name.substring(0, name.indexOf('.') + 1);
    ImmutableSet<String> beside =
        known.stream()
            .filter(each -> each.startsWith(section))
            .map(each -> each.substring(section.length()))
            .collect(ImmutableSet.toImmutableSet());
    return beside.isEmpty()
        ? Suggestion.nearest(name, known)
        : Suggestion.nearest(name.substring(section.length()), beside).map(section::concat);
  }

  private static void misspelt(
      String name, String meant, ConfigEntry entry, Diagnostics diagnostics) {
    diagnostics.add(
        Diagnostic.warning(
            "Unknown setting",
            "There is no setting %s, so it has no effect. Did you mean %s?".formatted(name, meant),
            ConfigReader.discreet(name + meant, entry.mark())));
  }

  private static void unfollowed(String name, ConfigEntry entry, Diagnostics diagnostics) {
    Unfollowed unfollowed = MATTERING.get(name);
    if (unfollowed != null && unfollowed.matters(entry.value())) {
      diagnostics.add(
          Diagnostic.warning(
              "Setting without effect",
              "javaform does not follow %s. %s".formatted(name, unfollowed.instead()),
              entry.mark()));
    }
  }
}
