package dev.javaform.modules.linux.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import com.google.common.collect.Sets;
import dev.javaform.modules.linux.Sections;
import dev.javaform.modules.linux.SeenFile;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a trial boot rests on: where the loader remembers its choice, what is running, and what an
 * earlier trial has left.
 *
 * @param bootId the kernel's number for the present boot
 * @param release the running kernel
 * @param attempt the id of the trial that is running and was not confirmed; empty where none is
 * @param store file system, kind of device and mount options of GRUB's environment block; empty
 *     where there is no block
 * @param saved GRUB's {@code saved_entry}, or systemd-boot's default; empty where none is set
 * @param oneShot the entry that is started next and never again; empty where none is
 * @param writableVariables whether EFI variables can be set here
 * @param watchdog whether there is a hardware watchdog
 * @param makers the tools there are that make initial RAM disks
 * @param images by path: whether it is {@code stale} (older than what it is made of), {@code young}
 *     (made after this boot) and has an {@code old} one beside it
 * @param files what it may have to write, and the menu
 * @param left files of an earlier trial
 * @param guests the guests of libvirt that are running
 */
public record TrialGround(
    String bootId,
    String release,
    String attempt,
    String store,
    String saved,
    String oneShot,
    boolean writableVariables,
    boolean watchdog,
    ImmutableSet<String> makers,
    ImmutableMap<String, ImmutableSet<String>> images,
    ImmutableMap<String, SeenFile> files,
    ImmutableList<String> left,
    ImmutableList<String> guests) {

  /** The argument by which a trial is known while it runs; those of ours follow it. */
  static final String TOKEN = "javaform.trial";

  /**
   * Reads only. File systems are found in mountinfo, proc_pid_mountinfo(5). libvirt keeps the
   * number of each guest's process in a file of the guest's name, beside its own, driver.pid
   * (src/qemu/qemu_process.c and qemu_driver.c).
   */
  static final String SCRIPT =
      """
      section boot-id cat /proc/sys/kernel/random/boot_id
      section release uname -r
      title store
      for f in /boot/grub/grubenv /boot/grub2/grubenv; do
        [ -e "$f" ] || continue
        awk -v path="$(readlink -f "$f")" '
          { m = $5; if (m != "/") m = m "/" }
          index(path, m) == 1 && length(m) >= best {
            best = length(m); for (i = 6; $i != "-"; i++); found = $3 " " $(i + 1) " " $6
          }
          END { print found }' /proc/self/mountinfo | while read -r number type options; do
          device=/sys/dev/block/$number kind=disk
          [ ! -e "$device/partition" ] || kind=partition
          [ ! -e "$device/md" ] || kind=mdraid
          [ ! -e "$device/dm/uuid" ] || kind=$(sed 's/-.*//' "$device/dm/uuid")
          printf '|%s %s %s %s\\n' "$type" "$kind" "${options%%,*}" "$f"
        done
        break
      done
      title variables
      grep -q ' /sys/firmware/efi/efivars rw' /proc/self/mountinfo 2>/dev/null && command -v bootctl >/dev/null 2>&1 && echo '|yes'
      title watchdog
      [ ! -c /dev/watchdog ] || echo '|yes'
      title makers
      for tool in dracut mkinitramfs mkinitcpio; do
        ! command -v "$tool" >/dev/null 2>&1 || printf '|%s\\n' "$tool"
      done
      for f in /boot/grub/custom.cfg /boot/grub2/custom.cfg /etc/javaform/trial-watch /etc/systemd/system/javaform-trial.service; do
        file "$f"
      done
      title left
      for f in FILES /etc/systemd/system/*.wants/javaform-trial.service; do
        [ ! -L "$f" ] && [ ! -e "$f" ] || printf '|%s\\n' "$f"
      done
      title confirmed
      for f in /run/javaform-trial-*; do
        [ ! -e "$f" ] || printf '|%s\\n' "${f#/run/javaform-trial-}"
      done
      title guests
      for f in /run/libvirt/qemu/*.pid; do
        name=${f##*/} name=${name%.pid}
        [ "$name" != driver ] && [ -r "$f" ] && [ -e "/proc/$(cat "$f")" ] && printf '|%s\\n' "$name"
      done
      started=$(sed -n 's/^btime //p' /proc/stat)
      for f in /boot/init* /boot/*/*/initrd /efi/*/*/initrd /boot/efi/*/*/initrd; do
        case $f in *.javaform-*) continue ;; esac
        [ -f "$f" ] || continue
        title "image $f"
        echo '|there'
        [ -z "$(find /etc/dracut.conf /etc/dracut.conf.d /etc/modprobe.d /etc/modules-load.d /etc/initramfs-tools \\
          /etc/mkinitcpio.conf /etc/mkinitcpio.conf.d /etc/initcpio /usr/lib/dracut/modules.d /etc/javaform/vfio-bind \\
          /etc/systemd/system/javaform-vfio.service -type f -newer "$f" 2>/dev/null | head -n 1)" ] || echo '|stale'
        [ "$(stat -c %Y "$f")" -le "${started:-0}" ] || echo '|young'
        [ ! -e "$f.javaform-old" ] || echo '|old'
      done
      """
          .replace("FILES", TrialNames.FILES);

  static TrialGround read(Sections seen) {
    EnvironmentBlock environment =
        EnvironmentBlock.parse(
            seen.text("/boot/grub/grubenv") + "\n" + seen.text("/boot/grub2/grubenv"));
    return new TrialGround(
        seen.first("boot-id"),
        seen.first("release"),
        attempt(seen),
        seen.first("store"),
        environment.value("saved_entry").orElse(seen.first("efi LoaderEntryDefault")),
        environment.value("next_entry").orElse(seen.first("efi LoaderEntryOneShot")),
        seen.has("variables"),
        seen.has("watchdog"),
        ImmutableSet.copyOf(seen.of("makers")),
        images(seen),
        seen.files(),
        left(seen),
        seen.of("guests"));
  }

  private static String attempt(Sections seen) {
    return CommandLine.of(seen.first("running")).tokens().stream()
        .filter(token -> token.key().equals(TOKEN))
        .flatMap(token -> token.value().stream())
        .filter(id -> !seen.of("confirmed").contains(id))
        .findFirst()
        .orElse("");
  }

  private static ImmutableMap<String, ImmutableSet<String>> images(Sections seen) {
    String title = "image ";
    return seen.lines().keySet().stream()
        .filter(each -> each.startsWith(title))
        .collect(
            ImmutableMap.toImmutableMap(
                each -> each.substring(title.length()),
                each -> ImmutableSet.copyOf(seen.of(each))));
  }

  private static ImmutableList<String> left(Sections seen) {
    Stream<String> ours =
        seen.files().entrySet().stream()
            .filter(file -> isOurs(file.getKey(), file.getValue().text()))
            .map(Map.Entry::getKey);
    return Stream.concat(ours, seen.of("left").stream())
        .distinct()
        .sorted()
        .collect(ImmutableList.toImmutableList());
  }

  private static boolean isOurs(String path, String text) {
    return path.endsWith("/custom.cfg")
        ? TrialMenu.isIn(text)
        : path.contains("/" + TrialNames.TRIAL)
            || path.contains("/" + TrialNames.BEFORE)
            || path.endsWith("/" + TrialNames.UNIT)
            || path.equals(TrialNames.WATCH);
  }

  /** Whether the next boot, and only that, is one of ours that was never made. */
  boolean isChosen() {
    return oneShot.startsWith(AsideEntry.OURS);
  }

  /** Whether the default is an entry of ours. */
  boolean isPinned() {
    return saved.startsWith(AsideEntry.OURS);
  }

  /** What is known of the image whose path a loader gives as this, from its own root. */
  Optional<String> image(String name) {
    String base = name.substring(name.lastIndexOf('/') + 1);
    return images.keySet().stream()
        .filter(path -> path.endsWith(name))
        .findFirst()
        .or(() -> images.keySet().stream().filter(path -> path.endsWith("/" + base)).findFirst());
  }

  /** dracut is taken where there are several. */
  boolean dracut() {
    return makers.contains("dracut");
  }

  boolean is(String image, String what) {
    return images.getOrDefault(image, ImmutableSet.of()).contains(what);
  }

  /** The same where nothing of a trial is left, and images are as they should be. */
  TrialGround settled() {
    return new TrialGround(
        bootId,
        release,
        "",
        store,
        isPinned() ? "" : saved,
        isChosen() ? "" : oneShot,
        writableVariables,
        watchdog,
        makers,
        ImmutableMap.copyOf(Maps.transformValues(images, TrialGround::current)),
        files,
        ImmutableList.of(),
        guests);
  }

  private static ImmutableSet<String> current(ImmutableSet<String> image) {
    return ImmutableSet.copyOf(Sets.difference(image, ImmutableSet.of("stale", "young")));
  }
}
