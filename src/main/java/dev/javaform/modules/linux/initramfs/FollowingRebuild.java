package dev.javaform.modules.linux.initramfs;

import dev.javaform.module.Content;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.time.Duration;
import java.util.Collection;

/**
 * Has update-initramfs make one kernel's image anew, and looks into it. update-initramfs ends well
 * even where it was told to do nothing, so its exit status proves nothing.
 */
final class FollowingRebuild {

  private static final String SCRIPT =
      """
      kernel={} image={} drivers={} files={} absent={} written={}
      work=$(mktemp -d) || exit 1
      trap 'rm -rf "$work" "$image.javaform-now"' EXIT
      cat > "$work/before"
      # What makes an image that does not start must not wait for the next kernel.
      refuse() {
        [ -z "$written" ] || if [ -s "$work/before" ]; then
          cat "$work/before" > "$written"
        else
          rm -f "$written"
        fi
        echo "$1${written:+ $written is as it was before.}" >&2
        exit 1
      }
      back() { mv -f "$image.javaform-now" "$image"; refuse "$1 The old image was put back."; }
      ROOM
      ASIDE
      ln -f "$image" "$image.javaform-now" 2>/dev/null || cp -p "$image" "$image.javaform-now" ||
        refuse "The image for kernel $kernel could not be kept aside. It was left as it is."
      update-initramfs -u -k "$kernel" >"$work/log" 2>&1 ||
        back "update-initramfs failed for kernel $kernel: $(tail -n 5 "$work/log")."
      if [ "$image" -ef "$image.javaform-now" ] || ! [ "$image" -nt "$image.javaform-now" ]; then
        refuse "update-initramfs ended well for kernel $kernel, but made no image. The host still boots with the old one, as before. Look whether /etc/initramfs-tools/update-initramfs.conf says \\"update_initramfs=no\\", run \\"update-initramfs -u -k $kernel -v\\" by hand, then run this again."
      fi
      lsinitramfs "$image" >"$work/listing" 2>"$work/error" && [ -s "$work/listing" ] ||
        back "The new image for kernel $kernel cannot be listed: $(tail -n 3 "$work/error")."
      sed 's,^[./]*,/,; s,^/scripts/,/etc/initramfs-tools/scripts/,' "$work/listing" >"$work/new"
      names <"$work/new" >"$work/drivers"
      for driver in $drivers; do
        grep -qx "$driver" "$work/drivers" || back "The new image for kernel $kernel lacks the driver $driver."
      done
      for f in $files; do
        grep -qxF -e "$f" "$work/new" || back "The new image for kernel $kernel lacks $f."
      done
      for f in $absent; do
        if grep -qxF -e "$f" "$work/new"; then back "The new image for kernel $kernel still holds $f."; fi
      done
      lsinitramfs "$image.javaform-now" 2>/dev/null | names >"$work/old"
      ROOT
      while read -r driver; do
        if grep -qx "$driver" "$work/old" && ! grep -qx "$driver" "$work/drivers"; then
          back "The new image for kernel $kernel lacks $driver, which the root file system needs and the old image has."
        fi
      done <"$work/root"
      sync "$image" 2>/dev/null || :
      """;

  private FollowingRebuild() {}

  /**
   * The step for one kernel.
   *
   * @param drivers which must be modules inside
   * @param files which must be inside
   * @param absent which must not
   * @param written the hook that this task wrote, to be taken back where the image is not fit;
   *     empty where it wrote none
   * @param before that hook's text before; empty where there was none
   */
  static Step of(
      String kernel,
      Image image,
      Collection<String> drivers,
      Collection<String> files,
      Collection<String> absent,
      String written,
      String before) {
    Script.Sh script =
        Script.sh(
            ImageShell.complete(SCRIPT),
            kernel,
            image.path(),
            String.join(" ", drivers),
            String.join(" ", files),
            String.join(" ", absent),
            written);
    return new Step.Run(
        "rebuild " + image.path(), script.reading(Content.of(before)).within(Duration.ofHours(1)));
  }
}
