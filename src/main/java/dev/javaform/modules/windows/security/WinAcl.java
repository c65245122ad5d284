package dev.javaform.modules.windows.security;

import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.Existence;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who may do what with a file, a folder or a key of the registry. Entries that are inherited do not
 * count; what an entry gives beyond the rights that are wanted is no difference.
 */
@Name("ansible.windows.win_acl")
@Manual(
    summary = "Gives or denies rights of files, folders and keys of the registry.",
    example =
        """
        - name: Let players keep their saves there
          win_acl:
            path: D:\\Saves
            user: gamer
            rights: Modify
            type: allow
        """)
public record WinAcl(
    @Argument("The file, the folder, or the key such as HKLM:\\SOFTWARE\\Example.") String path,
    @Argument("Whose rights: a user, a group, or a SID.") String user,
    @Argument("The rights, as .NET's FileSystemRights or RegistryRights has them, with commas.")
        String rights,
    @Argument("allow, or deny.") Kind type,
    @Argument(value = "Whether there is such an entry.", preset = "present") Existence state,
    @Argument("To what below a folder it goes on: ContainerInherit, ObjectInherit, None.")
        Optional<String> inherit,
    @Argument(value = "How it goes on: None, InheritOnly, NoPropagateInherit.", preset = "None")
        String propagation,
    @Argument(value = "Whether links are followed.", preset = "false") boolean follow)
    implements Module<AccessEntry> {

  /** What becomes of whoever has the rights. */
  public enum Kind {
    ALLOW,
    DENY
  }

  public WinAcl {
    if (!rights.matches("\\s*\\w+\\s*(,\\s*\\w+\\s*)*")) {
      throw new IllegalArgumentException(
          "\"%s\" are no rights; they are words such as Read, Modify or FullControl."
              .formatted(rights));
    }
    if (!propagation.matches("(?i)None|InheritOnly|NoPropagateInherit")) {
      throw new IllegalArgumentException(
          "\"propagation\" is \"%s\"; there are None, InheritOnly and NoPropagateInherit."
              .formatted(propagation));
    }
  }

  private Script.PowerShell question() {
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("path", path);
    select.put("user", user);
    select.put("rights", rights);
    select.put("type", type.name().toLowerCase(Locale.ROOT));
    inherit.ifPresent(flags -> select.put("inherit", flags));
    select.put("propagation", propagation);
    if (follow) {
      select.put("follow", true);
    }
    return Script.PowerShell.ask("acl", select);
  }

  @Override
  public Probe<AccessEntry> observe() {
    return Probe.of(question(), AccessEntry.class, output -> AccessEntry.of(Answer.of(output)));
  }

  @Override
  public Plan<AccessEntry> decide(AccessEntry seen) {
    if (!seen.exists()) {
      throw new ModuleFailure("there is no %s in this guest".formatted(path));
    }
    if (seen.sid().isEmpty()) {
      throw new ModuleFailure("there is no user or group %s in this guest".formatted(user));
    }
    boolean wanted = state == Existence.PRESENT;
    AccessEntry after = wanted ? seen.granted() : seen.revoked();
    return seen.equals(after)
        ? Plan.keep(seen)
        : Plan.move(seen, after, new Step.Run(purpose(), order(wanted)));
  }

  private Script.PowerShell order(boolean wanted) {
    return question().set(wanted ? Map.of("covered", true) : Map.of("exact", false));
  }

  private String purpose() {
    return "%s %s %s to %s of %s"
        .formatted(
            state == Existence.PRESENT ? "set" : "remove",
            type.name().toLowerCase(Locale.ROOT),
            rights,
            user,
            path);
  }
}
