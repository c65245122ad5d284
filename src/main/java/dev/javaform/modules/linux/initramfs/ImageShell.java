package dev.javaform.modules.linux.initramfs;

import dev.javaform.modules.linux.boot.AsideEntry;

/**
 * What scripts that make an image have in common. They know {@code kernel}, {@code image}, a folder
 * {@code work} of their own, and {@code refuse WHY}, which ends them.
 */
final class ImageShell {

  /** Two images must fit beside each other. */
  private static final String ROOM =
      """
      size=$(stat -c %s "$image" 2>/dev/null || echo 67108864)
      free=$(df -Pk "${image%/*}" | awk 'NR == 2 { print $4 }')
      [ "$((free * 1024))" -ge "$((2 * size))" ] ||
        refuse "${image%/*} has $free KiB free, but two images of $((size / 1024)) KiB must fit. Remove old kernels and run again."
      names() { sed -n 's,.*/\\([^/]*\\)\\.ko[.a-z0-9]*$,\\1,p' | sed 's,-,_,g' | sort -u; }
      """;

  /**
   * The image as it was before the first of ours stays beside it for good; that of a kernel that
   * was removed goes. The boot menu leads to it.
   */
  private static final String ASIDE =
      """
      for old in "${image%/*}"/*.javaform-old; do
        [ -e "${old%.javaform-old}" ] || rm -f -- "$old"
      done
      if [ -s "$image" ] && [ ! -e "$image.javaform-old" ]; then
        ln "$image" "$image.javaform-old" 2>/dev/null || cp -p "$image" "$image.javaform-old" ||
          refuse "The old image for kernel $kernel could not be kept aside. It was left as it is."
      fi
      """
          + AsideEntry.SCRIPT;

  /** Writes every driver between the root file system and its hardware to {@code $work/root}. */
  private static final String ROOT =
      """
      device=$(readlink -f "/sys/dev/block/$(findmnt -no MAJ:MIN / 2>/dev/null | tr -d ' ')" 2>/dev/null)
      queue="$device $(for s in "$device"/slaves/*; do readlink -f "$s"; done 2>/dev/null)"
      for path in $queue; do
        while case $path in /sys/*) ;; *) false ;; esac; do
          [ -e "$path/driver/module" ] && basename "$(readlink -f "$path/driver/module")"
          path=${path%/*}
        done
      done | sed 's,-,_,g' | sort -u > "$work/root"
      findmnt -no FSTYPE / | sed 's,-,_,g' >> "$work/root"
      """;

  /**
   * A part of a probe: says {@code |$kernel} where that kernel runs, and its image was made after
   * it was booted (proc_stat(5), btime).
   */
  static final String WAITING =
      """
      [ "$kernel" = "$(uname -r)" ] && [ "$(stat -c %Y "$image" 2>/dev/null || echo 0)" -gt "$(sed -n 's/^btime //p' /proc/stat)" ] &&
        { title waiting; printf '|%s\\n' "$kernel"; }
      """;

  /**
   * A part of a probe: which of {@code $drivers} a kernel has as modules, and which built in. It
   * knows {@code modules}, the folder of the kernel's modules.
   */
  private static final String OFFERED =
      """
      title "builtin $kernel"; sed 's,.*/,,; s,\\.ko.*,,; s,-,_,g; s,^,|,' "$modules/modules.builtin" 2>/dev/null | grep -xF "$(printf '|%s\\n' $drivers)"
      title "drivers $kernel"; sed 's,:.*,,; s,.*/,,; s,\\.ko.*,,; s,-,_,g; s,^,|,' "$modules/modules.dep" 2>/dev/null | grep -xF "$(printf '|%s\\n' $drivers)"
      """;

  private ImageShell() {}

  /** A script with these parts in the place of the lines that name them. */
  static String complete(String script) {
    return script
        .replace("ROOM\n", ROOM)
        .replace("ASIDE\n", ASIDE)
        .replace("ROOT\n", ROOT)
        .replace("WAITING\n", WAITING)
        .replace("OFFERED\n", OFFERED);
  }
}
