package dev.javaform.hardware.live;

import java.util.List;

/**
 * A script for POSIX shells that prints everything by which a host decides what it can give to
 * guests. It only reads, starts no daemon, needs no tool but grep, sed and ls, and is done within a
 * second: files of one line are read by the shell itself, links by few calls of ls. What cannot be
 * read is left out.
 *
 * <p>{@link MachineText} reads what it prints.
 */
public final class MachineScript {

  /*
   * one: the first lines of files, by the shell's own read, so that thousands of files of /sys cost
   * no process (not for /proc/sys, which it would read byte by byte). few: whole files of few lines,
   * in the same way. all: whole files. there: that files exist. out: the output of a command; tool:
   * the same, stopped after a second where timeout(1) exists, and only on a host of its own, not
   * where a folder stands for one. Lines of files and outputs get a mark, so that nothing in them
   * can pass for a frame (plain takes out what no text has), and names with a line's end are passed over.
   */
  private static final String PRELUDE =
      """
      LC_ALL=C; export LC_ALL
      nl='
      '
      one() { for f; do [ -r "$f" ] || continue
        l=; { IFS= read -r l <"$f"; } 2>/dev/null
        [ -n "$l" ] && printf '%s=%s\\n' "$f" "$l"
      done; }
      few() { for f; do [ -f "$f" ] && [ -r "$f" ] || continue
        case $f in *"$nl"*) continue; esac
        printf '@%s\\n' "$f"
        { while IFS= read -r l || [ -n "$l" ]; do printf '|%s\\n' "$l"; done <"$f"; } 2>/dev/null
      done; }
      all() { for f; do [ -f "$f" ] && [ -r "$f" ] || continue
        case $f in *"$nl"*) continue; esac
        printf '@%s\\n' "$f"; sed 's/^/|/' "$f" 2>/dev/null; echo
      done; }
      there() { for f; do [ -e "$f" ] || continue
        case $f in *"$nl"*) continue; esac
        printf '@%s\\n' "$f"
      done; }
      out() { printf '@%s\\n' "$1"; shift; "$@" 2>/dev/null </dev/null | sed 's/^/|/'; echo; }
      plain() { tr -d '\\000' <"$1"; }
      within=; timeout 1 true 2>/dev/null && within='timeout 1'
      alone=; [ "$(pwd -P)" = / ] && alone=yes
      has() { command -v "$1" >/dev/null 2>&1; }
      tool() { [ "$alone" ] && has "$2" || return 0
        n=$1; shift; out "commands/$n" $within "$@"
      }
      """;

  private static final List<String> SECTIONS =
      List.of(
          PRELUDE,
          ProcessorSection.TEXT,
          PciSection.TEXT,
          OwnerSection.TEXT,
          BootSection.TEXT,
          VirtSection.TEXT,
          TuningSection.TEXT);

  private MachineScript() {}

  /**
   * The script.
   *
   * @param root the directory that stands for the host's {@code /}; {@code /} but for tests
   */
  public static String text(String root) {
    return "cd " + root + " || exit\n" + body() + "exit 0\n";
  }

  /** The script as a part of another one, whose current directory is the host's {@code /}. */
  public static String body() {
    return String.join("", SECTIONS);
  }
}
