package dev.javaform.modules.linux.initramfs;

import java.util.Locale;

/**
 * A program that makes initial RAM disks from a configuration of its own, and the one that lists
 * them.
 *
 * @see <a href="https://man7.org/linux/man-pages/man8/dracut.8.html">dracut(8)</a>
 * @see <a href="https://man.archlinux.org/man/mkinitcpio.8">mkinitcpio(8)</a>
 */
enum ImageTool {
  DRACUT(
      "lsinitrd",
      """
      make() { dracut --force --kver "$kernel" "$1"; }
      list() { lsinitrd "$1"; }
      show() { lsinitrd -f "${2#/}" "$1"; }
      """,
      """
      image=
      for f in "/boot/$machine/$kernel/initrd" "/efi/$machine/$kernel/initrd" "/boot/efi/$machine/$kernel/initrd" \\
          "/boot/initramfs-$kernel.img" "/boot/initrd.img-$kernel" "/boot/initrd-$kernel"; do
        [ -f "$f" ] && image=$f && break
      done
      if [ -z "$image" ]; then
        [ -f "/boot/vmlinuz-$kernel" ] || continue
        image=/boot/initramfs-$kernel.img
        [ -e /etc/debian_version ] && image=/boot/initrd.img-$kernel
      fi
      """),
  /** Its presets name a kernel by its package; the fallback's image is left as it is. */
  MKINITCPIO(
      "lsinitcpio",
      """
      make() { mkinitcpio -k "$kernel" -g "$1"; }
      list() { lsinitcpio "$1"; }
      show() {
        unpacked=$(mktemp -d) || return 1
        (cd "$unpacked" && lsinitcpio -x "$1" > /dev/null 2>&1 && cat ".$2")
        rm -rf "$unpacked"
      }
      """,
      """
      package=$(cat "$modules/pkgbase" 2>/dev/null) || continue
      image=$(sed -n "s/^default_image=[\\"']*\\([^\\"']*\\).*/\\1/p" "/etc/mkinitcpio.d/$package.preset" 2>/dev/null)
      if [ -z "$image" ]; then
        ! grep -qs '^default_uki=' "/etc/mkinitcpio.d/$package.preset" || { title whole; printf '|%s\\n' "$kernel"; continue; }
        image=/boot/initramfs-$package.img
      fi
      """);

  private final String lister;
  private final String functions;
  private final String finding;

  ImageTool(String lister, String functions, String finding) {
    this.lister = lister;
    this.functions = functions;
    this.finding = finding;
  }

  /** The name of the program, of its package and of the module. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The program that lists images. */
  String lister() {
    return lister;
  }

  /** Where the lists of verified images are. */
  String state() {
    return "/var/lib/javaform/" + word();
  }

  /**
   * A script with the tool's own parts in the place of the lines {@code TOOL}, which defines {@code
   * make IMAGE}, {@code list IMAGE} and {@code show IMAGE FILE}, and {@code FIND}, which sets
   * {@code image} for a {@code kernel}, or goes on with the next.
   */
  String complete(String script) {
    return ImageShell.complete(script.replace("TOOL\n", functions).replace("FIND\n", finding));
  }
}
