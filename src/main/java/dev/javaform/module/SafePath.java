package dev.javaform.module;

/**
 * Shell functions that change what is at a path below which other users of the host may change
 * things at the same time. What such a user swaps is noticed and refused, or left alone; it is
 * never followed to where that user could not have gone.
 *
 * <ul>
 *   <li>A directory is held as the shell's current one, which is the directory itself, whatever
 *       becomes of its name (path_resolution(7)), and is compared with what getcwd(2) says: no link
 *       was followed on the way but those looked at.
 *   <li>A symbolic link is followed where root or the user who acts made it, or where what it leads
 *       to belongs to whoever made the link.
 *   <li>In a directory that others may write to, new things are made in a directory of our own with
 *       mode 0700, which only we can move elsewhere (rename(2): EACCES), and renamed from there;
 *       old ones are linked into it, so that they are looked at and changed under a name that
 *       nobody else can give to something else. One that has further names is refused, unless it
 *       belongs to the only one who can write to the directory.
 * </ul>
 *
 * <p>It takes no more than POSIX and stat(1), readlink(1), mktemp(1) as GNU and busybox have them.
 */
public final class SafePath {

  /**
   * The functions. All exit the (sub)shell where something is refused.
   *
   * <ul>
   *   <li>{@code reach PATH [follow]} goes to the directory of the path, whose last name is {@code
   *       $n} then; {@code $at} is the whole path, without links, {@code $shared} says whether
   *       others may write to the directory.
   *   <li>{@code private} makes a directory of our own and goes there; {@code ..} is where we were.
   *       Whatever is left in it goes when the shell ends.
   *   <li>{@code place FILE NAME} renames, never into a directory.
   *   <li>{@code held NAME…} calls {@code act} with names of what has these names where we are;
   *       {@code $links} says whether symbolic links are meant, else there must be none.
   *   <li>{@code lock DIRECTORY} lets no other javaform write until {@code unlock}.
   * </ul>
   */
  public static final String FUNCTIONS =
      """
      me=$(id -u) entered= links= work= id= LF='
      '
      refuse() { printf '%s: %s\\n' "$p" "$*" >&2; exit 1; }
      replaced() {
      refuse "somebody replaced $1 while it was being worked on; find out who may write there (ls -ld)"
      }
      go() {
      dir=$1
      [ -d "$1/" ] || refuse "the directory $1/ does not exist"
      cd -P "$1/" 2>/dev/null || refuse "the directory $1/ may not be entered"
      [ "$(env pwd -P; echo .)" = "${1:-/}$LF." ] || ours "$1" || replaced "a directory of $1"
      }
      ours() {
      o=$1; set --
      while [ "$o" ]; do set -- "$@" "$o"; o=${o%/*}; done
      stat -c '%u:%a:%F' / "$@" | while IFS=: read -r u o s; do
      case $u in 0|"$me") ;; *) exit 1;; esac
      case $o:$s in *[2367]:*|*[2367]?:*) exit 1;; *:directory) ;; *) exit 1;; esac
      done
      }
      reach() {
      p=$1 at= rest=$1/ owed= hops=0
      case $1 in /*) ;; *) at=$(env pwd -P); at=${at%/};; esac
      while [ "$rest" ]; do
      c=${rest%%/*} rest=${rest#*/}
      case $c in
      ''|.) ;;
      ..) at=${at%/*};;
      *) if [ -L "$at/$c" ] && [ "$rest$2" ]; then via; else at=$at/$c; fi;;
      esac
      while case $owed in "${#rest}:"*) ;; *) false;; esac; do settle; done
      done
      go "${at%/*}"; n=${at##*/}; n=${n:-.}
      survey
      }
      via() {
      hops=$((hops + 1)); [ $hops -le 40 ] || refuse 'too many levels of symbolic links'
      go "$at"
      s=$(stat -c '%u %h %d:%i' "./$c"); l=$(readlink "./$c"; echo .)
      [ -L "./$c" ] && [ "$s" = "$(stat -c '%u %h %d:%i' "./$c")" ] || replaced "$at/$c"
      case $s in
      "0 1 "*|"$me 1 "*) ;;
      "0 "*|"$me "*)
      survey; [ ! "$shared" ] ||
      refuse "the symbolic link $at/$c has several names, and others may write to its directory, so it is not followed; create it again";;
      *) owed="${#rest}:${s%% *} $owed" by=$(stat -c %U "./$c") from=$at/$c;;
      esac
      l=${l%?.}
      case $l in /*) at=;; esac
      rest=$l/$rest
      }
      settle() {
      u=${owed%% *} owed=${owed#* }; u=${u#*:}
      if [ "$rest" ]; then go "$at"; o=.
      else go "${at%/*}"; o=./${at##*/}; [ -e "$o" ] || [ -L "$o" ] || o=.
      fi
      [ "$(stat -c %u "$o")" = "$u" ] ||
      refuse "the symbolic link $from belongs to $by and leads to $at, which does not; it is not followed, because $by could make it lead anywhere; name the path itself in the task, or make the link root's own (chown -h root $from)"
      }
      survey() {
      set -- $(stat -c '%u %a %d:%i' .)
      shared=1 keeper=$1 here=$3
      case $2 in *[2367]|*[2367]?) keeper=; return;; esac
      case $1 in 0|"$me") shared=;; esac
      }
      private() {
      work=$(mktemp -d ./.javaform.XXXXXX 2>&1) || { why="no file can be made beside it: $work" work=; return 1; }
      trap leave EXIT; trap 'exit 143' HUP INT TERM
      inside
      for o in ./* ./.[!.]* ./..?*; do
      if [ -e "$o" ] || [ -L "$o" ]; then replaced "$dir/${work#./}"; fi
      done
      entered=1
      }
      inside() {
      cd -P "$work" 2>/dev/null || replaced "$dir/${work#./}"
      set -- $(stat -c '%u %a %d:%i' . ..) 0 0 0 0 0 0
      case $1:$2:$6 in "$me:"*"700:$here") id=$3;; *) replaced "$dir/${work#./}";; esac
      }
      leave() {
      if [ "$entered" ]; then rm -rf ./* ./.[!.]* ./..?* 2>/dev/null; cd -P ..; fi
      if [ "$work" ]; then rmdir "$work" 2>/dev/null || :; fi
      }
      place() {
      set -- "$1" "$2" "$(stat -c %d:%i "$1")"
      if [ -L "$2" ] && [ -d "$2" ]; then rm -f "$2"; fi
      if ! why=$(mv -fT "$1" "$2" 2>&1); then
      case $why in *'recognized option'*|*'nvalid option'*) ;; *) return 1;; esac
      if [ "$shared" ] || [ -d "$2" ]; then return 1; fi
      why=$(mv -f "$1" "$2" 2>&1) || return 1
      fi
      [ "$(stat -c %d:%i "$2")" = "$3" ] ||
      refuse 'somebody else replaced it as soon as it was there; run this again'
      }
      pin() {
      for o do shift; set -- "$@" "../$o"; done
      ln -- "$@" . || refuse 'it cannot be held (ln), so it is left alone where others may write to its directory'
      for o do
      o=./${o##*/}
      if [ -L "$o" ]; then [ "$links" ]; else [ ! "$links" ]; fi || replaced "$o"
      alone "$o" 2
      done
      }
      alone() {
      set -- "$2" $(stat $3 -c '%u %h' "$1")
      if [ "$3" -le "$1" ] || [ "$2" = "$keeper" ]; then return; fi
      refuse 'it has several names (hard links) and is left alone where others may write to its directory, because it could be any file; put a copy in its place'
      }
      held() {
      if [ ! "$shared" ]; then
      for o do shift; set -- "$@" "./$o"; done
      act "$@"; return
      fi
      for o do
      shift
      if [ -d "./$o" ] && [ ! -L "./$o" ]; then (go "${dir%/}/$o"; act .) || exit 1
      else set -- "$@" "$o"; fi
      done
      [ $# -gt 0 ] || return 0
      private || refuse "$why"
      pin "$@"
      for o do shift; set -- "$@" "./$o"; done
      act "$@"
      }
      lock() {
      command -v flock >/dev/null || return 0
      set -- "$1" 0
      if [ "$me" = 0 ] && (umask 077; : >>/run/javaform.lock) 2>/dev/null; then
      set -- /run/javaform.lock 0
      fi
      [ -r "$1" ] || return 0
      exec 9<"$1"
      until flock -n 9; do
      set -- "$1" $(($2 + 1))
      [ "$2" -le 300 ] || refuse "something has held a lock on $1 for long; find out what it is (fuser -v $1)"
      sleep 0.1 2>/dev/null || sleep 1
      done
      }
      unlock() { exec 9<&-; }
      """;

  private SafePath() {}

  /** The functions, then {@code text}, whose {@code {}} are filled like {@link Script#sh}'s. */
  public static Script.Sh script(String text, Object... arguments) {
    return Script.sh(FUNCTIONS).then(Script.sh(text, arguments));
  }
}
