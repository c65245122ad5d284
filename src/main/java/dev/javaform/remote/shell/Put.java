package dev.javaform.remote.shell;

import dev.javaform.module.SafePath;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.time.Duration;
import java.util.Optional;

/**
 * A {@link Step.Put} as scripts. The content goes to a file in a directory of our own beside its
 * target ({@link SafePath}), where it gets its attributes; under a lock the old file is compared
 * with what was seen and replaced. Whatever fails, what was made is removed and the old file is as
 * it was; only an unsafe one may be written in place in the end.
 */
final class Put {
  /** Content up to this many bytes travels inside the exchange. */
  static final int SMALL = 64 << 10;

  private static final String FIND =
      """
      begin=$PWD
      reach "$p" follow
      f=./$n
      if [ -L "$f" ]; then replaced "$at"; fi
      if [ -e "$f" ] && [ ! -f "$f" ]; then refuse 'is there already and is not a regular file'; fi
      m=$(umask); umask 077
      beside() { case $work in ./*) ;; *) false;; esac; }
      names() { if beside; then t=./new f=../$n; else t=$work/new; fi; }
      elsewhere() { [ "$unsafe" ] && [ -e "$f" ] && work=$(mktemp -d) && trap 'rm -rf "$work"' EXIT; }
      """;

  private static final String STAGE =
      """
      private || elsewhere || refuse "$why"
      names
      CARRY || refuse 'could not be written; nothing was changed'
      [ "$(wc -c <"$t")" -eq "$size" ] || refuse 'the new content did not arrive whole'
      """;

  /** Goes back to the directory that {@link #STAGE} made, which is known by its number. */
  private static final String RESUME =
      """
      s=${work##* } work=${work% *}
      trap 'exit 143' HUP INT TERM
      if beside; then
      trap leave EXIT; inside; [ "$id" = "$s" ] || replaced "$dir/${work#./}"
      entered=1
      else
      trap 'rm -rf "$work"' EXIT
      fi
      names
      : >"${t%new}taken" || exit 1
      """;

  /**
   * Carries standard input into the file, as long as something comes: where nothing has come for 45
   * seconds, nobody is left who would send it. Who watches that is killed, not asked to end: bash
   * may still have the traps of its parent then, which remove what was carried.
   */
  private static final String WATCHED =
      """
      carry() {
      exec 7<&0
      cat <&7 >"$t" 7<&- & c=$!
      (s=-1 n=0
      while sleep 5 && kill -0 $c; do
      was=$s s=$(wc -c <"$t"); n=$((n + 1)); [ "$s" = "$was" ] || n=0
      [ $n -lt 9 ] || kill $c
      done) </dev/null >/dev/null 2>&1 7<&- & w=$!
      wait $c; c=$?
      { kill -KILL $w; wait $w; } 2>/dev/null
      return $c
      }
      """;

  /**
   * Waits in the background until {@link #RESUME} has taken over; where nobody has within 45
   * seconds, the connection broke in between, and what was stored goes. It waits before the mark is
   * said: whoever has heard that may end the shell at once, which must not remove anything then,
   * nor must the guard, which begins with the traps of the shell.
   */
  private static final String GUARD =
      """
      guard() {
      for turn in 1 2 3 4 5 6 7 8 9; do
      sleep 5 || exit
      if [ -e "${t%new}taken" ] || [ ! -e "$t" ]; then exit; fi
      done
      if beside; then leave; else rm -rf "$work"; fi
      }
      """;

  private static final String CHECK =
      """
      old=$f
      if [ -e "$f" ]; then
      [ "$seen" != absent ] || refuse 'has appeared since it was looked at; run this again'
      if [ "$shared" ] && beside; then
      if ln -- "$f" ./old 2>/dev/null; then alone ./old 2; old=./old
      elif [ "$me" = 0 ] && ln -- ./new ./old 2>/dev/null; then replaced "$at"
      fi
      fi
      if [ -L "$old" ] || [ ! -f "$old" ]; then replaced "$at"; fi
      was=$(stat -c '%u %g %a' "$old")
      set -- $was; own=${own:-$1} grp=${grp:-$2} mode=${mode:-$3}
      else
      [ "$seen" = absent ] || refuse 'has disappeared since it was looked at; run this again'
      mode=${mode:-$(printf '%o' $((0666 & ~0$m)))}
      fi
      """;

  /** Gives a file {@code $own}, {@code $grp} and {@code $mode}; the SHA-256 of what is read. */
  static final String GIVE =
      """
      give() {
      set -- "$1" $(stat -L -c '%u %g' "$1") "$(stat -L -c '%U' "$1")" "$(stat -L -c '%G' "$1")"
      case $own in ''|"$2"|"$4") ;; *) chown "$own" "$1" || refuse "cannot give it to $own";; esac
      case $grp in ''|"$3"|"$5") ;; *) chgrp "$grp" "$1" || refuse "cannot give it to group $grp";; esac
      [ "$(stat -L -c %a "$1")" = "$mode" ] || chmod "$mode" "$1" || exit 1
      }
      sum() { if command -v sha256sum >/dev/null; then sha256sum; else openssl dgst -sha256 -r; fi; }
      """;

  private static final String COMPLETE =
      """
      label=
      if beside; then
      give "$t"
      if [ ! -e /sys/fs/selinux/enforce ]; then :
      elif [ -e "$old" ]; then
      [ "$(stat -c %C "$old")" = "$(stat -c %C "$t")" ] || chcon --reference="$old" "$t" || exit 1
      elif [ ! "$shared" ]; then label=restorecon
      else
      s=$(matchpathcon -n "$at" 2>/dev/null)
      case $s in *:*:*) chcon "$s" "$t" || exit 1;; esac
      fi
      fi
      if [ -n "$validate" ]; then
      v=$t; if beside; then v=$dir/${work#./}/new; fi
      case $v in *[!A-Za-z0-9_@%+=:,./-]*) q='"$v"';; *) q=$v;; esac
      case $validate in *%s*) validate=${validate%%\\%s*}$q${validate#*\\%s};; esac
      said=$(cd "$begin"; eval "$validate" 2>&1) || refuse "the new content is not valid: $validate returned $?: $said"
      fi
      sync "$t" 2>/dev/null || :
      """;

  private static final String FINISH =
      """
      same() {
      if [ "$seen" = absent ]; then
      if [ -e "$f" ] || [ -L "$f" ]; then refuse 'has appeared since it was looked at; run this again'; fi
      return
      fi
      [ -e "$f" ] || refuse 'has disappeared since it was looked at; run this again'
      s=$(sum <"$old") || exit 1
      [ "${s%% *}" = "$seen" ] && [ "$f" -ef "$old" ] && [ "$(stat -c '%u %g %a' "$old")" = "$was" ] ||
      refuse 'has changed since it was looked at; run this again'
      }
      overwrite() {
      if [ "$shared" ] && [ "$old" = "$f" ]; then
      exec 8<"$f"; old=/proc/self/fd/8
      [ "$(stat -c '%d:%i %F' "$f")" = "$(stat -L -c '%d:%i %F' $old)" ] || replaced "$at"
      alone $old 1 -L
      fi
      cat "$t" >"$old" || refuse 'could not be written in place; it may be damaged'
      give "$old"
      }
      if beside; then lock ..; else lock .; fi
      same
      { beside && place "$t" "$f"; } || { [ "$unsafe" ] && [ -e "$f" ] && overwrite; } || refuse "$why"
      unlock
      if command -v "${label:-:}" >/dev/null; then ${label:-:} "$at"; fi
      """;

  private Put() {}

  /** Everything in one script that reads the content. */
  static Script.Sh whole(Step.Put put) {
    return script(put, variables(put) + FIND + stage("cat >\"$t\"")).reading(put.content());
  }

  /** The same for content that {@link #staging} has put where it printed. */
  static Script.Sh staged(Step.Put put, String printed) {
    return script(put, variables(put) + resumed(printed));
  }

  /** Goes on in the directory that {@link #staging} printed, after {@link #target}. */
  static String resumed(String printed) {
    return "work=" + Driver.quote(printed) + "\n" + FIND + RESUME;
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
        + SafePath.FUNCTIONS
        + FIND
        + WATCHED
        + GUARD
        + stage("carry")
        + "trap - EXIT INT TERM; trap '' HUP\n{ (guard) </dev/null >/dev/null 2>&1 & }\nprintf '%s %s\\036"
        + token
        + " e 0\\n' \"$work\" \"$id\"\n";
  }

  private static String stage(String carry) {
    return STAGE.replace("CARRY", carry);
  }

  private static Script.Sh script(Step.Put put, String text) {
    Optional<Duration> patience = Optional.empty();
    String all = SafePath.FUNCTIONS + GIVE + text + CHECK + COMPLETE + FINISH;
    return new Script.Sh(all, "put " + put.path(), Optional.empty(), patience);
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

  /** Says what {@link #staging} and {@link #resumed} are about. */
  static String target(Step.Put put) {
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
