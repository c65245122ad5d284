package dev.javaform.modules.linux.accounts;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Presence;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Groups that a user belongs to beside others. Neither users nor groups are made. Whoever is in a
 * group that is as good as root has to be accepted as such. Programs that run already do not have
 * the group; the task says whether a new login is needed.
 *
 * @see <a href="https://libvirt.org/auth.html">Access to libvirt</a>
 */
@Name("javaform.host.user_groups")
@Manual(
    summary = "Puts a user into groups, or takes them out, and leaves other groups alone.",
    example =
        """
        - name: Let her manage guests
          user_groups:
            user: anna
            groups: [libvirt]
            accept_root_equivalent: true
        """,
    returns = {
      "groups: The groups that were asked for.",
      "root_equivalent: Those of them whose members are as good as root.",
      "new_login: Whether programs of the user run that do not have the groups yet."
    },
    restsOn = {
      "Who may write to libvirt's socket may have root's files in a guest (libvirt.org/auth.html).",
      "A process keeps the groups that it was started with (credentials(7))."
    })
public record UserGroups(
    @Argument("The user.") String user,
    @Argument("The groups.") ImmutableList<String> groups,
    @Argument(value = "present, or absent, which takes the user out of them.", preset = "present")
        Presence state,
    @Argument(
            value = "Whether the user may be in groups whose members are as good as root.",
            preset = "false")
        boolean acceptRootEquivalent)
    implements Module<Membership> {

  private static final ImmutableSet<String> ROOT_EQUIVALENT =
      ImmutableSet.of(
          "root",
          "libvirt",
          "docker",
          "podman",
          "lxd",
          "incus",
          "incus-admin",
          "sudo",
          "wheel",
          "admin",
          "disk",
          "shadow",
          "kmem");

  public UserGroups {
    if (groups.isEmpty()) {
      throw new IllegalArgumentException("user_groups needs at least one group.");
    }
    for (String name : ImmutableList.<String>builder().add(user).addAll(groups).build()) {
      if (!name.matches("[A-Za-z_][A-Za-z0-9_.-]*\\$?")) {
        throw new IllegalArgumentException(
            "\"%s\" is not a name of a user or group.".formatted(name));
      }
    }
    List<String> strong = groups.stream().filter(ROOT_EQUIVALENT::contains).toList();
    if (!strong.isEmpty() && state == Presence.PRESENT && !acceptRootEquivalent) {
      throw new IllegalArgumentException(
          "Members of %s are as good as root on the host: %s could read and change every file. Write accept_root_equivalent: true if that is meant."
              .formatted(String.join(", ", strong), user));
    }
  }

  @Override
  public Probe<Membership> observe() {
    return Membership.probe(user, groups);
  }

  @Override
  public Plan<Membership> decide(Membership seen) {
    requireKnown(seen);
    TreeSet<String> then = new TreeSet<>(seen.groups());
    List<String> differing =
        groups.stream()
            .distinct()
            .filter(state == Presence.PRESENT ? then::add : then::remove)
            .toList();
    Plan<Membership> plan =
        differing.isEmpty()
            ? Plan.keep(seen)
            : Plan.move(seen, seen.with(ImmutableSortedSet.copyOf(then)), step(differing));
    boolean login = state == Presence.PRESENT && seen.lacking(groups);
    return plan.warning(login ? List.of(needsLogin()) : List.of())
        .returning(
            Returns.of(
                ImmutableMap.of(
                    "groups",
                    groups,
                    "root_equivalent",
                    groups.stream().filter(ROOT_EQUIVALENT::contains).toList(),
                    "new_login",
                    login)));
  }

  private String needsLogin() {
    return "Programs of %s that run already are not in %s: a new login is needed."
        .formatted(user, String.join(", ", groups));
  }

  private void requireKnown(Membership seen) {
    if (!seen.exists()) {
      throw new ModuleFailure(
          "There is no user %s on this host. Make it first, or correct the name.".formatted(user));
    }
    List<String> missing = groups.stream().filter(each -> !seen.known().containsKey(each)).toList();
    if (!missing.isEmpty() && state == Presence.PRESENT) {
      throw new ModuleFailure(
          "There is no group %s on this host. A package may have to be installed that makes it."
              .formatted(String.join(", ", missing)));
    }
  }

  private Step step(List<String> differing) {
    List<Script.Sh> calls = new ArrayList<>();
    for (String group : differing) {
      calls.add(
          state == Presence.PRESENT
              ? call("usermod -a -G {} -- {}", "addgroup {} {}", group)
              : call("gpasswd -d {} {}", "delgroup {} {}", group));
    }
    String verb = state == Presence.PRESENT ? "put %s into %s" : "take %s out of %s";
    return new Step.Run(
        verb.formatted(user, String.join(", ", differing)),
        calls.stream().reduce(Script.Sh::then).orElseThrow());
  }

  /** The tools of shadow, or where they are not there those of busybox. */
  private Script.Sh call(String own, String other, String group) {
    boolean adds = state == Presence.PRESENT;
    String tool = adds ? "usermod" : "gpasswd";
    return Script.sh(
        "if command -v "
            + tool
            + " >/dev/null 2>&1; then "
            + own
            + "; else "
            + other
            + "; fi || exit 1",
        adds ? group : user,
        adds ? user : group,
        user,
        group);
  }
}
