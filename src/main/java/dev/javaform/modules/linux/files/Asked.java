package dev.javaform.modules.linux.files;

/**
 * What a task asks about files beside what every task asks.
 *
 * @param context the SELinux context, and what the policy has for the path
 * @param attributes the letters of lsattr(1)
 * @param times when the file was changed and read
 * @param unread whether the file's content must not be read, which would set when it was read
 */
record Asked(boolean context, boolean attributes, boolean times, boolean unread) {

  static final Asked NOTHING = new Asked(false, false, false, false);

  private static final String DETAILS =
      """
      more=details
      told() { printf '%s ' "$1"; shift; "$@" 2>&1; printf '\\0'; }
      details() {
      r=$1; if [ -h "$1" ]; then r=$(readlink -f "$1") || r=$1; fi
      e=$r; d=${a:-/}
      if [ -e "$r" ]; then case $r in */*) d=${r%/*}; d=${d:-/};; *) d=.;; esac; else e=$d; fi
      """;

  /** Network and other file systems have one label for all of their files. */
  private static final String CONTEXT =
      """
      case $selinux$(stat -f -c %T "$e" 2>/dev/null) in
      1*nfs*|1*fuse*|1ramfs|1v9fs|1msdos|1vboxsf) labelled=;;
      1*) labelled=1; told policy matchpathcon -n "$r"
      if [ -e "$1" ]; then told context stat -L -c %C "$1"; fi
      if [ -h "$1" ]; then
      told link_policy matchpathcon -n "$1"; told link_context stat -c %C "$1"
      fi;;
      esac
      """;

  private static final String SELINUX =
      """
      selinux= labelled=
      if command -v selinuxenabled >/dev/null; then if selinuxenabled; then selinux=1; fi
      elif [ -e /sys/fs/selinux/enforce ]; then selinux=1; fi
      """;

  private static final String ATTRIBUTES =
      """
      command -v chattr >/dev/null || told chattr echo the command chattr is missing
      if [ -f "$r" ] || [ -d "$r" ]; then told attributes lsattr -d "$r"; fi
      told inherited lsattr -d "$d"
      """;

  private static final String TIMES =
      """
      if [ -e "$1" ]; then told times stat -L -c '%y|%x' "$1"; fi
      if [ -h "$1" ]; then told link_times stat -c '%y|%x' "$1"; fi
      """;

  /** One line each, in the order of a listing by the same {@code find}. */
  private static final String CONTEXTS_BELOW =
      """
      if [ -n "$labelled" ]; then
      told contexts all stat -c %C
      told policies all matchpathcon -n
      fi
      """;

  private static final String ATTRIBUTES_BELOW =
      """
      told attributes find "$p"/ ! -path "$p"/ \\( -type f -o -type d \\) -exec lsattr -d {} +
      """;

  private static final String TIMES_BELOW = "told times all stat -c '%y|%x'\n";

  boolean isNothing() {
    return equals(NOTHING);
  }

  /** What a script defines before it looks, so that {@link DetailsAnswer} can read the answer. */
  String definitions() {
    return isNothing()
        ? ""
        : (context ? SELINUX : "")
            + DETAILS
            + (context ? CONTEXT : "")
            + (attributes ? ATTRIBUTES : "")
            + (times ? TIMES : "")
            + "printf '\\0'\n}\n"
            + (unread ? "content() { echo unread; }\n" : "");
  }

  /** The same for all below the directory {@code $p}, for {@link BelowDetails}. */
  String below() {
    return isNothing()
        ? ""
        : "printf '\\0'\nall() { find \"$p\"/ ! -path \"$p\"/ -exec \"$@\" {} +; }\n"
            + (context ? CONTEXTS_BELOW : "")
            + (attributes ? ATTRIBUTES_BELOW : "")
            + (times ? TIMES_BELOW : "")
            + "printf '\\0'\n";
  }
}
