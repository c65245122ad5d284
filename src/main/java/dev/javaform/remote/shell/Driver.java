package dev.javaform.remote.shell;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What is said to the shell on a host.
 *
 * <p>The shell reads commands from its standard input and never waits for anything, so that it can
 * be told to end what runs. Per exchange it starts a sequencer in the background, which carries out
 * jobs, one after the other, as long as they succeed. A job is a fresh shell in a session (and so a
 * process group) of its own that gets its scripts through a pipe, never as arguments; two {@code
 * cat}s carry its output on, so that a process which outlives its job cannot write into the answers
 * of the next one.
 *
 * <p>No job outlives whoever wants it. Beside each sequencer there is a warden that is told,
 * through a pipe, which process group runs, and ends it when it gets SIGUSR1. It gets that from the
 * shell when its standard input ends, as it does within moments of the end of the program at the
 * other side; and from a lookout that finds the shell gone, or has not seen a beat ({@link #BEAT})
 * for {@link #LEASE} turns of five seconds: a link may stall without an end. What a job leaves in
 * the background is not its warden's any more once the job is over.
 */
final class Driver {
  /** Tells the lookout that somebody is there; to be said every ten seconds. */
  static final String BEAT = "kill -USR2 $_jf_b 2>/dev/null\n";

  /** Turns of five seconds without a beat after which what runs is ended: less than a minute. */
  private static final int LEASE = 9;

  private static final String START =
      """
      if [ "$ZSH_VERSION" ]; then emulate sh; fi
      trap '' TERM USR1
      exec 4>&1
      PATH=${PATH:-/usr/bin:/bin}:/usr/local/sbin:/usr/sbin:/sbin; export PATH
      _jf_g=; if command -v setsid >/dev/null 2>&1; then _jf_g=setsid; fi
      _jf_o=; if [ "$_jf_g" ] && read -r _jf_p 2>/dev/null </proc/self/stat; then
      set -- ${_jf_p##*) }
      case $3 in $$|LEADER) _jf_o=own;; esac
      fi
      _jf_v() { [ -z "$_jf_o" ] || kill -USR1 0; }
      _jf_z() {
      if [ "$_jf_q" ] && read -r _jf_p 2>/dev/null </proc/$_jf_q/stat; then
      set -- ${_jf_p##*) }
      [ "$2" != $$ ] || kill -USR1 $_jf_q
      fi
      }
      _jf_k() {
      kill -TERM -$_jf_n || kill -TERM $_jf_n
      sleep 2
      kill -KILL -$_jf_n || kill -KILL $_jf_n
      }
      _jf_w() {
      _jf_n=; trap '[ -z "$_jf_n" ] || _jf_k; exit' USR1
      while read -r _jf_i; do _jf_n=$_jf_i; done
      }
      _jf_q=; trap _jf_z EXIT
      (trap '_jf_n=0' USR2; _jf_n=0; cd /
      while sleep 5 && kill -0 $$; do
      _jf_n=$((_jf_n + 1)); [ $_jf_n -lt TURNS ] || { _jf_n=0; _jf_v; }
      done
      kill -0 $$ || _jf_v) </dev/null >/dev/null 2>&1 4>&- &
      _jf_b=$!
      _jf_l='printf "%s\\n" $$ >&7 || exit 143; exec 7>&-
      _jf_e() { printf "\\036@ e %s\\n" "$1"; printf "\\036@ e %s\\n" "$1" >&2; }
      printf "\\036@ s %s\\n" $$'
      _jf_u() {
      _jf_s=$({ { {
      printf '%s\\n' "$_jf_l" "$1" | (trap - TERM USR1
      exec $_jf_g 'SHELL' -c 'eval "$(cat)"' >&3 2>&6 3>&- 4>&- 5>&- 6>&-)
      echo $? >&5
      } 6>&1 2>/dev/null | (trap - TERM; exec cat >&2 3>&- 4>&- 5>&- 7>&-)
      } 3>&1 | (trap - TERM; exec cat >&4 3>&- 4>&- 5>&- 7>&-)
      } 5>&1)
      printf '\\036@ x %s\\n' "${_jf_s:-137}"; printf '\\036@ x %s\\n' "${_jf_s:-137}" >&2
      echo >&7
      [ "$_jf_s" = 0 ]
      }
      printf '\\036@ h 0\\n'; printf '\\036@ h 0\\n' >&2
      """;

  private static final String REAP = "[ -z \"$_jf_q\" ] || wait $_jf_q\n";

  private static final String WARDEN =
      ") </dev/null 7>&1 >&4 | _jf_w >/dev/null 2>&1 4>&- &\n_jf_q=$!\n";

  private Driver() {}

  /**
   * The first words to a shell: definitions, then a hello on both streams.
   *
   * @param child whether what the login started, sudo or su, may have started the shell in turn
   */
  static String start(String token, String shell, boolean child) {
    return START
        .replace("@", token)
        .replace("TURNS", "" + LEASE)
        .replace("LEADER", child ? "$2" : "$$")
        .replace("SHELL", shell.replace("'", "'\\''"));
  }

  /** Carries out the jobs' programs up to the first that fails. */
  static String exchange(List<String> programs, boolean reap) {
    return programs.stream()
        .map(program -> "_jf_u " + quote(program))
        .collect(Collectors.joining(" && ", reap ? REAP + "(" : "(", WARDEN));
  }

  /** Sends a signal to a job's process group; to its shell alone on a host without setsid. */
  static String signal(String signal, int group) {
    String kill = "kill -" + signal + " ";
    return kill + "-" + group + " 2>/dev/null || " + kill + group + " 2>/dev/null\n";
  }

  /**
   * Ends the {@code cat}s that a process outliving its job keeps waiting; the shell and its
   * sequencers ignore the signal. Not where the login has no process group of its own, as a server
   * gives it that starts shells as its own children: others would be hit.
   */
  static String cut() {
    return "[ -z \"$_jf_o\" ] || kill -TERM 0\n";
  }

  /**
   * The last words: ends what runs in a job's process group, then everything else. The wardens have
   * nothing to do then: what an earlier job left in the background stays.
   */
  static String end(int group) {
    String job = group == 0 ? "" : endJob(group);
    return job + "_jf_q=; kill -KILL $_jf_b 2>/dev/null\n" + cut() + "exit\n";
  }

  private static String endJob(int group) {
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
