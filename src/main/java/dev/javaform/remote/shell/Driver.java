package dev.javaform.remote.shell;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is said to the shell on a host.
 *
 * <p>The shell reads commands from its standard input and never waits for anything, so that it can
 * be told to end what runs. Per exchange it starts a sequencer in the background, which carries out
 * units, one after the other, as long as they succeed. A unit is a fresh shell in a session (and so
 * a process group) of its own that gets its scripts through a pipe, never as arguments; two {@code
 * cat}s carry its output on, so that a process which outlives its unit cannot write into the
 * answers of the next one.
 */
final class Driver {
  private static final String START =
      """
      trap '' TERM
      exec 4>&1
      PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin; export PATH
      _jf_g=; if command -v setsid >/dev/null 2>&1; then _jf_g=setsid; fi
      _jf_o=; if [ "$_jf_g" ] && read -r _jf_p 2>/dev/null </proc/self/stat; then
      set -- ${_jf_p##*) }
      case $3 in $$|LEADER) _jf_o=own;; esac
      fi
      _jf_l='_jf_e() { printf "\\036@ e %s\\n" "$1"; printf "\\036@ e %s\\n" "$1" >&2; }
      printf "\\036@ s %s\\n" $$'
      _jf_u() {
      _jf_s=$({ { {
      printf '%s\\n' "$_jf_l" "$1" | (trap - TERM
      exec $_jf_g 'SHELL' -c 'eval "$(cat)"' >&3 2>&6 3>&- 4>&- 5>&- 6>&-)
      echo $? >&5
      } 6>&1 2>/dev/null | (trap - TERM; exec cat >&2 3>&- 4>&- 5>&-)
      } 3>&1 | (trap - TERM; exec cat >&4 3>&- 4>&- 5>&-)
      } 5>&1)
      printf '\\036@ x %s\\n' "${_jf_s:-137}"; printf '\\036@ x %s\\n' "${_jf_s:-137}" >&2
      [ "$_jf_s" = 0 ]
      }
      printf '\\036@ h 0\\n'; printf '\\036@ h 0\\n' >&2
      """;

  private Driver() {}

  /**
   * The first words to a shell: definitions, then a hello on both streams.
   *
   * @param child whether what the login started, sudo or su, may have started the shell in turn
   */
  static String start(String token, String shell, boolean child) {
    return START
        .replace("@", token)
        .replace("LEADER", child ? "$2" : "$$")
        .replace("SHELL", shell.replace("'", "'\\''"));
  }

  /** Carries out the units' programs up to the first that fails. */
  static String exchange(List<String> programs, boolean reap) {
    return programs.stream()
        .map(program -> "_jf_u " + quote(program))
        .collect(Collectors.joining(" && ", reap ? "wait\n(" : "(", ") </dev/null &\n"));
  }

  /** Sends a signal to a unit's process group; to its shell alone on a host without setsid. */
  static String signal(String signal, int group) {
    String kill = "kill -" + signal + " ";
    return kill + "-" + group + " 2>/dev/null || " + kill + group + " 2>/dev/null\n";
  }

  /**
   * Ends the {@code cat}s that a process outliving its unit keeps waiting; the shell and its
   * sequencers ignore the signal. Not where the login has no process group of its own, as a server
   * gives it that starts shells as its own children: others would be hit.
   */
  static String cut() {
    return "[ -z \"$_jf_o\" ] || kill -TERM 0\n";
  }

  /** The last words: ends what runs in a unit's process group, then everything else. */
  static String end(int group) {
    return group == 0 ? cut() + "exit\n" : endUnit(group) + cut() + "exit\n";
  }

  private static String endUnit(int group) {
    return signal("TERM", group) + "sleep 1\n" + signal("KILL", group);
  }

  /**
   * One word in single quotes, for whatever shell reads it, nested as often as need be: in fish a
   * backslash before a quote takes its meaning inside of quotes, too.
   */
  static String quote(String text) {
    return "'" + text.replace("'", "'\"'\"'") + "'";
  }
}
