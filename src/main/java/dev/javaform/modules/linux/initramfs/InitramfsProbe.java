package dev.javaform.modules.linux.initramfs;

import com.google.common.base.Splitter;
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

/**
 * Asks what the images hold. Listing an image takes seconds, so what was in an image that this
 * module built and verified is remembered beside its size, time and inode number.
 */
final class InitramfsProbe {

  private static final String SCRIPT =
      """
      tool={} lister={} config={} drivers={} files={} only={}
      TOOL
      # lsinitrd unpacks into a directory of its own: not onto the host's disks.
      [ -w /dev/shm ] && { TMPDIR=/dev/shm; export TMPDIR; }
      title tools
      command -v $tool >/dev/null 2>&1 && command -v $lister >/dev/null 2>&1 && printf '|%s\\n' "$tool"
      for other in update-initramfs mkinitcpio dracut; do
        [ "$other" = "$tool" ] || ! command -v $other >/dev/null 2>&1 || printf '|%s\\n' $other
      done
      file "$config"
      machine=$(cat /etc/machine-id 2>/dev/null)
      for modules in /lib/modules/*/; do
        kernel=${modules#/lib/modules/}; kernel=${kernel%/}
        case " $only " in "  "|*" $kernel "*) ;; *) continue ;; esac
        [ -f "$modules/modules.dep" ] || continue
        FIND
        title "image $kernel"; printf '|%s\\n' "$image"
        WAITING
        OFFERED
        [ -r "$image" ] || continue
        title "age $kernel"
        [ "$image" -ot "$modules" ] && echo '|modules'
        [ "$image" -ot "$config" ] && echo '|config'
        title "inside $kernel"
        stamp=$(stat -c '%s %Y %i' "$image"); kept={}/$kernel
        if [ "$(head -n 1 "$kept" 2>/dev/null)" = "$stamp" ]; then
          tail -n +2 "$kept" | bars
        elif command -v $lister >/dev/null 2>&1; then
          list "$image" 2>/dev/null | sed -n 's,.*/\\([^/]*\\)\\.ko[.a-z0-9]*$,driver \\1,p' | sed 's,-,_,g; s,^,|,'
          for f in $files; do
            content=$(show "$image" "$f" 2>/dev/null | sha256sum | cut -c1-64)
            printf '|file %s %s\\n' "$content" "$f"
          done
        fi
      done
      title files
      for f in $files; do [ -r "$f" ] && printf '|%s %s\\n' "$(sha256sum < "$f" | cut -c1-64)" "$f"; done
      """;

  private final ImageTool tool;
  private final String config;
  private final ImmutableList<String> drivers;
  private final ImmutableList<String> files;
  private final ImmutableList<String> kernels;

  InitramfsProbe(
      ImageTool tool,
      String config,
      ImmutableList<String> drivers,
      ImmutableList<String> files,
      ImmutableList<String> kernels) {
    this.tool = tool;
    this.config = config;
    this.drivers = drivers;
    this.files = files;
    this.kernels = kernels;
  }

  /** The question. */
  Probe<Initramfs> probe() {
    String words = String.join(" ", drivers);
    return Probe.of(
        Sections.script(
                tool.complete(SCRIPT),
                tool.word(),
                tool.lister(),
                config,
                words,
                String.join(" ", files),
                String.join(" ", kernels),
                tool.state())
            .within(Duration.ofMinutes(10)),
        Initramfs.class,
        this::read);
  }

  private Initramfs read(Output output) {
    Sections seen = Sections.read(output);
    ImmutableList<String> found =
        seen.lines().keySet().stream()
            .filter(title -> title.startsWith("image "))
            .map(title -> title.substring("image ".length()))
            .collect(ImmutableList.toImmutableList());
    var images = ImmutableMap.<String, Image>builder();
    var modules = ImmutableMap.<String, ImmutableSet<String>>builder();
    var builtin = ImmutableMap.<String, ImmutableSet<String>>builder();
    for (String kernel : found) {
      images.put(kernel, image(seen, kernel));
      modules.put(kernel, ImmutableSet.copyOf(seen.of("drivers " + kernel)));
      builtin.put(kernel, ImmutableSet.copyOf(seen.of("builtin " + kernel)));
    }
    List<String> tools = seen.of("tools");
    return new Initramfs(
        config,
        seen.text(config),
        images.build(),
        modules.build(),
        builtin.build(),
        Maps.toMap(ImmutableSet.copyOf(files), file -> digest(seen, file)),
        seen.has("waiting"),
        tools.contains(tool.word()),
        tools.stream().filter(each -> !each.equals(tool.word())).findFirst().orElse(""),
        ImmutableList.copyOf(seen.of("whole")));
  }

  private static Digest digest(Sections seen, String file) {
    return seen.of("files").stream()
        .filter(line -> line.endsWith(" " + file))
        .map(line -> new Digest(line.substring(0, line.indexOf(' '))))
        .findFirst()
        .orElse(Digest.ABSENT);
  }

  private Image image(Sections seen, String kernel) {
    var lacks = ImmutableSet.<String>builder();
    List<String> inside = seen.of("inside " + kernel);
    seen.of("drivers " + kernel).stream()
        .filter(driver -> !inside.contains("driver " + driver))
        .forEach(driver -> lacks.add("driver " + driver));
    for (String file : seen.of("files")) {
      if (!inside.contains("file " + file)) {
        lacks.add("file " + Splitter.on(' ').splitToList(file).get(1));
      }
    }
    boolean exists = !inside.isEmpty();
    return new Image(
        seen.first("image " + kernel), exists, seen.has("age " + kernel), lacks.build());
  }
}
