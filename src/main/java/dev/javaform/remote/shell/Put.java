package dev.javaform.remote.shell;

import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.time.Duration;
import java.util.Optional;

/**
 * A {@link Step.Put} as scripts. The content goes to a temporary file beside its target, which
 * nobody else can read until it has its attributes; whatever fails, the temporary file is removed
 * and the old file is as it was; only an unsafe one may be written in place in the end.
 */
final class Put {
  private static final String FIND =
      """
      fail() { echo "$p: $*" >&2; exit 1; }
      n=0
      while [ -L "$p" ]; do
      n=$((n + 1)); [ $n -le 40 ] || fail 'too many levels of symbolic links'
      l=$(readlink "$p") || exit 1
      case $l in /*) p=$l;; *) p=${p%/*}/$l;; esac
      done
      d=${p%/*}/
      [ -d "$d" ] || fail "the directory $d does not exist"
      if [ -e "$p" ] && [ ! -f "$p" ]; then fail 'is there already and is not a regular file'; fi
      m=$(umask); umask 077
      """;

  private static final String STAGE =
      """
      t=$(mktemp "$d.javaform.XXXXXX") || { [ "$unsafe" ] && [ -e "$p" ] && t=$(mktemp); } || exit 1
      trap 'rm -f "$t"' EXIT; trap 'exit 143' HUP INT TERM
      cat >"$t" || fail 'could not be written; nothing was changed'
      [ "$(wc -c <"$t")" -eq "$size" ] || fail 'the new content did not arrive whole'
      """;

  private static final String CHECK =
      """
      trap 'rm -f "$t"' EXIT; trap 'exit 143' HUP INT TERM
      sum() { if command -v sha256sum >/dev/null; then sha256sum; else openssl dgst -sha256 -r; fi; }
      if [ -e "$p" ]; then
      [ "$seen" != absent ] || fail 'has appeared since it was looked at'
      s=$(sum <"$p") || exit 1
      [ "${s%% *}" = "$seen" ] || fail 'has changed since it was looked at'
      set -- $(stat -c '%u %g %a' "$p"); own=${own:-$1} grp=${grp:-$2} mode=${mode:-$3}
      else
      [ "$seen" = absent ] || fail 'has disappeared since it was looked at'
      mode=${mode:-$(printf '%o' $((0666 & ~0$m)))}
      fi
      """;

  private static final String FINISH =
      """
      give() {
      set -- "$1" $(stat -c '%u %g' "$1") "$(stat -c '%U' "$1")" "$(stat -c '%G' "$1")"
      case $own in ''|"$2"|"$4") ;; *) chown "$own" "$1" || fail "cannot give it to $own";; esac
      case $grp in ''|"$3"|"$5") ;; *) chgrp "$grp" "$1" || fail "cannot give it to group $grp";; esac
      [ "$(stat -c %a "$1")" = "$mode" ] || chmod "$mode" "$1" || exit 1
      }
      overwrite() {
      cat "$t" >"$p" || fail 'could not be written in place; it may be damaged'
      give "$p"
      }
      beside() { case $t in "$d".javaform.*) ;; *) false;; esac; }
      if beside; then give "$t"; fi
      if [ -e /sys/fs/selinux/enforce ] && [ -e "$p" ] && beside; then
      [ "$(stat -c %C "$p")" = "$(stat -c %C "$t")" ] || chcon --reference="$p" "$t" || exit 1
      fi
      if [ -n "$validate" ]; then
      case $t in *[!A-Za-z0-9_@%+=:,./-]*) q='"$t"';; *) q=$t;; esac
      case $validate in *%s*) validate=${validate%%\\%s*}$q${validate#*\\%s};; esac
      (eval "$validate") || fail "the new content is not valid: $validate returned $?"
      fi
      sync "$t" 2>/dev/null || :
      if [ -e "$p" ] || [ ! -e /sys/fs/selinux/enforce ]; then label=; else label=restorecon; fi
      { beside && mv -f "$t" "$p"; } || { [ "$unsafe" ] && [ -e "$p" ] && overwrite; } || exit 1
      if command -v "${label:-:}" >/dev/null; then ${label:-:} "$p"; fi
      """;

  private Put() {}

  /** Everything in one script that reads the content. */
  static Script whole(Step.Put put) {
    String text = variables(put) + FIND + STAGE + CHECK + FINISH;
    return script(put, text).reading(put.content());
  }

  /** The same for content that {@link #staging} has put into {@code temporary}. */
  static Script staged(Step.Put put, String temporary) {
    return script(
        put, variables(put) + "t=" + Driver.quote(temporary) + "\n" + FIND + CHECK + FINISH);
  }

  /**
   * A command that stores its standard input beside the target and prints where, between two marks
   * with this token: start files of the login shell may print, too. Where nobody is left to be
   * told, because the connection broke, it stores nothing.
   */
  static String staging(Step.Put put, String token) {
    String hello = "printf '\\036" + token + " h 0\\n'";
    return hello
        + "; "
        + hello
        + " >&2\ntrap '' PIPE\n"
        + target(put)
        + "\n"
        + FIND
        + STAGE
        + "printf '%s\\036"
        + token
        + " e 0\\n' \"$t\" && trap - EXIT\n";
  }

  private static Script script(Step.Put put, String text) {
    Optional<Duration> patience = Optional.empty();
    return new Script(text, "put " + put.path(), Optional.empty(), patience);
  }

  private static String variables(Step.Put put) {
    return target(put)
        + " seen="
        + Driver.quote(put.replaces().sha256())
        + " own="
        + Driver.quote(put.attributes().owner().orElse(""))
        + " grp="
        + Driver.quote(put.attributes().group().orElse(""))
        + " mode="
        + Driver.quote(put.attributes().mode().orElse(""))
        + " validate="
        + Driver.quote(put.validate().orElse(""))
        + "\n";
  }

  private static String target(Step.Put put) {
    return "p="
        + Driver.quote(path(put.path()))
        + " size="
        + put.content().size()
        + " unsafe="
        + (put.unsafe() ? "1" : "");
  }

  private static String path(String path) {
    return path.contains("/") ? path : "./" + path;
  }
}
