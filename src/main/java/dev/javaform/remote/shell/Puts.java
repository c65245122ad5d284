package dev.javaform.remote.shell;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.Multimaps;
import dev.javaform.module.Attributes;
import dev.javaform.module.Content;
import dev.javaform.module.Digest;
import dev.javaform.module.SafePath;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * Many small {@link Step.Put}s at once, which costs the host some processes for each directory
 * instead of thirty for each file. They travel as one tar archive, are unpacked in directories of
 * our own beside their targets, get their attributes, and are renamed, as {@link Put} does it with
 * one. Only for directories that nobody else can write to: elsewhere, and where something unusual
 * is there already or tar(1) is missing, the host declines before it changes anything, and {@link
 * Put} does it file by file.
 */
final class Puts {

  /** What the host prints where it declines. */
  static final String DECLINED = "declined";

  /** From so many on, what travels apart is faster than what travels along. */
  private static final int FEW = 20;

  private static final int MOST = 1_000;
  private static final long LARGEST = 4 << 20;

  /** Unpacks the archives of the directories, unless it declines. */
  private static final String UNPACK =
      """
      decline() { printf declined; exit 0; }
      plain() {
      d=$1; shift
      (reach "$d/x"
      [ ! "$shared" ] || exit 1
      for o do
      if [ -L "./$o" ] || { [ -e "./$o" ] && [ ! -f "./$o" ]; }; then exit 1; fi
      done) 2>/dev/null || decline
      }
      beside && command -v tar >/dev/null || decline
      """;

  private static final String FUNCTIONS =
      """
      begin() {
      exec 3<"./$1"; rm -f "./$1"
      p=$2 entered= work= id=
      reach "$2/x"
      p=$2
      private || refuse "$why"
      tar -xomf - <&3 || refuse 'could not be written; nothing was changed'
      exec 3<&-
      lock ..
      }
      fresh() {
      own=$1 grp=$2 mode=${3:-$(printf '%o' $((0666 & ~0$m)))}; shift 3
      for o do
      if [ -e "../$o" ] || [ -L "../$o" ]; then
      p=$dir/$o; refuse 'has appeared since it was looked at; run this again'
      fi
      shift; set -- "$@" "./$o"
      done
      [ -z "$own" ] || chown "$own" "$@" || refuse "cannot give it to $own"
      [ -z "$grp" ] || chgrp "$grp" "$@" || refuse "cannot give it to group $grp"
      chmod "$mode" "$@" || exit 1
      }
      over() {
      p=$dir/$5
      [ -f "../$5" ] || refuse 'has disappeared since it was looked at; run this again'
      set -- "$@" $(stat -c '%u %g %a' "../$5")
      own=${1:-$6} grp=${2:-$7} mode=${3:-$8}
      s=$(sum <"../$5") || exit 1
      [ "${s%% *}" = "$4" ] || refuse 'has changed since it was looked at; run this again'
      give "./$5"
      [ ! -e /sys/fs/selinux/enforce ] || chcon --reference="../$5" "./$5" || exit 1
      }
      finish() {
      for o do shift; set -- "$@" "./$o"; done
      sync -f . 2>/dev/null || :
      why=$(mv -f "$@" .. 2>&1) || refuse "$why"
      }
      labels() {
      if [ -e /sys/fs/selinux/enforce ] && command -v restorecon >/dev/null; then
      for o do shift; set -- "$@" "../$o"; done
      restorecon "$@"
      fi
      }
      """;

  private final ImmutableListMultimap<String, Step.Put> folders;
  private final Step.Put carrier;

  private Puts(ImmutableListMultimap<String, Step.Put> folders, Step.Put carrier) {
    this.folders = folders;
    this.carrier = carrier;
  }

  /** How many of the steps from {@code from} on can be done at once; 0 where it is not worth it. */
  static int together(List<Step.OnHost> steps, int from) {
    int end = from;
    long size = 0;
    while (end < steps.size() && end - from < MOST && fits(steps.get(end)) && size < LARGEST) {
      size += ((Step.Put) steps.get(end)).content().size();
      end++;
    }
    return end - from < FEW ? 0 : end - from;
  }

  private static boolean fits(Step.OnHost step) {
    return step instanceof Step.Put put
        && put.path().startsWith("/")
        && put.path().indexOf('\n') < 0
        && put.validate().isEmpty()
        && !put.unsafe()
        && put.content().size() <= Put.SMALL;
  }

  /** These steps, of which each is for another path. */
  static Puts of(List<Step.Put> steps) throws IOException {
    ImmutableListMultimap<String, Step.Put> folders =
        Multimaps.index(steps, put -> folder(put.path()));
    return new Puts(
        folders,
        new Step.Put(
            "write " + steps.size() + " files",
            common(folders.keySet()) + "/.javaform.tar",
            Content.of(archive(folders)),
            Attributes.KEEP,
            Digest.ABSENT,
            Optional.empty()));
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/'));
  }

  private static String name(Step.Put put) {
    return put.path().substring(put.path().lastIndexOf('/') + 1);
  }

  /** The directory that all are in or below, without a slash at its end. */
  private static String common(Collection<String> folders) {
    String common = folders.iterator().next();
    for (String folder : folders) {
      while (!(folder + "/").startsWith(common + "/")) {
        common = folder(common);
      }
    }
    return common;
  }

  /** What brings all of it to the host; {@link Put#staging} leaves it in a directory of ours. */
  Step.Put carrier() {
    return carrier;
  }

  /**
   * Puts the files in place.
   *
   * @param printed what {@link Put#staging} said of the {@link #carrier}
   */
  Script.Sh script(String printed) {
    StringBuilder text = new StringBuilder(SafePath.FUNCTIONS).append(Put.GIVE);
    text.append(Put.target(carrier)).append('\n').append(Put.resumed(printed)).append(UNPACK);
    folders.asMap().forEach((folder, puts) -> text.append(call("plain", folder, names(puts))));
    text.append("tar -xomf ./new 2>/dev/null || decline\nrm -f ./new\n").append(FUNCTIONS);
    int number = 0;
    for (String folder : folders.keySet()) {
      text.append('(').append(call("begin", "" + number++, List.of(folder)));
      text.append(filling(folders.get(folder))).append(") || exit\n");
    }
    return new Script.Sh(text.toString(), carrier.purpose(), Optional.empty(), Optional.empty());
  }

  private static String filling(ImmutableList<Step.Put> puts) {
    StringBuilder text = new StringBuilder();
    ImmutableList<Step.Put> fresh =
        puts.stream().filter(Puts::isFresh).collect(ImmutableList.toImmutableList());
    Multimaps.index(fresh, Step.Put::attributes)
        .asMap()
        .forEach((wanted, some) -> text.append("fresh " + words(wanted) + quoted(names(some))));
    puts.stream()
        .filter(put -> !isFresh(put))
        .forEach(
            put ->
                text.append(
                    "over "
                        + words(put.attributes())
                        + quoted(List.of(put.replaces().sha256(), name(put)))));
    text.append("finish" + quoted(names(puts)));
    return fresh.isEmpty() ? text.toString() : text + "labels" + quoted(names(fresh));
  }

  private static boolean isFresh(Step.Put put) {
    return put.replaces().equals(Digest.ABSENT);
  }

  private static String words(Attributes wanted) {
    return Script.Sh.quote(wanted.owner().orElse(""))
        + " "
        + Script.Sh.quote(wanted.group().orElse(""))
        + " "
        + Script.Sh.quote(wanted.mode().orElse(""));
  }

  private static List<String> names(Collection<Step.Put> puts) {
    return puts.stream().map(Puts::name).toList();
  }

  private static String call(String function, String first, List<String> more) {
    return function + " " + Script.Sh.quote(first) + quoted(more);
  }

  private static String quoted(List<String> words) {
    StringBuilder line = new StringBuilder();
    words.forEach(word -> line.append(' ').append(Script.Sh.quote(word)));
    return line.append('\n').toString();
  }

  /** An archive of one archive for each directory, named by numbers. */
  private static byte[] archive(ImmutableListMultimap<String, Step.Put> folders)
      throws IOException {
    List<byte[]> inner = new ArrayList<>();
    for (Collection<Step.Put> puts : folders.asMap().values()) {
      inner.add(packed(puts));
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = tar(bytes)) {
      for (int i = 0; i < inner.size(); i++) {
        add(tar, "" + i, inner.get(i));
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] packed(Collection<Step.Put> puts) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = tar(bytes)) {
      for (Step.Put put : puts) {
        add(tar, name(put), put.content().bytes().read());
      }
    }
    return bytes.toByteArray();
  }

  private static TarArchiveOutputStream tar(ByteArrayOutputStream bytes) {
    TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes, StandardCharsets.UTF_8.name());
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    return tar;
  }

  private static void add(TarArchiveOutputStream tar, String name, byte[] content)
      throws IOException {
    TarArchiveEntry entry = new TarArchiveEntry(name);
    entry.setMode(0600);
    entry.setSize(content.length);
    tar.putArchiveEntry(entry);
    tar.write(content);
    tar.closeArchiveEntry();
  }
}
