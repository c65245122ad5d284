package dev.javaform.modules.linux.vfio;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Argument;
import dev.javaform.module.Attributes;
import dev.javaform.module.Content;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Presence;
import dev.javaform.modules.linux.SeenFile;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * PCI functions that vfio-pci has before any other driver, from the next boot on. The files are
 * written here; a task with {@code dracut}, {@code initramfs_tools} or {@code mkinitcpio} puts them
 * into the initial RAM disks. Once a host was booted with all of it in place, a function that has
 * another driver all the same is a failure, with what the kernel says about it.
 *
 * <p>By ids where no other function of the host has the same vendor and device and no driver in
 * question is part of the kernel; else by address. Audio functions of two cards of one generation
 * share their id. The drivers that have to wait are those that are bound now and those that the
 * kernels have for the functions' modaliases; a virtio graphics card, for one, is claimed by
 * virtio_pci.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/modprobe.d.5.html">modprobe.d(5)</a>
 * @see <a href="https://docs.kernel.org/driver-api/vfio.html">VFIO</a>
 */
@Name("javaform.host.vfio_bind")
@Manual(
    summary = "Keeps PCI functions for guests: vfio-pci has them before their own driver.",
    example =
        """
        - name: Keep the second card for the guest
          vfio_bind:
            devices:
              - {address: "0000:0f:00.0", id: "1002:7550"}
              - {address: "0000:0f:00.1", id: "1002:ab40"}
          register: vfio
        """,
    returns = {
      "functions: The functions, each with address, id, its driver now and how it is kept (method).",
      "strategy: How they are kept, ids or address; empty where nothing is kept.",
      "image_files: The files that the initial RAM disk has to hold.",
      "image_drivers: The drivers that it has to load.",
      "image_absent: The files that it must not hold.",
      "kernel_arguments: What boot_trial or grub_cmdline has to be given; empty where files do all.",
      "reboot_required: Whether a function waits for the next boot."
    },
    restsOn = {
      "driver_override binds a function to one driver and keeps every other away (kernel, "
          + "ABI/testing/sysfs-bus-pci).",
      "A softdep has vfio-pci loaded before a driver, where both are modules (modprobe.d(5)).",
      "vfio-pci takes every function with one of its ids, those of the host as well "
          + "(kernel, driver-api/vfio)."
    })
public record VfioBind(
    @Argument(
            value =
                "The functions: address, and an id that must be found there. None takes nothing"
                    + " from the host.",
            preset = "[]")
        ImmutableList<Object> devices,
    @Argument(
            value =
                "ids, address, or auto: by ids where they take the right functions for certain.",
            preset = "auto")
        VfioStrategy strategy,
    @Argument(value = "present or absent.", preset = "present") Presence state,
    @Argument(
            value = "Whether the card that the firmware draws on may go; the screen goes dark.",
            preset = "false")
        boolean acceptBootDisplay,
    @Argument(
            value =
                "Whether the files keep nothing unless the kernel's command line says so, with"
                    + " what is returned as kernel_arguments: a boot entry without that is then as"
                    + " before, which boot_trial needs.",
            preset = "false")
        boolean onCommandLine,
    @Argument(
            value = "Files that did this before, and go where javaform wrote them.",
            preset = "[]")
        ImmutableList<String> replaces)
    implements Module<VfioState> {

  private static final String WRITTEN = "# Written by javaform";

  public VfioBind {
    devices.forEach(PassedDevice::of);
    replaces.forEach(
        path -> {
          if (!path.matches("/[A-Za-z0-9_.@%+=:,/-]+")) {
            throw new IllegalArgumentException(
                "\"%s\" must be an absolute path without spaces.".formatted(path));
          }
        });
  }

  private List<PassedDevice> wanted() {
    return state == Presence.ABSENT
        ? List.of()
        : devices.stream().map(PassedDevice::of).distinct().toList();
  }

  @Override
  public Probe<VfioState> observe() {
    return new VfioProbe(
            wanted().stream().map(PassedDevice::address).collect(toImmutableList()), paths())
        .probe();
  }

  @Override
  public Plan<VfioState> decide(VfioState seen) {
    VfioHost host = seen.host();
    List<HostFunction> passed = VfioGuards.check(wanted(), host, acceptBootDisplay);
    VfioChoice choice = new VfioChoice(passed, host, onCommandLine);
    VfioStrategy way = choice.strategy(strategy, seen.files());
    List<String> warnings = passed.isEmpty() ? List.of() : choice.elsewhere(way);
    ImmutableMap<String, String> files = files(choice, way, seen);
    List<Step> steps = steps(seen.files(), files);
    VfioOutcome outcome = new VfioOutcome(passed, host, way, onCommandLine);
    if (steps.isEmpty()) {
      outcome.check(files);
    }
    Plan<VfioState> plan =
        steps.isEmpty()
            ? Plan.keep(seen)
            : Plan.move(seen, seen.with(drivers(passed, way), files), steps);
    return plan.warning(warnings).returning(returns(outcome, files));
  }

  /** The files as they are to be: ours, and those of others at places that ours may replace. */
  private ImmutableMap<String, String> files(VfioChoice choice, VfioStrategy way, VfioState seen) {
    var files = new LinkedHashMap<String, String>();
    if (!choice.passed().isEmpty()) {
      files.putAll(
          way == VfioStrategy.IDS
              ? VfioFiles.byIds(choice.passed(), choice.rivals(seen.files()), onCommandLine)
              : VfioFiles.byAddress(choice.passed(), seen.host().tools(), onCommandLine));
    }
    replaces.stream()
        .filter(path -> !seen.files().getOrDefault(path, WRITTEN).startsWith(WRITTEN))
        .forEach(path -> files.put(path, Objects.requireNonNull(seen.files().get(path))));
    return ImmutableMap.copyOf(files);
  }

  private static List<Step> steps(Map<String, String> seen, Map<String, String> wanted) {
    List<Step> steps = new ArrayList<>();
    wanted.forEach(
        (path, text) -> {
          if (!text.equals(seen.get(path))) {
            steps.addAll(write(path, seen.getOrDefault(path, ""), text));
          }
        });
    seen.keySet().stream()
        .filter(path -> !wanted.containsKey(path))
        .forEach(path -> steps.add(new Step.Run("remove " + path, Script.sh("rm -f -- {}", path))));
    return steps;
  }

  private static List<Step> write(String path, String before, String text) {
    String folder = path.substring(0, path.lastIndexOf('/'));
    String mode = VfioFiles.PROGRAMS.contains(path) ? "0755" : SeenFile.MODE;
    return List.of(
        new Step.Run("make the folder of " + path, Script.sh("mkdir -p -- {}", folder)),
        new Step.Put(
            "write " + path,
            path,
            Content.of(text),
            Attributes.mode(mode),
            SeenFile.written(before).digest(),
            Optional.empty()));
  }

  private static ImmutableMap<String, String> drivers(List<HostFunction> passed, VfioStrategy way) {
    return passed.stream()
        .collect(ImmutableMap.toImmutableMap(HostFunction::title, _ -> VfioFiles.kept(way.word())));
  }

  private Returns returns(VfioOutcome outcome, ImmutableMap<String, String> files) {
    boolean any = !outcome.passed().isEmpty();
    String way = any ? outcome.strategy().word() : "";
    return Returns.of(
        ImmutableMap.of(
            "functions",
            outcome.passed().stream().map(each -> told(each, way)).toList(),
            "strategy",
            way,
            "image_files",
            files.keySet().stream().filter(VfioFiles.ALL::contains).toList(),
            "image_drivers",
            any ? VfioFiles.DRIVERS : ImmutableList.of(),
            "image_absent",
            paths().stream().filter(path -> !files.containsKey(path)).toList(),
            "kernel_arguments",
            any && onCommandLine
                ? VfioFiles.kernelArguments(outcome.passed(), outcome.strategy())
                : ImmutableList.of(),
            "reboot_required",
            !outcome.waiting().isEmpty()));
  }

  /** The files that may be ours. */
  private ImmutableSet<String> paths() {
    return ImmutableSet.<String>builder().addAll(VfioFiles.ALL).addAll(replaces).build();
  }

  private static ImmutableMap<String, Object> told(HostFunction function, String way) {
    return ImmutableMap.of(
        "address", function.address(),
        "id", function.id(),
        "driver", function.driver().orElse("none"),
        "method", way);
  }
}
