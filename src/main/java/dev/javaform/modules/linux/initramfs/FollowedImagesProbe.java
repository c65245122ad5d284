package dev.javaform.modules.linux.initramfs;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.javaform.module.Digest;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.modules.linux.Sections;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Asks which images there are and what they follow. initramfs-tools copies files as they are when
 * an image is made, so a file that is newer than an image is not in it.
 *
 * @param hook our own hook
 * @param drivers which an image must hold, with {@code _} in their names
 * @param files which an image must hold
 * @param absent which it must not hold
 */
record FollowedImagesProbe(
    String hook,
    ImmutableList<String> drivers,
    ImmutableList<String> files,
    ImmutableList<String> absent) {

  private static final String SCRIPT =
      """
      hook={} drivers={} files={} absent={}
      title tools
      command -v update-initramfs >/dev/null 2>&1 && command -v lsinitramfs >/dev/null 2>&1 && echo '|update-initramfs'
      digests() { for f; do [ -f "$f" ] && [ -r "$f" ] && printf '|%s %s\\n' "$(sha256sum <"$f" | cut -c1-64)" "$f"; done; }
      title sources
      digests /etc/initramfs-tools/* /etc/initramfs-tools/*/*
      title files
      digests $files $absent
      file "$hook"
      for modules in /lib/modules/*/; do
        kernel=${modules#/lib/modules/}; kernel=${kernel%/} image=/boot/initrd.img-${kernel}
        [ -f "$image" ] || continue
        title "image $kernel"; printf '|%s\\n' "$image"
        WAITING
        OFFERED
        title "newer $kernel"; find /etc/initramfs-tools $files -type f -newer "$image" 2>/dev/null | bars
        [ -r "$image" ] || continue
        title "inside $kernel"
        lsinitramfs "$image" 2>/dev/null | sed 's,^[./]*,|/,; s,^|/scripts/,|/etc/initramfs-tools/scripts/,
          s,^|.*/\\([^/]*\\)\\.ko[.a-z0-9]*$,|driver \\1,; /^|driver /s,-,_,g' |
          grep -xF "$(printf '|%s\\n' $files $absent; printf '|driver %s\\n' $drivers)"
      done
      """;

  /** The question. */
  Probe<FollowedImages> probe() {
    return Probe.of(
        Sections.script(
                ImageShell.complete(SCRIPT),
                hook,
                String.join(" ", drivers),
                String.join(" ", files),
                String.join(" ", absent))
            .within(Duration.ofMinutes(10)),
        FollowedImages.class,
        this::read);
  }

  private FollowedImages read(Output output) {
    Sections seen = Sections.read(output);
    List<String> kernels =
        seen.lines().keySet().stream()
            .filter(title -> title.startsWith("image "))
            .map(title -> title.substring("image ".length()))
            .toList();
    ImmutableSet<String> found = ImmutableSet.copyOf(kernels);
    Set<String> asked = ImmutableSet.<String>builder().addAll(files).addAll(absent).build();
    ImmutableMap<String, Digest> there = digests(seen.of("files"));
    return new FollowedImages(
        hook,
        seen.text(hook),
        Maps.toMap(found, kernel -> image(seen, kernel)),
        Maps.toMap(found, kernel -> ImmutableSet.copyOf(seen.of("drivers " + kernel))),
        Maps.toMap(found, kernel -> ImmutableSet.copyOf(seen.of("builtin " + kernel))),
        Maps.toMap(asked, path -> there.getOrDefault(path, Digest.ABSENT)),
        digests(seen.of("sources")),
        seen.has("waiting"),
        seen.has("tools"));
  }

  private static ImmutableMap<String, Digest> digests(List<String> lines) {
    return lines.stream()
        .collect(
            ImmutableMap.toImmutableMap(
                line -> line.substring(line.indexOf(' ') + 1),
                line -> new Digest(line.substring(0, line.indexOf(' ')))));
  }

  private Image image(Sections seen, String kernel) {
    List<String> inside = seen.of("inside " + kernel);
    var lacks = ImmutableSet.<String>builder();
    seen.of("drivers " + kernel).stream()
        .map("driver "::concat)
        .filter(driver -> !inside.contains(driver))
        .forEach(lacks::add);
    files.stream().filter(it -> !inside.contains(it)).forEach(it -> lacks.add("file " + it));
    absent.stream().filter(inside::contains).forEach(it -> lacks.add("no file " + it));
    return new Image(
        seen.first("image " + kernel), true, seen.has("newer " + kernel), lacks.build());
  }
}
