package dev.javaform.modules.linux.accounts;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Content;
import dev.javaform.module.SafePath;
import dev.javaform.module.Script;
import dev.javaform.module.Secret;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.accounts.SshKey.Pair;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The pair of keys for ssh(1) that a {@code user} task wants, and the calls of ssh-keygen(1). */
record UserKey(User wish) {

  private static final Duration PATIENCE = Duration.ofMinutes(30);

  /** Where the home moves, the keys are still in the old one. */
  private static final String FILE =
      """
      base={}
      [ -n "$base" ] || base=${home:-/home/{}}
      {} && [ ! -d "$base" ] && base=${home:-$base}
      key={}
      case $key in /*) ;; *) key=$base/$key ;; esac
      """;

  private static final String LOOK =
      """
      folder=${key%/*}
      for place in "${folder%/*}" "$folder"; do
        [ -d "$place" ] && [ ! -x "$place" ] && section 'hidden key' echo "$place"
      done
      [ -e "$key" ] && section 'private key' printf '%s\\n' "$(ssh-keygen -l -f "$key" 2>/dev/null)"
      [ -e "$key.pub" ] && section 'public key' printf '%s\\n' "$(cat "$key.pub" 2>/dev/null)"
      """;

  /** Made beside its place, so that nothing is lost or half there where ssh-keygen fails. */
  private static final String FOLDERS =
      """
      owner={} folder=${key%/*}
      if [ ! -d "$folder" ]; then
      (
      reach "$folder" follow
      private || refuse "$why"
      mkdir -m 0700 ./new && chown -h "$owner": ./new || exit 1
      place ./new "../$n" || refuse "$why"
      ) || exit
      fi
      reach "$key"
      private || refuse "$why"
      """;

  private static final String UNPROTECTED =
      """
      ssh-keygen -q {} -C "$comment" -f ./key -N '' </dev/null || exit
      """;

  /**
   * ssh-keygen takes the passphrase, and its repetition, from a program that reads them from the
   * script's standard input. Where that program cannot be run it makes a key without protection,
   * and says nothing: hence the second call, which must fail.
   */
  private static final String PROTECTED =
      """
      ask=$(mktemp) && trap 'rm -f "$ask"; leave' EXIT || exit
      printf '%s\\n' '#!/bin/sh' 'IFS= read -r line && printf "%s\\n" "$line"' >"$ask" &&
        chmod 700 "$ask" || exit
      DISPLAY=none SSH_ASKPASS_REQUIRE=force SSH_ASKPASS=$ask \\
        ssh-keygen -q {} -C "$comment" -f ./key >/dev/null || exit
      if ssh-keygen -y -P '' -f ./key </dev/null >/dev/null 2>&1; then
        echo 'ssh-keygen did not take the passphrase' >&2
        exit 1
      fi
      """;

  private static final String INTO_PLACE =
      """
      chown -h "$owner": ./key ./key.pub || exit
      place ./key "../$n" && place ./key.pub "../$n.pub" || refuse "$why"
      """;

  /**
   * Prints what {@link SshKey#read} reads. Comes after what sets {@code home}, and after the
   * functions of {@link Sections}.
   */
  Script.Sh look() {
    return file().then(Script.sh(LOOK));
  }

  /** Whether there has to be another pair than what is there. */
  boolean isDue(SshKey seen) {
    return wish.generateSshKey()
        && switch (seen.sshKey()) {
          case NONE -> true;
          case ONLY_PUBLIC, PRESENT -> wish.force();
          case HIDDEN, NEW -> false;
        };
  }

  Optional<String> warning(SshKey seen) {
    if (!wish.generateSshKey() || isDue(seen)) {
      return Optional.empty();
    }
    if (seen.sshKey() == Pair.HIDDEN) {
      return Optional.of(
          "Whether %s has a key for ssh cannot be seen without root.".formatted(wish.name()));
    }
    return seen.sshKey() == Pair.ONLY_PUBLIC
        ? Optional.of(
            "%s has the public key of %s.pub without the private one; no key is made without force."
                .formatted(wish.name(), name()))
        : Optional.empty();
  }

  /** The private key's file where the user has this home. */
  String path(String home) {
    return name().startsWith("/") ? name() : home + "/" + name();
  }

  private String name() {
    return wish.sshKeyFile().orElse(".ssh/id_" + wish.sshKeyType());
  }

  /** With {@code force} nothing looks again by itself, so this does in the end. */
  Step make() {
    Script.Sh comment =
        wish.sshKeyComment()
            .map(text -> Script.sh("comment={}", text))
            .orElse(Script.sh("comment=\"ansible-generated on $(uname -n)\""));
    Script.Sh script =
        new AccountProbe(wish)
            .entry()
            .then(file())
            .then(SafePath.script(FOLDERS, wish.name()))
            .then(comment)
            .then(generate())
            .then(Script.sh(INTO_PLACE));
    Script.Sh all = wish.force() ? script.then(new AccountProbe(wish).script()) : script;
    return new Step.Run("make a key for ssh for " + wish.name(), all.within(PATIENCE));
  }

  private Script.Sh generate() {
    Optional<String> passphrase =
        wish.sshKeyPassphrase().map(Secret::reveal).filter(text -> !text.isEmpty());
    return passphrase
        .map(text -> Content.of((text + "\n").repeat(2)).hidden())
        .map(twice -> Script.sh(PROTECTED, kind()).reading(twice))
        .orElse(Script.sh(UNPROTECTED, kind()));
  }

  private ImmutableList<String> kind() {
    var kind = ImmutableList.<String>builder().add("-t", wish.sshKeyType());
    if (wish.sshKeyBits() > 0) {
      kind.addAll(List.of("-b", String.valueOf(wish.sshKeyBits())));
    }
    return kind.build();
  }

  private Script.Sh file() {
    return Script.sh(
        FILE, wish.home().orElse(""), wish.name(), String.valueOf(wish.moveHome()), name());
  }
}
