package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.HostPath;
import java.util.Map;

/**
 * What there is at a directory of the host that is to be copied, and at all places it is to be
 * copied to. The answer is the state of the destination; along with it are those of the source,
 * with its own entries by their relative names along, and of every place below the destination that
 * an entry would take. Where the source is no directory, it is the same as of one file.
 */
final class HostTreeProbe {

  /**
   * Defines {@code walk DIRECTORY}, which tells of all below it, and of the place of each. Names in
   * the source have two slashes where the source ends, so that they are told from the others. All
   * files of a directory are looked at by a few processes; odd names and what cannot be read by
   * some for each.
   */
  private static final String WALK =
      """
      LF='
      '
      inside() {
      t=$1
      until [ -d "$t/" ]; do case $t in */*) t=${t%/*};; *) t=.;; esac; done
      p=$(cd -P "$t/" && pwd -P) w=$(cd -P "$src/" && pwd -P)
      case ${p%/}/ in
      "${w%/}/") [ "$t" != "$1" ];;
      "${w%/}/"*) ;;
      *) false;;
      esac
      }
      unable() {
      case $1 in *//*) set -- "${1%%//*}/${1#*//}" "$2";; esac
      printf '%s\\0failed\\n%s\\0' "$1" "$2"
      }
      loops() {
      a=$1
      while [ "$a" != "$from" ]; do
      a=${a%/*}
      if [ "$1" -ef "$a" ]; then return; fi
      done
      false
      }
      twin() { same - "${to%/}/${1#"$from"/}"; }
      both() { look "$1"; twin "$1"; }
      batch() {
      if sums=$(sha256sum -- "$@" 2>/dev/null) && n=$(stat -L -c "$s" -- "$@" 2>/dev/null); then
      while read -r a <&6 && read -r l <&7 && IFS= read -r u <&7 && IFS= read -r g <&7; do
      printf '%s\\0node\\n%s\\n%s\\n%s\\ndigest\\n%s\\n' "$1" "$l" "$u" "$g" "${a%% *}"
      $more "$1"
      p=${to%/}/${1#"$from"/}
      shift; set -- "$@" "${a%% *}" "$p"
      done 6<<. 7<<:
      $sums
      .
      $n
      :
      same "$@"
      else for o do both "$o"; done
      fi
      }
      files() {
      set +f
      d=$1; set --
      for o in "$d"/* "$d"/.[!.]* "$d"/..?*; do
      if [ -L "$o" ] && { [ ! "$through" ] || [ ! -e "$o" ]; }; then both "$o"
      elif [ -f "$o" ]; then
      case $o in
      *"$LF"*|*\\\\*) both "$o";;
      *) set -- "$@" "$o"; if [ $# -ge 200 ]; then batch "$@"; set --; fi;;
      esac
      elif [ -e "$o" ] && [ ! -d "$o" ]; then both "$o"
      fi
      done
      [ $# -eq 0 ] || batch "$@"
      }
      walk() {
      if [ ! -r "$1/" ] || [ ! -x "$1/" ]; then unable "$1" 'the directory may not be read'; fi
      files "$1"
      set +f
      for o in "$1"/* "$1"/.[!.]* "$1"/..?*; do
      if [ ! -d "$o" ]; then :
      elif [ ! -L "$o" ]; then both "$o"; walk "$o"
      elif [ ! "$through" ]; then :
      elif loops "$o"; then unable "$o" 'the link leads to a directory that it is in'
      else both "$o"; walk "$o"
      fi
      done
      }
      """;

  private static final String TREE =
      """
      through=%s src=%s dst=%s
      case $src in /*|./*) ;; *) src=./$src;; esac
      case $dst in /*|./*) ;; *) dst=./$dst;; esac
      if [ -d "$src" ]; then
      from=${src%%/}/ to=%s
      if inside "$to"; then printf 'inside\\0'; else printf '\\0'; fi
      look "$src"; look "$dst"
      max=0; walk "$from"
      look "$to"
      else
      printf '\\0'; look "$src"
      %s
      fi
      """;

  private HostTreeProbe() {}

  /**
   * The question about either.
   *
   * @param through whether links in the source stand for what they lead to
   * @param single the question about the destination of a single file
   */
  static Probe<FileState> of(
      String source, String dest, boolean through, String single, Asked asked) {
    String to = source.endsWith("/") ? "$dst" : "${dst%/}/" + Script.Sh.quote(name(source));
    String question =
        FileProbe.SAME
            + WALK
            + FileProbe.EDITED
            + TREE.formatted(
                through ? "1" : "", HostPath.word(source), HostPath.word(dest), to, single);
    return FileProbe.probe(question, asked, HostTreeProbe::read);
  }

  /** The last name of a path, which a directory keeps. */
  static String name(String source) {
    String path = HostPath.safe(source);
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static FileState read(FileAnswer answer) {
    boolean inside = !answer.name().isEmpty();
    FileState source = answer.next();
    if (inside) {
      throw new ModuleFailure(
          "\"%s\" cannot be copied into itself; choose a \"dest\" that is not below it."
              .formatted(source.path()));
    }
    String top = (source.path().equals("/") ? "" : source.path()) + "//";
    ImmutableMap.Builder<String, FileState> entries = ImmutableMap.builder();
    ImmutableMap.Builder<String, FileState> places = ImmutableMap.builder();
    FileState last = answer.next();
    while (!answer.isDone()) {
      if (last.path().startsWith(top)) {
        String name = last.path().substring(top.length());
        entries.put(name, last.at(top.substring(0, top.length() - 1) + name));
      } else {
        places.put(last.path(), last);
      }
      last = answer.next();
    }
    FileState whole = source.along(entries.buildOrThrow());
    return last.along(along(whole, last, places.buildKeepingLast()));
  }

  /** The source first; no path is told twice. */
  private static ImmutableMap<String, FileState> along(
      FileState source, FileState dest, Map<String, FileState> places) {
    ImmutableSet<String> told = ImmutableSet.of(source.path(), dest.path());
    return ImmutableMap.<String, FileState>builder()
        .put(source.path(), source)
        .putAll(Maps.filterKeys(places, path -> !told.contains(path)))
        .buildOrThrow();
  }
}
