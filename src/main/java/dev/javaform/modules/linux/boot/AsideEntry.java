package dev.javaform.modules.linux.boot;

/**
 * The menu entry that starts an initial RAM disk which was set aside: a copy of the entry of the
 * image in use, its arguments as they were then. It is the last of the menu, so that nothing starts
 * it unless somebody chooses it, and nothing of ours changes it afterwards.
 *
 * @see <a href="https://uapi-group.org/specifications/specs/boot_loader_specification/">UAPI.1</a>
 * @see <a href="https://www.gnu.org/software/grub/manual/grub/grub.html">GRUB's manual</a>, 6.3 on
 *     custom.cfg
 */
public final class AsideEntry {

  /**
   * How the names of such entries begin. Neither a machine id nor a distribution sorts below it:
   * one capital letter, which loaders compare as it is or as a small one, and a separator.
   */
  static final String OURS = "A-javaform-";

  /** How the names of those that start an image which was set aside begin. */
  static final String PREFIX = OURS + "old-";

  /**
   * A part of a script that knows {@code kernel}, {@code image}, a folder {@code work} of its own
   * and {@code refuse WHY}: writes the entry of {@code $image.javaform-old}, where the loader has
   * one for {@code $image}, and takes away those of images that are gone.
   */
  public static final String SCRIPT =
      """
      aside='function aside(  i, at, hit) {
        for (i = 2; i <= NF; i++) {
          at = length($i) - length(path) + 1
          if (at > 0 && substr($i, at) == path) { $i = $i ".javaform-old"; hit = 1 }
        }
        return hit
      }'
      place() { # MODEL FILE: puts $work/made there, with the rights of the model
        { cp -p "$1" "$2.javaform-new" && cat "$work/made" > "$2.javaform-new" && mv -f "$2.javaform-new" "$2"; } ||
          { rm -f "$2.javaform-new"; refuse "The boot menu entry for $image.javaform-old could not be written to $2."; }
        ! command -v restorecon >/dev/null 2>&1 || restorecon "$2"
      }
      entry_file() { # FOLDER of boot loader entries
        for made in "$1"/PREFIX*.conf; do
          [ ! -e "$made" ] || [ -e "$(sed -n 's/^# Starts //p' "$made")" ] || rm -f -- "$made"
        done
        [ ! -e "$1/PREFIX$kernel.conf" ] || return 0
        for model in "$1"/*.conf; do
          awk -v path="$path" "$aside"'
            $1 == "initrd" && aside() { hit = 1 }
            $1 == "title" { $0 = $0 ", initial RAM disk from before javaform" }
            $1 != "sort-key" && $1 != "id" { print }
            END { exit !hit }' "$model" > "$work/entry" 2>/dev/null || continue
          { printf '# Starts %s\\n' "$image.javaform-old"; cat "$work/entry"; } > "$work/made"
          place "$model" "$1/PREFIX$kernel.conf"
          return 0
        done
      }
      menu_entry() { # GRUB's menu, which reads the file beside it
        custom=${1%/*}/custom.cfg
        for made in $(sed -n 's/^### BEGIN javaform \\(.*\\) ###$/\\1/p' "$custom" 2>/dev/null); do
          [ -e "$made" ] || {
            sed "\\\\|^### BEGIN javaform $made ###\\$|,\\\\|^### END javaform $made ###\\$|d" "$custom" > "$work/made"
            place "$custom" "$custom"
          }
        done
        grep -q 'custom\\.cfg' "$1" 2>/dev/null || return 0
        if grep -qxF "### BEGIN javaform $image.javaform-old ###" "$custom" 2>/dev/null; then return 0; fi
        awk -v path="$path" -v title="Linux $kernel, initial RAM disk from before javaform" "$aside"'
          $1 == "menuentry" { inside = 1; hit = 0; text = ""; next }
          inside && $1 == "}" {
            if (hit) { printf "menuentry \\047%s\\047 --class gnu-linux --class os {\\n%s}\\n", title, text; made = 1; exit }
            inside = 0
          }
          inside && $1 ~ /^initrd/ && aside() { hit = 1 }
          inside && $1 != "savedefault" { text = text $0 "\\n" }
          END { exit !made }' "$1" > "$work/entry" || return 0
        ! command -v grub-script-check >/dev/null 2>&1 || grub-script-check "$work/entry" 2>/dev/null || return 0
        {
          cat "$custom" 2>/dev/null
          printf '### BEGIN javaform %s ###\\n' "$image.javaform-old"
          cat "$work/entry"
          printf '### END javaform %s ###\\n' "$image.javaform-old"
        } > "$work/made"
        [ -e "$custom" ] && place "$custom" "$custom" || place "$1" "$custom"
      }
      if [ -s "$image.javaform-old" ]; then
        top=${image%/*}
        while [ -n "$top" ]; do
          path=${image#"$top"}
          [ ! -d "$top/loader/entries" ] || entry_file "$top/loader/entries"
          for menu in "$top/grub/grub.cfg" "$top/grub2/grub.cfg"; do
            [ ! -e "$menu" ] || menu_entry "$menu"
          done
          top=${top%/*}
        done
      fi
      """
          .replace("PREFIX", PREFIX);

  private AsideEntry() {}
}
