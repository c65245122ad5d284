package dev.javaform.modules.linux.boot;

import dev.javaform.module.Script;
import java.time.Duration;

/** What a host does around a trial boot. */
final class TrialScripts {

  private static final String PREPARE =
      """
      umask 022
      rm -rf {state} && mkdir -p {state} /etc/javaform || exit 1
      [ -z {} ] || : > /run/javaform-trial-{}
      : > {state}/line
      rm -f -- FILES
      """
          .replace("FILES", TrialNames.FILES);

  private static final String ROOM =
      """
      folder={}
      free=$(df -Pk "$folder" | awk 'NR == 2 { print $4 }')
      [ "${free:-0}" -ge 64 ] ||
        { echo "$folder has $free KiB free, but what leads back from the trial needs 64 there. Remove old kernels and run again." >&2; exit 1; }
      """;

  /** dracut(8), mkinitramfs(8), mkinitcpio(8): each writes to a name of its own. */
  private static final String BUILD =
      """
      kernel={} image={}
      new=$image.javaform-trial
      size=$(stat -c %s "$image" 2>/dev/null || echo 67108864)
      free=$(df -Pk "${image%/*}" | awk 'NR == 2 { print $4 }')
      [ "$((free * 1024))" -ge "$((2 * size))" ] ||
        { echo "${image%/*} has $free KiB free, but another image of $((size / 1024)) KiB must fit with room to spare. Remove old kernels and run again." >&2; exit 1; }
      log=$(mktemp) || exit 1
      if command -v dracut >/dev/null 2>&1; then
        dracut --force --kver "$kernel" "$new" > "$log" 2>&1
      elif command -v mkinitramfs >/dev/null 2>&1; then
        mkinitramfs -o "$new" "$kernel" > "$log" 2>&1
      elif command -v mkinitcpio >/dev/null 2>&1; then
        mkinitcpio -k "$kernel" -g "$new" > "$log" 2>&1
      else
        echo 'there is neither dracut nor mkinitramfs nor mkinitcpio' > "$log"; false
      fi && [ -s "$new" ] || { cat "$log" >&2; rm -f "$log" "$new"; exit 1; }
      rm -f "$log"
      [ ! -e "$image" ] || { chmod --reference="$image" "$new" && chown --reference="$image" "$new"; }
      """;

  /**
   * Whether the running boot is the trial, and whether all holds. What does not is written down;
   * the verdict is not an exit status, because the way back comes first.
   */
  private static final String JUDGE =
      """
      id={} limit={} line={} image={}
      mkdir -p {state} && cd {state} || exit 1
      : > why
      up() { cut -d. -f1 /proc/uptime; }
      wrong() { printf '%s\\n' "$*" >> why; }
      EXPLAIN
      case " $(cat /proc/cmdline) " in
      *" javaform.trial=$id "*) ;;
      *)
        told
        explain
        echo returned > verdict
        exit 0 ;;
      esac
      while case $(systemctl is-system-running 2>/dev/null) in initializing|starting) true ;; *) false ;; esac; do
        [ "$(up)" -lt "$limit" ] || { wrong "The boot does not end: it waits for $(systemctl list-jobs --no-legend --no-pager | awk '$4 == "running" { print $2 }' | tr '\\n' ' ')"; break; }
        sleep 2
      done
      for again in 1 2 3 4 5; do
        [ ! -s why ] || break
        checks
        [ -s why ] && [ "$again" -lt 5 ] || break
        sleep 3; : > why
      done
      if [ -s why ]; then
        echo failed > verdict; sync
        ( trap '' HUP; sleep 1; systemctl reboot ) < /dev/null > /dev/null 2>&1 &
      else
        : > "/run/javaform-trial-$id" && echo held > verdict
      fi
      exit 0
      """;

  /** Why a trial did not come up: what it wrote down, or what can be told without. */
  static final String EXPLAIN =
      """
      told() {
        case $(journalctl -b -1 -k -o cat --no-pager 2>/dev/null | grep -m 1 'Command line:') in
        *"javaform.trial=$id"*)
          journalctl -b -1 -o short-monotonic --no-hostname --no-pager > journal 2>/dev/null
          wrong "It came up so far that it kept a journal ("{state}"/journal), and nobody could confirm it in time."
          [ ! -s ending ] || sed 's/^/  /' ending >> why
          grep -E 'Failed to start|Timed out|Dependency failed|emergency|Kernel panic|Oops|javaform|rror:' journal | tail -n 12 | sed 's/^/  /' >> why ;;
        *) wrong "It left no journal: it ended before it could write to its root file system." ;;
        esac
        for record in $(find /sys/fs/pstore /var/lib/systemd/pstore -type f -newer line 2>/dev/null | head -n 1); do
          wrong "The kernel's last words ($record):"; tail -n 12 "$record" | sed 's/^/  /' >> why
        done
      }
      explain() {
        size=$(awk '$1 == "Hugepagesize:" { print $2 }' /proc/meminfo) pages=0
        for word in $line; do
          case $word in
          root=*=*) findfs "${word#root=}" >/dev/null 2>&1 || wrong "$word: this host has no such file system." ;;
          root=/dev/*) [ -b "${word#root=}" ] || wrong "$word: this host has no such device." ;;
          default_hugepagesz=*|hugepagesz=*)
            size=${word#*=}
            case $size in *[Gg]) size=$((${size%?} * 1048576)) ;; *[Mm]) size=$((${size%?} * 1024)) ;; *[Kk]) size=${size%?} ;; *) size=0 ;; esac ;;
          hugepages=*[!0-9]*) ;;
          hugepages=*) pages=$((pages + ${word#*=} * size)) ;;
          esac
        done
        memory=$(awk '$1 == "MemTotal:" { print $2 }' /proc/meminfo)
        [ "$pages" -lt "$((memory / 10 * 9))" ] ||
          wrong "Huge pages take $((pages / 1024)) MiB of the $((memory / 1024)) MiB of memory: too little is left to boot."
        [ ! -s "$image" ] || lacks
      }
      names() { sed -n 's,.*/\\([^/]*\\)\\.ko[.a-z0-9]*$,\\1,p' | sed 's,-,_,g' | sort -u; }
      lacks() { # of the trial's own image: the drivers between the root file system and its hardware
        list=lsinitrd; command -v lsinitrd >/dev/null 2>&1 || list=lsinitramfs
        $list "$image" 2>/dev/null | names > inside
        [ -s inside ] || return 0
        path=$(readlink -f "/sys/dev/block/$(awk '$5 == "/" { number = $3 } END { print number }' /proc/self/mountinfo)")
        while case $path in /sys/*) ;; *) false ;; esac; do
          [ ! -e "$path/driver/module" ] || basename "$(readlink -f "$path/driver/module")" | sed 's,-,_,g'
          path=${path%/*}
        done | sort -u | while read -r module; do
          grep -qx "$module" inside || wrong "Its initial RAM disk lacks $module, the driver of the root file system's device."
        done
        rm -f inside
      }
      """;

  private static final String SETTLED =
      """
      case " $(cat /proc/cmdline) " in
      *" javaform.trial="{}" "*)
        [ "$(cat {state}/verdict)" != failed ] || { echo 'the host has not gone back yet' >&2; exit 1; } ;;
      esac
      """;

  private static final String CONCLUDE =
      """
      case $(cat {state}/verdict) in
      held) exit 0 ;;
      failed) echo 'The trial boot came up, but not as it has to be. The old configuration is running again.' ;;
      *) echo 'The trial boot did not come up. The old configuration is running again, by itself.' ;;
      esac
      cat {state}/why
      exit 1
      """;

  private static final String COMMIT_IMAGE =
      """
      kernel={} image={}
      work=$(mktemp -d) || exit 1
      trap 'rm -rf "$work"' EXIT
      refuse() { echo "$1" >&2; exit 1; }
      if [ -s "$image" ] && [ ! -e "$image.javaform-old" ]; then
        ln "$image" "$image.javaform-old" 2>/dev/null || cp -p "$image" "$image.javaform-old" ||
          refuse "The old image for kernel $kernel could not be kept aside. It was left as it is."
      fi
      ASIDE
      sync "$image.javaform-trial" && mv -f "$image.javaform-trial" "$image" || refuse "The new image for kernel $kernel could not be put in place."
      ! command -v restorecon >/dev/null 2>&1 || restorecon "$image"
      """;

  private TrialScripts() {}

  private static String with(String script) {
    return script
        .replace("EXPLAIN\n", EXPLAIN)
        .replace("ASIDE\n", AsideEntry.SCRIPT)
        .replace("{state}", TrialNames.STATE);
  }

  /** Clears what an earlier trial left; one that is running is let go on until the next boot. */
  static Script.Sh prepare(String running) {
    return Script.sh(with(PREPARE), running, running);
  }

  /** Whether a folder has room for the archive that leads back. */
  static Script.Sh room(String folder) {
    return Script.sh(ROOM, folder);
  }

  static Script build(String kernel, String image) {
    return Script.sh(with(BUILD), kernel, image).within(Duration.ofMinutes(20));
  }

  /**
   * @param limit until how many seconds after the kernel's start is waited for units
   * @param line the kernel arguments that are tried
   * @param image the trial's own image; empty where it has none
   */
  static Script judge(String id, long limit, String line, String image, TrialAsserts asserts) {
    return asserts
        .functions()
        .then(Script.sh(with(JUDGE), id, limit, line, image))
        .within(Duration.ofSeconds(limit + 300));
  }

  static Script.Sh settled(String id) {
    return Script.sh(with(SETTLED), id);
  }

  static Script.Sh conclude() {
    return Script.sh(with(CONCLUDE));
  }

  /** Whether the running kernel, of which nothing is tried, is as it has to be. */
  static Script holds(TrialAsserts asserts, String running) {
    return asserts
        .functions()
        .then(
            Script.sh(
                """
                wrong() { printf '%s\\n' "$*"; bad=1; }
                checks >&2
                [ -z "$bad" ] || exit 1
                [ -z {} ] || : > /run/javaform-trial-{}
                """,
                running, running));
  }

  static Script commitImage(String kernel, String image) {
    return Script.sh(with(COMMIT_IMAGE), kernel, image);
  }
}
