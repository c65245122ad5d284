package dev.javaform.modules.linux.selinux;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Checksum;
import dev.javaform.module.Content;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An SELinux policy module, from CIL or from a type enforcement file that is compiled on the host.
 * Where SELinux does not run the task is skipped: it is never switched on here. Rules in {@code
 * optional} blocks whose types the host's policy does not have are dropped by the policy compiler
 * and returned as {@code dropped}.
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/semodule.8.html">semodule(8)</a>
 */
@Name("javaform.host.semodule")
@Manual(
    summary = "Installs an SELinux policy module, if SELinux is running.",
    example =
        """
        - name: Let the guest lock its memory
          semodule:
            name: guest_memory
            content: (allow svirt_t self (capability (ipc_lock)))
        """,
    returns = {
      "name: The module's name.",
      "priority: Its priority.",
      "dropped: The optional rules that this policy has no types for."
    },
    restsOn = {
      "The checksum that semodule lists is that of the CIL, so CIL text can be compared "
          + "with what is loaded (semodule(8), -m).",
      "Types that are unknown inside an optional block drop that block only (SELinux CIL "
          + "reference guide)."
    })
public record Semodule(
    @Argument("The module's name; by default that of the file src.") Optional<String> name,
    @Argument(value = "The file with its source.", meaning = Argument.Meaning.FILE)
        Optional<ControllerFile> src,
    @Argument("Its source, instead of src.") Optional<String> content,
    @Argument(
            "The language of the text: cil or te; by default what the suffix of src says, or"
                + " cil.")
        Optional<String> language,
    @Argument(value = "The priority: a higher one wins over a lower one.", preset = "400")
        int priority,
    @Argument(value = "Whether it is installed.", preset = "present") State state,
    @Argument(
            value = "Whether to also change a host that has a policy store but no running SELinux.",
            preset = "false")
        boolean offline)
    implements Module<PolicyModule> {

  /** Whether the module is to be there. */
  public enum State {
    PRESENT,
    ABSENT
  }

  private static final Pattern MACRO =
      Pattern.compile("(?m)^[ \\t]*(?!if\\b|else\\b)([a-z_][a-z0-9_]*)[ \\t]*\\(");

  public Semodule {
    if (src.isPresent() && content.isPresent()) {
      throw new IllegalArgumentException("semodule takes src or content, not both.");
    }
    if (state == State.PRESENT && src.isEmpty() && content.isEmpty()) {
      throw new IllegalArgumentException(
          "semodule needs src or content for a module that is present.");
    }
    if (priority < 1 || priority > 999) {
      throw new IllegalArgumentException(
          "priority is %d; it must be 1 to 999.".formatted(priority));
    }
    requireName(name.or(() -> src.map(Semodule::baseName)).orElse(""));
    if (!List.of("cil", "te").contains(language.orElse("cil"))) {
      throw new IllegalArgumentException("language must be cil or te.");
    }
    String text = text(src, content);
    boolean cil = isCil(src, language);
    if (!cil) {
      refuseMacros(text);
    }
    (cil ? Forbidden.inCil(text) : Forbidden.inTypeEnforcement(text))
        .ifPresent(
            rule -> {
              throw new IllegalArgumentException(
                  "The module contains \"%s\": with that a guest could escape its confinement. Remove the rule; whatever needs it is configured wrongly."
                      .formatted(rule));
            });
  }

  private static void refuseMacros(String text) {
    Matcher macro = MACRO.matcher(text);
    if (macro.find()) {
      throw new IllegalArgumentException(
          "\"%s(…)\" is an m4 macro of the reference policy, which the compiler on the host does not know. Write plain statements (module NAME 1.0; require { … }), or build the module with selinux-policy-devel's makefile (make -f /usr/share/selinux/devel/Makefile) and load that with a command task."
              .formatted(macro.group(1)));
    }
  }

  private static void requireName(String name) {
    if (!name.matches("[A-Za-z][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException(
          "\"%s\" is not the name of a policy module; give name.".formatted(name));
    }
  }

  private static String baseName(ControllerFile file) {
    String name = file.path().substring(file.path().lastIndexOf('/') + 1);
    return name.replaceFirst("\\.(cil|te)$", "");
  }

  private static boolean isCil(Optional<ControllerFile> src, Optional<String> language) {
    return language
        .map(word -> word.equals("cil"))
        .orElse(src.map(file -> !file.path().endsWith(".te")).orElse(true));
  }

  private static String text(Optional<ControllerFile> src, Optional<String> content) {
    return content.or(() -> src.flatMap(file -> file.content().text(1 << 22))).orElse("");
  }

  private String moduleName() {
    return name.or(() -> src.map(Semodule::baseName)).orElseThrow();
  }

  @Override
  public Probe<PolicyModule> observe() {
    return PolicyModule.probe(moduleName(), priority, isCil(src, language));
  }

  @Override
  public Plan<PolicyModule> decide(PolicyModule seen) {
    PolicyModule.Host host = seen.host();
    if (!host.running() && !(offline && host.store())) {
      return Plan.skip(
          seen,
          host.store()
              ? "SELinux does not run on this host; \"offline: true\" changes its policy store"
                  + " nevertheless."
              : "There is no SELinux on this host.");
    }
    requireTools(host);
    String text = text(src, content);
    Content source = Content.of(text);
    boolean present = state == State.PRESENT;
    Checksum wanted = present ? Checksum.of(text) : Checksum.NONE;
    if (seen.source().equals(wanted)) {
      return Plan.keep(seen).warning(warnings(host)).returning(returns());
    }
    PolicyModule then = new PolicyModule(wanted, present ? text : "", host);
    return Plan.move(seen, then, present ? install(source) : remove())
        .warning(warnings(host))
        .returning(present ? returns().learning(List.of("dropped"), Semodule::dropped) : returns());
  }

  private void requireTools(PolicyModule.Host host) {
    if (!host.tool()) {
      throw new ModuleFailure(
          "semodule is not installed on this host. Install policycoreutils first.");
    }
    if (!host.readable()) {
      throw new ModuleFailure(
          "semodule shows no modules on this host: only root may read the policy store, set"
              + " \"become: true\".");
    }
  }

  private List<String> warnings(PolicyModule.Host host) {
    return host.higher() == 0
        ? List.of()
        : List.of(
            "A module %s is installed at priority %d as well: that one takes effect, not the one at %d."
                .formatted(moduleName(), host.higher(), priority));
  }

  private Returns returns() {
    return Returns.of(ImmutableMap.of("name", moduleName(), "priority", priority));
  }

  /** The policy compiler names each optional block that it leaves out. */
  private static Map<String, Object> dropped(List<Output> outputs) {
    return ImmutableMap.of("dropped", outputs.getLast().lines());
  }

  private Step install(Content source) {
    return new Step.Run(
        "install the policy module " + moduleName(),
        Script.sh(
                """
                name={} language={} priority={} state={} source={} offline={}
                """
                    + PolicyModule.LIST
                    + """
                work=$(mktemp -d) && cd "$work" || exit 1
                trap 'rm -rf "$work"' EXIT
                cat > "$name.$language"
                what=$name.cil
                if [ "$language" = te ]; then
                  checkmodule -M -m -o "$name.mod" "$name.te" >"$work/log" 2>&1 &&
                    semodule_package -o "$name.pp" -m "$name.mod" >>"$work/log" 2>&1 ||
                    { cat "$work/log" >&2; exit 1; }
                  what=$name.pp
                fi
                # With -v, conflicts that the policy always had are errors: then once more without.
                semodule $offline -vv -X "$priority" -i "$what" > "$work/log" 2>&1 ||
                  semodule $offline -X "$priority" -i "$what" > "$work/again" 2>&1 ||
                  { head -n 20 "$work/again" >&2; exit 1; }
                sum=$(listed 2>/dev/null | awk -v n="$name" -v p="$priority" \\
                  '$1 == p && $2 == n { sub("sha256:", "", $NF); print length($NF) == 64 ? $NF : "-" }')
                mkdir -p "$state" && cp "$name.$language" "$state/$name.source" &&
                  echo "$source $sum" > "$state/$name.sums" || exit 1
                sed -n "s,.*Disabling optional '\\([^']*\\)' at .*/$priority/$name/.*,\\1,p" "$work/log" | sort -u
                """,
                moduleName(),
                isCil(src, language) ? "cil" : "te",
                priority,
                PolicyModule.STATE,
                source.digest(),
                offline ? "-n" : "")
            .reading(source)
            .within(Duration.ofMinutes(10)));
  }

  private Step remove() {
    return new Step.Run(
        "remove the policy module " + moduleName(),
        Script.sh(
                "semodule {} -X {} -r {} && rm -f {} {}",
                offline ? List.of("-n") : List.of(),
                priority,
                moduleName(),
                PolicyModule.STATE + "/" + moduleName() + ".sums",
                PolicyModule.STATE + "/" + moduleName() + ".source")
            .within(Duration.ofMinutes(10)));
  }
}
