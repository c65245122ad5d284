package dev.javaform.modules.linux.initramfs;

import dev.javaform.module.Content;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.time.Duration;
import java.util.Collection;

/**
 * Builds one kernel's image beside the old one, looks into it, and only then puts it in place.
 * dracut exits with 0 even where a driver is missing, so its exit status proves nothing.
 */
final class Rebuild {

  private static final String SCRIPT =
      """
      tool={} kernel={} image={} drivers={} files={} state={} written={}
      new=$image.javaform-new
      TOOL
      work=$(mktemp -d) || exit 1
      trap 'rm -rf "$work" "$new"' EXIT
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
      ROOM
      make "$new" > "$work/log" 2>&1 ||
        refuse "$tool failed for kernel $kernel: $(tail -n 5 "$work/log")"
      list "$new" > "$work/listing" 2>"$work/error" && [ -s "$work/listing" ] ||
        refuse "The new image for kernel $kernel cannot be listed: $(tail -n 3 "$work/error"). The old one was kept."
      names < "$work/listing" > "$work/new"
      for driver in $drivers; do
        grep -qx "$driver" "$work/new" ||
          refuse "The new image for kernel $kernel lacks the driver $driver: $(grep -i fail "$work/log" | tail -n 2). The old one was kept."
      done
      : > "$work/files"
      for f in $files; do
        content=$(show "$new" "$f" 2>/dev/null | sha256sum | cut -c1-64)
        [ "$content" = "$(sha256sum < "$f" | cut -c1-64)" ] ||
          refuse "The new image for kernel $kernel does not hold $f as it is. The old one was kept."
        printf 'file %s %s\\n' "$content" "$f" >> "$work/files"
      done

      if [ -s "$image" ]; then
        list "$image" 2>/dev/null | names > "$work/old"
        ROOT
        while read -r driver; do
          if grep -qx "$driver" "$work/old" && ! grep -qx "$driver" "$work/new"; then
            refuse "The new image for kernel $kernel lacks $driver, which the root file system needs and the old image has. The old one was kept."
          fi
        done < "$work/root"
        chmod --reference="$image" "$new" && chown --reference="$image" "$new"
      fi
      ASIDE
      sync "$new" && mv -f "$new" "$image" || refuse "The new image for kernel $kernel could not be put in place."
      command -v restorecon >/dev/null 2>&1 && restorecon "$image"
      mkdir -p "$state" && { stat -c '%s %Y %i' "$image"; sed 's/^/driver /' "$work/new"; cat "$work/files"; } > "$work/kept" &&
        cp "$work/kept" "$state/$kernel"
      """;

  private Rebuild() {}

  /**
   * The step for one kernel.
   *
   * @param tool what makes the image
   * @param drivers which must be modules inside
   * @param files which must be inside with the content they have on the host
   * @param written the configuration that this task wrote, to be taken back where the image is not
   *     fit; empty where it wrote none
   * @param before that configuration's text before; empty where there was none
   */
  static Step of(
      ImageTool tool,
      String kernel,
      Image image,
      Collection<String> drivers,
      Collection<String> files,
      String written,
      String before) {
    Script.Sh script =
        Script.sh(
            tool.complete(SCRIPT),
            tool.word(),
            kernel,
            image.path(),
            String.join(" ", drivers),
            String.join(" ", files),
            tool.state(),
            written);
    return new Step.Run(
        "rebuild " + image.path(), script.reading(Content.of(before)).within(Duration.ofHours(1)));
  }
}
