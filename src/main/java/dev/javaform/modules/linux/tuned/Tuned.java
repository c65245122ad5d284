package dev.javaform.modules.linux.tuned;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Checksum;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * tuned's active profile, and what that profile says where it is one of our own. It is put where
 * this version of tuned looks for it, and applied anew when its text changes. What tuned could not
 * set is told as warnings.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/tuned.conf.5.html">tuned.conf(5)</a>
 */
@Name("javaform.host.tuned")
@Manual(
    summary = "Writes and activates a profile of tuned.",
    example =
        """
        - name: Keep the processors fast
          tuned:
            profile: gaming
            content: |
              [main]
              include=virtual-host
              [cpu]
              force_latency=10
        """,
    returns = {
      "active_profile: The profile that is active.",
      "unverified: What \"tuned-adm verify\" finds to differ."
    },
    restsOn = {
      "Profiles of users lie in /etc/tuned/profiles where tuned keeps its own in "
          + "/usr/lib/tuned/profiles, else in /etc/tuned (tuned 2.23, release notes).",
      "A profile that is active and was edited works once it is activated again (tuned-adm(8))."
    })
public record Tuned(
    @Argument("The profile that is active.") String profile,
    @Argument("The text of its tuned.conf; without it, a profile that exists is activated.")
        Optional<String> content,
    @Argument(
            value = "A template of its tuned.conf, instead of content.",
            meaning = Argument.Meaning.TEMPLATE)
        Optional<ControllerFile> src)
    implements Module<ActiveProfile> {

  private static final int MOST_SHOWN = 5;
  private static final Pattern INCLUDE = Pattern.compile("(?m)^\\s*include\\s*=\\s*(.*)$");
  private static final Pattern BOOTLOADER =
      Pattern.compile(
          "(?m)^\\s*(\\[bootloader[^]]*]|type\\s*=\\s*bootloader\\b|cmdline\\w*\\s*[+-]?=)");

  public Tuned {
    if (!profile.matches("[A-Za-z0-9_][A-Za-z0-9_.-]*")) {
      throw new IllegalArgumentException("\"%s\" is not the name of a profile.".formatted(profile));
    }
    if (content.isPresent() && src.isPresent()) {
      throw new IllegalArgumentException("tuned takes content or src, not both.");
    }
    if (BOOTLOADER.matcher(text(content, src).orElse("")).find()) {
      throw new IllegalArgumentException(
          "The profile uses tuned's bootloader plugin, which edits the kernel's command line behind"
              + " the boot loader's configuration. Leave it out and use grub_cmdline.");
    }
  }

  private static Optional<String> text(Optional<String> content, Optional<ControllerFile> src) {
    return content
        .or(() -> src.flatMap(file -> file.content().text(1 << 20)))
        .map(text -> text.stripTrailing() + "\n");
  }

  @Override
  public Probe<ActiveProfile> observe() {
    return ActiveProfile.probe(
        profile,
        profile + "," + included(),
        ProfileParameters.of(text(content, src).orElse("")).keySet().asList());
  }

  /** The profiles that the wanted text includes. */
  private String included() {
    return INCLUDE
        .matcher(text(content, src).orElse(""))
        .results()
        .map(found -> found.group(1))
        .collect(joining(","));
  }

  @Override
  public Plan<ActiveProfile> decide(ActiveProfile seen) {
    Optional<String> wanted = text(content, src);
    requirePossible(seen, wanted);
    String text = wanted.orElse(seen.content());
    Checksum digest = wanted.map(Checksum::of).orElse(seen.applied());
    ActiveProfile then =
        new ActiveProfile(
            profile,
            "manual",
            true,
            text,
            digest,
            ProfileParameters.applied(ProfileParameters.of(wanted.orElse("")), seen),
            seen.host());
    List<Step> steps = then.equals(seen) ? List.of() : steps(seen, then);
    Plan<ActiveProfile> plan = steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, then, steps);
    Returns known =
        Returns.of(
            ImmutableMap.of("active_profile", profile, "unverified", seen.host().unverified()));
    return plan.warning(warnings(seen))
        .returning(
            steps.isEmpty() ? known : known.learning(List.of("unverified"), Tuned::unverified));
  }

  /** What the new profile could not set: that was not known before. */
  private static Map<String, Object> unverified(List<Output> outputs) {
    return ImmutableMap.of("unverified", ImmutableList.sortedCopyOf(outputs.getLast().lines()));
  }

  private void requirePossible(ActiveProfile seen, Optional<String> wanted) {
    if (!seen.host().installed()) {
      throw new ModuleFailure(
          "tuned is not installed on this host. Install the package tuned first.");
    }
    if (wanted.isEmpty() && !seen.host().shipped()) {
      throw new ModuleFailure(
          "There is no profile \"%s\" on this host. Give its text as content or src, or name one that \"tuned-adm list\" shows."
              .formatted(profile));
    }
    if (wanted.isPresent() && !seen.host().file().faithful()) {
      throw new ModuleFailure(
          "The profile's tuned.conf on this host is not UTF-8 text; remove it first.");
    }
  }

  private List<Step> steps(ActiveProfile seen, ActiveProfile then) {
    List<Step> steps = new ArrayList<>();
    String directory = seen.host().directory() + "/" + profile;
    if (!then.content().equals(seen.content())) {
      steps.add(new Step.Run("make the profile's directory", Script.sh("mkdir -p {}", directory)));
      steps.add(
          seen.host()
              .file()
              .put("write the profile", seen.host().path(), then.content(), Optional.empty()));
    }
    if (!seen.running()) {
      steps.add(new Step.Run("start tuned", Script.sh("systemctl start tuned.service")));
    }
    steps.add(apply(then.applied()));
    return steps;
  }

  /** Activates, then asks tuned what it could not set: the answer stands at the end of its log. */
  private Step apply(Checksum digest) {
    return new Step.Run(
        "activate the profile " + profile,
        Script.sh(
                """
                profile={} state={} digest={}
                tuned-adm profile "$profile" || exit 1
                mkdir -p "$state" || exit 1
                log=/var/log/tuned/tuned.log
                before=$(wc -l < "$log" 2>/dev/null || echo 0)
                if tuned-adm verify --ignore-missing >/dev/null 2>&1; then
                  : > "$state/$profile.unverified"
                else
                  tail -n "+$((before + 1))" "$log" 2>/dev/null |
                    sed -n 's/^.*verify: failed: //p' > "$state/$profile.unverified"
                fi
                [ -z "$digest" ] || echo "$digest" > "$state/$profile.applied"
                cat "$state/$profile.unverified"
                """,
                profile,
                ActiveProfile.STATE,
                digest.sum())
            .within(Duration.ofMinutes(3)));
  }

  private static List<String> warnings(ActiveProfile seen) {
    List<String> warnings = new ArrayList<>();
    List<String> unverified = seen.host().unverified();
    if (!unverified.isEmpty()) {
      int more = unverified.size() - MOST_SHOWN;
      warnings.add(
          "tuned could not set all values of the profile: %s%s."
              .formatted(
                  String.join("; ", unverified.subList(0, Math.min(MOST_SHOWN, unverified.size()))),
                  more > 0 ? "; and %d more (see the result)".formatted(more) : ""));
    }
    if (!seen.host().bootArguments().isEmpty()) {
      warnings.add(
          "A tuned profile puts \"%s\" on the kernel's command line (/etc/tuned/bootcmdline): the line then has two owners. Use grub_cmdline for it."
              .formatted(seen.host().bootArguments()));
    }
    if (!seen.host().bootSections().isEmpty() && seen.host().bootArguments().isEmpty()) {
      warnings.add(
          "%s uses tuned's bootloader plugin: with this profile tuned puts arguments on the kernel's command line, which then has two owners. Activate a profile of your own without that section, and use grub_cmdline for the arguments."
              .formatted(String.join(", ", seen.host().bootSections())));
    }
    if (!seen.host().rival().isEmpty()) {
      warnings.add(
          seen.host().rival()
              + " is running as well and sets power profiles: disable one of the two.");
    }
    return warnings;
  }
}
