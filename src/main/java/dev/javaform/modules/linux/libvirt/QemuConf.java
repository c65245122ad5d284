package dev.javaform.modules.linux.libvirt;

import static java.util.stream.Collectors.joining;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Settings of libvirt's driver for QEMU. Only their lines are changed. The daemon reads the file
 * when it starts: where it runs with an older one, it is started again, and guests go on running.
 *
 * @see <a href="https://libvirt.org/drvqemu.html">QEMU driver of libvirt</a>
 */
@Name("javaform.host.qemu_conf")
@Manual(
    summary = "Sets how libvirt runs QEMU, and starts libvirt's daemon again where it has to.",
    example =
        """
        - name: Sound of the guest over the desktop's PipeWire
          qemu_conf:
            settings:
              user: anna
        """,
    returns = {
      "restarted: The daemon that is started again; empty where none is.",
      "settings: The values of the settings that were asked for, as they stand in the file."
    },
    restsOn = {
      "The daemon reads qemu.conf only when it starts; guests survive its restart"
          + " (libvirt.org/daemons.html).",
      "libvirt hands a guest the devices that are passed to it, so QEMU needs no root for that"
          + " (libvirt.org/drvqemu.html)."
    })
public record QemuConf(
    @Argument(value = "Values by their keys: texts, numbers, lists of texts.", preset = "{}")
        Map<String, Object> settings,
    @Argument(value = "Keys that are not to be set.", preset = "[]") ImmutableList<String> remove,
    @Argument(value = "The file.", preset = "/etc/libvirt/qemu.conf") String path,
    @Argument(value = "Whether guests may run as root.", preset = "false") boolean acceptRoot,
    @Argument(
            value = "Whether to start the daemon again where it runs with an older file.",
            preset = "true")
        boolean restart)
    implements Module<DaemonConf> {

  public QemuConf {
    if (settings.isEmpty() && remove.isEmpty()) {
      throw new IllegalArgumentException("qemu_conf needs settings or remove.");
    }
    settings = ImmutableMap.copyOf(settings);
    for (Map.Entry<String, Object> each : settings.entrySet()) {
      requireKey(each.getKey());
      value(each.getValue());
      boolean root =
          List.of("user", "group").contains(each.getKey())
              && List.of("root", "0", "+0").contains(each.getValue().toString());
      if (root && !acceptRoot) {
        throw new IllegalArgumentException(
            "%s: root has guests run as root, which devices that are passed through do not need. Leave it out, or write accept_root: true."
                .formatted(each.getKey()));
      }
      if (remove.contains(each.getKey())) {
        throw new IllegalArgumentException(
            "%s is both to be set and to be removed.".formatted(each.getKey()));
      }
    }
    remove.forEach(QemuConf::requireKey);
  }

  private static void requireKey(String key) {
    if (!key.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      throw new IllegalArgumentException("\"%s\" is not a key of qemu.conf.".formatted(key));
    }
  }

  private static String value(Object value) {
    return switch (value) {
      case Boolean flag -> flag ? "1" : "0";
      case Number number -> number.toString();
      case List<?> list -> list.stream().map(QemuConf::value).collect(joining(", ", "[", "]"));
      default -> quoted(value.toString());
    };
  }

  private static String quoted(String text) {
    if (text.contains("\"") || text.contains("\n")) {
      throw new IllegalArgumentException(
          "%s cannot stand in qemu.conf: its texts have no quotation marks or line ends."
              .formatted(text));
    }
    return "\"" + text + "\"";
  }

  private ImmutableMap<String, String> wanted() {
    Map<String, String> wanted = new TreeMap<>();
    settings.forEach((key, value) -> wanted.put(key, ConfText.normal(value(value))));
    return ImmutableMap.copyOf(wanted);
  }

  @Override
  public Probe<DaemonConf> observe() {
    return DaemonConf.probe(path);
  }

  @Override
  public Plan<DaemonConf> decide(DaemonConf seen) {
    requireText(seen);
    String text = edited(seen);
    boolean writes = !text.equals(seen.file().text());
    boolean restarts = restart && !seen.daemon().isEmpty() && (writes || !seen.inForce());
    List<Step> steps = new ArrayList<>();
    if (writes) {
      steps.add(seen.file().put("change the settings", path, text, Optional.empty()));
    }
    if (restarts) {
      steps.add(
          new Step.Run(
              "start libvirt's daemon again; guests go on running",
              Script.sh("systemctl restart {}", seen.daemon() + ".service")));
    }
    DaemonConf then = seen.with(text, restarts || (seen.inForce() && !writes));
    Plan<DaemonConf> plan = steps.isEmpty() ? Plan.keep(seen) : Plan.move(seen, then, steps);
    return plan.warning(warnings(seen, then))
        .returning(
            Returns.of(
                ImmutableMap.of("restarted", restarts ? seen.daemon() : "", "settings", wanted())));
  }

  private void requireText(DaemonConf seen) {
    if (!seen.file().exists()) {
      throw new ModuleFailure(
          path + " does not exist on this host. Install libvirt's driver for QEMU first.");
    }
    if (!seen.file().faithful()) {
      throw new ModuleFailure(path + " is not UTF-8 text, so it is left alone. Change it by hand.");
    }
  }

  private String edited(DaemonConf seen) {
    ConfText text = new ConfText(seen.file().text());
    ImmutableMap<String, String> now = text.values();
    for (Map.Entry<String, String> each : wanted().entrySet()) {
      if (!each.getValue().equals(now.get(each.getKey()))) {
        text = text.with(each.getKey(), each.getValue());
      }
    }
    for (String key : remove) {
      text = now.containsKey(key) ? text.without(key) : text;
    }
    return text.text();
  }

  private List<String> warnings(DaemonConf seen, DaemonConf then) {
    List<String> warnings = new ArrayList<>();
    ConfText text = new ConfText(seen.file().text());
    settings.keySet().stream()
        .filter(key -> !text.mentions(key))
        .forEach(
            key ->
                warnings.add(
                    "%s does not mention \"%s\": this version of libvirt may not know it."
                        .formatted(path, key)));
    if (!then.inForce() && !seen.daemon().isEmpty()) {
      warnings.add(
          "%s runs with an older file: these settings take effect when it is started again."
              .formatted(seen.daemon()));
    }
    return warnings;
  }
}
