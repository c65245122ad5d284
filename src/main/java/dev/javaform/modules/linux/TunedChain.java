package dev.javaform.modules.linux;

/** Which files tuned's active profile is made of, for scripts that ask what it sets. */
public final class TunedChain {

  /**
   * Shell functions: {@code tuned_chain NAMES} prints the files of these profiles and of those that
   * they include, the one that wins first; {@code tuned_active} those of the active profile while
   * tuned runs.
   */
  public static final String FUNCTIONS =
      """
      tuned_dirs="/etc/tuned/profiles /etc/tuned $(sed -n 's/^[[:space:]]*profile_dirs[[:space:]]*=//p' /etc/tuned/tuned-main.conf 2>/dev/null | tr , ' ') /usr/lib/tuned/profiles /usr/lib/tuned"
      tuned_known=" "
      tuned_chain() {
        for p in $(printf '%s' "$1" | tr ',\\n' '  '); do
          case $tuned_known in *" $p "*) continue ;; esac
          tuned_known="$tuned_known$p "
          for d in $tuned_dirs; do
            [ -f "$d/$p/tuned.conf" ] || continue
            printf '%s\\n' "$d/$p/tuned.conf"
            tuned_chain "$(sed -n 's/^[[:space:]]*include[[:space:]]*=[[:space:]]*//p' "$d/$p/tuned.conf")"
            break
          done
        done
      }
      tuned_active() {
        [ ! -e /run/tuned/tuned.pid ] || tuned_chain "$(cat /etc/tuned/active_profile 2>/dev/null)"
      }
      """;

  private TunedChain() {}
}
