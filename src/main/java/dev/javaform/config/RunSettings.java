package dev.javaform.config;

import com.google.common.collect.ImmutableList;

/**
 * What concerns a whole run.
 *
 * @param inventory files, folders, or hosts with a comma
 * @param inventoryPlugins of these only which plugin reads lists of hosts matters
 * @param rolesPath folders of roles, besides those of the playbook
 * @param collectionsPath folders of collections, besides that of the playbook
 * @param forks how many hosts are worked on at the same moment
 */
public record RunSettings(
    @Setting(
            value = "the inventory",
            option = "--inventory",
            environment = "ANSIBLE_INVENTORY",
            file = "defaults.inventory",
            separator = ",",
            path = true)
        ImmutableList<String> inventory,
    @Setting(
            value = "the plugins that read inventories, in order",
            environment = "ANSIBLE_INVENTORY_ENABLED",
            file = "inventory.enable_plugins",
            preset = "host_list,script,auto,yaml,ini,toml",
            separator = ",")
        ImmutableList<String> inventoryPlugins,
    @Setting(
            value = "folders of roles",
            environment = "ANSIBLE_ROLES_PATH",
            file = "defaults.roles_path",
            preset = "~/.ansible/roles:/usr/share/ansible/roles:/etc/ansible/roles",
            separator = ":",
            path = true)
        ImmutableList<String> rolesPath,
    @Setting(
            value = "folders of collections",
            environment = {"ANSIBLE_COLLECTIONS_PATH", "ANSIBLE_COLLECTIONS_PATHS"},
            file = {"defaults.collections_path", "defaults.collections_paths"},
            preset = "~/.ansible/collections:/usr/share/ansible/collections",
            separator = ":",
            path = true)
        ImmutableList<String> collectionsPath,
    @Setting(
            value = "how many hosts to work on at the same time",
            option = "--forks",
            environment = "ANSIBLE_FORKS",
            file = "defaults.forks",
            preset = "50",
            least = 1)
        Integer forks,
    @Setting(
            value = "whether to run handlers on failed hosts, too",
            option = "--force-handlers",
            environment = "ANSIBLE_FORCE_HANDLERS",
            file = "defaults.force_handlers",
            preset = "false")
        boolean forceHandlers,
    @Setting(
            value = "whether a failure on one host counts for all, unless a play says otherwise",
            environment = "ANSIBLE_ANY_ERRORS_FATAL",
            file = "defaults.any_errors_fatal",
            preset = "false")
        boolean anyErrorsFatal,
    @Setting(
            value = "whether to hide what tasks do, unless they say otherwise",
            environment = "ANSIBLE_NO_LOG",
            file = "defaults.no_log",
            preset = "false")
        boolean noLog,
    @Setting(
            value = "when to gather facts, unless a play says so",
            environment = "ANSIBLE_GATHERING",
            file = "defaults.gathering",
            preset = "implicit")
        Gathering gathering,
    @Setting(
            value = "only tasks with one of these tags",
            option = "--tags",
            environment = "ANSIBLE_RUN_TAGS",
            file = "tags.run",
            separator = ",")
        ImmutableList<String> tags,
    @Setting(
            value = "skip tasks with one of these tags",
            option = "--skip-tags",
            environment = "ANSIBLE_SKIP_TAGS",
            file = "tags.skip",
            separator = ",")
        ImmutableList<String> skipTags,
    @Setting(
            value = "whether to show differences",
            option = "--diff",
            environment = "ANSIBLE_DIFF_ALWAYS",
            file = "diff.always",
            preset = "false")
        boolean diff,
    @Setting(
            value = "how much to say",
            option = "--verbose",
            environment = "ANSIBLE_VERBOSITY",
            file = "defaults.verbosity",
            preset = "0")
        Integer verbosity,
    @Setting(
            value = "whether to show hosts that a task was skipped on",
            environment = {"ANSIBLE_DISPLAY_SKIPPED_HOSTS", "DISPLAY_SKIPPED_HOSTS"},
            file = "defaults.display_skipped_hosts",
            preset = "true")
        boolean showsSkipped,
    @Setting(
            value = "whether to show hosts that were as wanted",
            environment = "ANSIBLE_DISPLAY_OK_HOSTS",
            file = "defaults.display_ok_hosts",
            preset = "true")
        boolean showsOk,
    @Setting(
            value = "whether to show failures on standard error",
            environment = "ANSIBLE_DISPLAY_FAILED_STDERR",
            file = "defaults.display_failed_stderr",
            preset = "false")
        boolean failuresApart,
    @Setting(
            value = "whether to use colours even if the output is not a terminal",
            environment = "ANSIBLE_FORCE_COLOR",
            file = "defaults.force_color",
            preset = "false")
        boolean forceColour,
    @Setting(
            value = "whether to leave colours out",
            environment = "ANSIBLE_NOCOLOR",
            file = "defaults.nocolor",
            preset = "false")
        boolean noColour) {

  /** When facts are gathered. */
  public enum Gathering {
    /** Unless a play says {@code gather_facts: false}. */
    IMPLICIT,
    /** Only where a play says {@code gather_facts: true}. */
    EXPLICIT,
    /** As {@link #IMPLICIT}: gathering is cheap enough to be done by each play. */
    SMART
  }
}
