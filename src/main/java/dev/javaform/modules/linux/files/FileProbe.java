package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.HostPath;
import dev.javaform.modules.linux.files.FileState.Data;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The script behind {@link FileState#probe}. It works with GNU coreutils and busybox; numbers come
 * in lines, names end in NUL, contents are preceded by their size, so that no name and no content
 * can be mistaken for anything else.
 */
public final class FileProbe {

  /**
   * Defines the shell function {@code look PATH}, of which {@link FileAnswer} reads the output, and
   * {@code ahead PATH …}, after which it starts fewer processes: one {@code stat} tells of all
   * files, and the shell itself reads what is short and plain text.
   */
  static final String FUNCTIONS =
      """
      export LC_ALL=C
      s='%f %u %g %s
      %U
      %G'
      look() {
      case $1 in /*|./*) ;; *) set -- "./$1";; esac
      printf '%s\\0' "$1"
      if [ -h "$1" ]; then
      echo link; stat -c "$s" "$1"; readlink "$1"; printf '\\0'; readlink -f "$1"; printf '\\0'
      fi
      if known "$1" || n=$(stat -L -c "$s" "$1" 2>&1); then
      printf 'node\\n%s\\n' "$n"
      case $n in 8*) content "$1" "$n";; esac
      else case $n in
      *'No such file'*|*'Not a directory'*|*'Too many '*) above "$1";;
      *) printf 'failed\\n%s\\0' "$n";;
      esac; fi
      $more "$1"
      }
      ahead() {
      looked="
      $(stat -L -c "%n|$s|" -- "$@" 2>/dev/null)"
      }
      known() {
      n=${looked#*"
      $1|"}
      [ "$n" != "$looked" ] && n=${n%%"|"*}
      }
      above() {
      a=${1%/*}; w=bare
      until n=$(stat -L -c "$s" "${a:-/}" 2>/dev/null); do
      w=nowhere; case $a in */*) a=${a%/*};; *) a=;; esac
      done
      printf '%s\\n%s\\0%s\\n' $w "${a:-/}" "$n"
      }
      content() {
      set -f; set -- "$1" $2
      if ! [ -r "$1" ]; then echo unreadable
      elif [ "$5" -gt $max ]; then echo digest
      (sha256sum <"$1" || shasum -a 256 <"$1" || openssl dgst -sha256 -r <"$1") 2>/dev/null
      else echo bytes; [ "$5" -lt 1024 ] && short "$1" "$5" || head -c "$5" "$1"
      fi
      }
      short() {
      t=
      while IFS= read -r l; do t="$t$l
      "; done <"$1"
      t=$t$l
      case $t in *[![:print:][:space:]]*) return 1;; esac
      [ ${#t} = "$2" ] && printf %s "$t"
      }
      max=262144 more=: looked=
      """;

  private static final String WHO =
      """
      umask
      id
      """;

  /** Who asks does not change between two questions. */
  private static final String ASKED_ONCE = "me=$(id)\n";

  private static final String WHO_AS_ASKED =
      """
      set +f
      umask
      printf '%s\\n' "$me"
      """;

  /**
   * Defines {@code same SHA256 PATH …}, which looks at many paths, where most are expected to be
   * regular files with that content or missing, by two processes for all of them and one for each
   * directory. The content is told only of those that have another, and only some megabytes of it.
   */
  static final String SAME =
      """
      same() {
      i=$# hopes=
      while [ $i -gt 0 ]; do
      d=$1 p=$2; shift 2; i=$((i - 2))
      case $p in /*|./*) ;; *) p=./$p;; esac
      if [ -f "$p" ] && [ ! -h "$p" ] && [ -r "$p" ]; then
      set -- "$@" "$p"; hopes="$hopes$d
      "
      elif [ -e "$p" ] || [ -h "$p" ]; then look "$p"
      else missing "$p"
      fi
      done
      [ $# -gt 0 ] || return 0
      if sums=$(sha256sum -- "$@" 2>/dev/null) && n=$(stat -c "$s" -- "$@" 2>/dev/null); then
      while read -r d <&5 && read -r a <&6 && read -r l <&7 && IFS= read -r u <&7 && IFS= read -r g <&7; do
      a=${a#\\\\}
      printf '%s\\0node\\n%s\\n%s\\n%s\\n' "$1" "$l" "$u" "$g"
      if [ "${a%% *}" = "$d" ]; then printf 'digest\\n%s\\n' "$d"
      else left=$((left - ${l##* })); [ $left -gt 0 ] || max=0; content "$1" "$l"
      fi
      $more "$1"
      shift
      done 5<<. 6<<, 7<<:
      $hopes
      .
      $sums
      ,
      $n
      :
      else for p do look "$p"; done
      fi
      }
      missing() {
      if [ "$gap" != "${1%/*}" ]; then
      gap=${1%/*} top=$gap/ word=bare
      until [ -e "$top" ]; do word=nowhere top=${top%/}; top=${top%/*}/; done
      top=${top%/}; above=$(stat -L -c "$s" "${top:-/}" 2>&1)
      fi
      if [ -d "$top/" ] && [ -x "$top/" ]; then
      printf '%s\\0%s\\n%s\\0%s\\n' "$1" $word "${top:-/}" "$above"
      $more "$1"
      else look "$1"
      fi
      }
      left=4000000 gap=-
      """;

  /** Set before looking, it asks for the content of all files that can be edited. */
  static final String EDITED = "max=" + Data.EDITED + "\n";

  private FileProbe() {}

  static Probe<FileState> of(String path, Asked asked) {
    return asking("", subjects(path), "look " + HostPath.word(path), asked, FileAnswer::next);
  }

  /** The same with the content of larger files, so that they can be edited. */
  public static Probe<FileState> ofEdited(String path, Asked asked) {
    return asking(EDITED, subjects(path), "look " + HostPath.word(path), asked, FileAnswer::next);
  }

  /** What there is at {@code path}, or at {@code path/name} where the path leads to a directory. */
  static Probe<FileState> into(String path, String name, Asked asked) {
    String below = (path.endsWith("/") ? path : path + "/") + name;
    return asking(
        "",
        subjects(path, below),
        question(HostPath.word(path), Script.Sh.quote(name)),
        asked,
        FileAnswer::next);
  }

  /** The same as a piece of a script, of words that are quoted already. */
  static String question(String path, String name) {
    return "d=%s; if [ -d \"$d\" ]; then look \"${d%%/}\"/%s; else look \"$d\"; fi"
        .formatted(path, name);
  }

  /**
   * What there is at a path, and along with it at others; the last is the one asked about.
   *
   * @param paths those that are known here
   */
  static Probe<FileState> along(String question, Asked asked, String... paths) {
    return asking("", subjects(paths), question, asked, FileProbe::readAll);
  }

  /** The same for a question that changes what the words mean. */
  static Probe<FileState> apart(String question, Asked asked) {
    return probe(question, asked, FileProbe::readAll);
  }

  private static FileState readAll(FileAnswer answer) {
    ImmutableMap.Builder<String, FileState> others = ImmutableMap.builder();
    FileState last = answer.next();
    while (!answer.isDone()) {
      others.put(last.path(), last);
      last = answer.next();
    }
    return last.along(others.buildKeepingLast());
  }

  /** Questions that may be asked one after the other in one shell. */
  private static Probe<FileState> asking(
      String settings,
      ImmutableList<String> subjects,
      String question,
      Asked asked,
      Function<FileAnswer, FileState> reader) {
    return probe(
        Script.Sh.sharing(
            FUNCTIONS + settings + asked.definitions() + ASKED_ONCE,
            subjects,
            WHO_AS_ASKED + question),
        asked,
        reader);
  }

  /** The paths that can be told from what stands around them in a list. */
  private static ImmutableList<String> subjects(String... paths) {
    return Stream.of(paths)
        .filter(path -> path.indexOf('|') < 0 && path.indexOf('\n') < 0)
        .map(HostPath::word)
        .collect(ImmutableList.toImmutableList());
  }

  /** A question in the words that {@link #FUNCTIONS} define, and what reads its answer. */
  static Probe<FileState> probe(
      String question, Asked asked, Function<FileAnswer, FileState> reader) {
    return probe(Script.sh(FUNCTIONS + WHO + asked.definitions() + question), asked, reader);
  }

  private static Probe<FileState> probe(
      Script.Sh script, Asked asked, Function<FileAnswer, FileState> reader) {
    return Probe.of(
        script,
        FileState.class,
        output -> {
          whole(output);
          return reader.apply(new FileAnswer(output, asked));
        });
  }

  private static void whole(Output output) {
    if (output.isTruncated()) {
      throw new ModuleFailure("The answer about the file was too long and has been cut off.");
    }
  }
}
