package dev.javaform.modules.linux.files;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.MultimapBuilder;
import dev.javaform.module.SafePath;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.files.FileState.Link;
import dev.javaform.modules.linux.files.FileState.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Files and links that are put in place from elsewhere on the host, many by one step. */
final class HostTreeCopies {

  /** How many calls one step makes, and how many new files one call copies. */
  private static final int CHUNK = 50;

  /** Large files take their time. */
  private static final Duration PATIENCE = Duration.ofHours(1);

  /** Names that sha256sum(1) does not tell as they are. */
  private static final CharMatcher ODD = CharMatcher.anyOf("\\\n");

  /** New files that are copied from one directory to another with the same attributes. */
  private record Batch(String from, String to, String mode, String owner) {}

  private final ListMultimap<Batch, String> batches =
      MultimapBuilder.linkedHashKeys().arrayListValues().build();

  /**
   * Defines {@code copy SOURCE SHA256 PATH SEEN MODE OWNER} and {@code link TARGET PATH SEEN}. What
   * was read must have come from where only its owner, root or we lead to, and be what was seen; so
   * must be what is replaced: {@code absent}, {@code link/TARGET} or a digest.
   *
   * <p>{@code many DIRECTORY DIRECTORY MODE OWNER SHA256 NAME …} copies new files all at once where
   * nobody else may write to either directory; else, and where anything is odd, one after the
   * other.
   */
  private static final String FUNCTIONS =
      """
      copy() {
      (reach "$1" follow; act() { [ -f "$1" ] && cat "$1"; }; held "$n") | (arrive "$@") || exit 1
      }
      arrive() {
      reach "$3" follow
      private || refuse "$why"
      (umask 077; cat >./new) || refuse 'could not be written; nothing was changed'
      is "$2" ./new || refuse "is left as it is, because $1 is not what it was when it was looked at"
      chown "$6" ./new || refuse "cannot be given to $6"
      chmod "0$5" ./new || exit 1
      if [ -e /sys/fs/selinux/enforce ]; then label "$4"; fi
      sync ./new 2>/dev/null || :
      finish "$4"
      }
      label() {
      if [ "$1" != absent ]; then chcon --reference="../$n" ./new || exit 1; return; fi
      s=$(matchpathcon -n "$at" 2>/dev/null)
      case $s in *:*:*) chcon "$s" ./new || exit 1;; esac
      }
      finish() {
      lock ..
      still "$1" || refuse 'has changed since it was looked at; run this again'
      place ./new "../$n" || refuse "$why"
      unlock
      }
      is() {
      o=$(sha256sum <"$2" || openssl dgst -sha256 -r <"$2") 2>/dev/null
      [ "${o%% *}" = "$1" ]
      }
      still() {
      case $1 in
      absent) [ ! -e "../$n" ] && [ ! -L "../$n" ];;
      link/*) [ -L "../$n" ] && [ "link/$(readlink "../$n")" = "$1" ];;
      *)
      o=../$n
      if [ "$shared" ] && ln -- "$o" ./old 2>/dev/null; then o=./old; alone "$o" 2; fi
      [ ! -L "$o" ] && [ -f "$o" ] && is "$1" "$o";;
      esac
      }
      many() {
      (quick "$@") 2>/dev/null && return
      from=$1 to=$2 as=$3 by=$4; shift 4
      while [ $# -gt 0 ]; do
      (copy "$from/$2" "$1" "$to/$2" absent "$as" "$by") || exit
      shift 2
      done
      }
      quick() {
      [ ! -e /sys/fs/selinux/enforce ] && [ -d /proc/self/fd ] || exit 1
      case $1:$2 in /*:/*) ;; *) exit 1;; esac
      reach "$1/x"; [ ! "$shared" ] || exit 1
      exec 8<.
      reach "$2/x"; [ ! "$shared" ] || exit 1
      as=$3 by=$4 i=$# want=; shift 4
      while [ $i -gt 4 ]; do
      o=/proc/self/fd/8/$2
      [ -f "$o" ] && [ ! -L "$o" ] || exit 1
      want="$want${want:+$LF}$1  ./$2"
      set -- "$@" "$o"; shift 2; i=$((i - 2))
      done
      private || exit 1
      cp -P -- "$@" . || exit 1
      for o do shift; set -- "$@" "./${o##*/}"; done
      [ "$(sha256sum -- "$@")" = "$want" ] || exit 1
      chown "$by" "$@" && chmod "0$as" "$@" || exit 1
      sync "$@" 2>/dev/null || :
      lock ..
      for o do [ ! -e "../$o" ] && [ ! -L "../$o" ] || exit 1; done
      mv -- "$@" .. || exit 1
      unlock
      }
      link() (
      reach "$2"
      private || refuse "$why"
      ln -s -- "$1" ./new || exit 1
      finish "$3"
      )
      """;

  private final List<String> paths = new ArrayList<>();
  private final List<Script.Sh> calls = new ArrayList<>();

  /** A file is put at a place, through a link that is there. */
  void file(FileState source, FileState now, Node after) {
    String digest = after.data().flatMap(FileState.Data::digest).orElseThrow().sha256();
    String owner = after.owner() + ":" + after.group();
    if (!now.exists() && ODD.matchesNoneOf(now.path())) {
      String from = FileCopy.parent(source.path());
      Batch batch = new Batch(from, FileCopy.parent(now.path()), after.mode(), owner);
      batches.put(batch, digest);
      batches.put(batch, now.path().substring(now.path().lastIndexOf('/') + 1));
      return;
    }
    add(
        now.path(),
        Script.sh(
            "copy {} {} {} {} {} {} || exit",
            source.path(),
            digest,
            now.path(),
            now.exists() ? now.digest().sha256() : "absent",
            after.mode(),
            owner));
  }

  /** Digests and names take turns. */
  private void flush() {
    batches
        .asMap()
        .forEach(
            (batch, files) ->
                Iterables.partition(files, 2 * CHUNK).forEach(some -> add(batch, some)));
  }

  private void add(Batch batch, List<String> files) {
    add(
        batch.to() + "/" + files.get(1),
        Script.sh(
            "many {} {} {} {} {} || exit",
            batch.from(),
            batch.to(),
            batch.mode(),
            batch.owner(),
            files));
  }

  /** A link is put at a place, instead of a link or file that is there. */
  void link(String target, FileState now) {
    String there = now.exists() ? now.digest().sha256() : "absent";
    String seen = now.link().map(Link::target).map(each -> "link/" + each).orElse(there);
    add(now.path(), Script.sh("link {} {} {} || exit", target, now.path(), seen));
  }

  private void add(String path, Script.Sh call) {
    paths.add(path);
    calls.add(call);
  }

  /** All that was said; to be called once. */
  ImmutableList<Step> steps() {
    flush();
    ImmutableList.Builder<Step> steps = ImmutableList.builder();
    for (int start = 0; start < calls.size(); start += CHUNK) {
      int end = Math.min(start + CHUNK, calls.size());
      steps.add(step(paths.subList(start, end), calls.subList(start, end)));
    }
    return steps.build();
  }

  private static Step step(List<String> paths, List<Script.Sh> calls) {
    Script.Sh script = SafePath.script(FUNCTIONS);
    for (Script.Sh call : calls) {
      script = script.then(call);
    }
    String some = String.join(", ", Iterables.limit(paths, 3));
    return new Step.Run("copy " + some, script.within(PATIENCE));
  }
}
