package dev.javaform.hardware.machine;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import dev.javaform.hardware.HostTree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The system on a machine, and what keeps it in tune, as playbooks see it. */
record SystemFacts(HostTree tree) {

  private static final Pattern CHOSEN = Pattern.compile("\\[([\\w-]+)]");
  private static final Pattern NAME = Pattern.compile("<(name|uuid)>([^<]*)<");
  private static final String GUESTS = "etc/libvirt/qemu";
  private static final String NETWORKS = GUESTS + "/networks";

  Map<String, Object> all() {
    return ImmutableMap.<String, Object>builder()
        .put("os", os())
        .put("selinux", selinux())
        .put("tuning", tuning())
        .put("swaps", swaps())
        .put("units", units())
        .put("guests", defined(GUESTS, "run/libvirt/qemu"))
        .put("networks", defined(NETWORKS, "run/libvirt/network"))
        .buildOrThrow();
  }

  private Map<String, Object> os() {
    Map<String, String> release = assigned(tree.lines("etc/os-release"));
    Map<String, Object> facts = new LinkedHashMap<>();
    Map.of("ID", "id", "VERSION_ID", "version", "PRETTY_NAME", "name")
        .forEach(
            (theirs, ours) ->
                Optional.ofNullable(release.get(theirs)).ifPresent(it -> facts.put(ours, it)));
    value("kernel", "proc/sys/kernel/osrelease", facts);
    return facts;
  }

  /** {@code NAME=value}, perhaps in quotes (os-release(5)). */
  private static Map<String, String> assigned(List<String> lines) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals > 0) {
        values.put(
            line.substring(0, equals).strip(),
            CharMatcher.anyOf("\"'").trimFrom(line.substring(equals + 1).strip()));
      }
    }
    return values;
  }

  private Map<String, Object> selinux() {
    Map<String, Object> facts = new LinkedHashMap<>();
    Optional<String> enforce = tree.value("sys/fs/selinux/enforce");
    facts.put("enabled", enforce.isPresent());
    enforce.ifPresent(it -> facts.put("enforcing", it.equals("1")));
    Optional.ofNullable(assigned(tree.lines("etc/selinux/config")).get("SELINUX"))
        .ifPresent(it -> facts.put("configured", it));
    return facts;
  }

  private Map<String, Object> tuning() {
    Map<String, Object> facts = new LinkedHashMap<>();
    value("tuned_profile", "etc/tuned/active_profile", facts);
    chosen("transparent_hugepages", "sys/kernel/mm/transparent_hugepage/enabled", facts);
    chosen("transparent_hugepage_defrag", "sys/kernel/mm/transparent_hugepage/defrag", facts);
    value("cpuidle_driver", "sys/devices/system/cpu/cpuidle/current_driver", facts);
    value("cpus_isolated", "sys/devices/system/cpu/isolated", facts);
    value("cpus_nohz_full", "sys/devices/system/cpu/nohz_full", facts);
    value("smt_control", "sys/devices/system/cpu/smt/control", facts);
    facts.put("vulnerabilities", vulnerabilities());
    return facts;
  }

  private ImmutableMap<String, String> vulnerabilities() {
    String folder = "sys/devices/system/cpu/vulnerabilities";
    var found = ImmutableMap.<String, String>builder();
    for (String name : tree.names(folder)) {
      tree.value(folder + "/" + name).ifPresent(text -> found.put(name, text));
    }
    return found.buildOrThrow();
  }

  private void value(String name, String path, Map<String, Object> to) {
    tree.value(path).ifPresent(text -> to.put(name, text));
  }

  private void chosen(String name, String path, Map<String, Object> to) {
    tree.value(path)
        .map(CHOSEN::matcher)
        .filter(Matcher::find)
        .ifPresent(choice -> to.put(name, choice.group(1)));
  }

  private ImmutableList<Map<String, Object>> swaps() {
    return tree.lines("proc/swaps").stream()
        .skip(1)
        .map(Splitter.onPattern("\\s+").omitEmptyStrings()::splitToList)
        .filter(words -> words.size() > 2)
        .map(
            words -> {
              Map<String, Object> swap = new LinkedHashMap<>();
              swap.put("source", words.get(0));
              swap.put("type", words.get(1));
              Optional.ofNullable(Longs.tryParse(words.get(2)))
                  .ifPresent(it -> swap.put("kib", it));
              return swap;
            })
        .collect(toImmutableList());
  }

  /** What {@code systemctl show} printed: a block of lines for each unit. */
  private ImmutableList<Map<String, Object>> units() {
    List<Map<String, Object>> units = new ArrayList<>();
    for (String block : Splitter.on("\n\n").split(tree.text("commands/units").orElse(""))) {
      Map<String, String> values = assigned(block.lines().toList());
      if (values.getOrDefault("LoadState", "").equals("loaded") && values.containsKey("Id")) {
        units.add(
            ImmutableMap.of(
                "name", values.get("Id"),
                "enabled", values.getOrDefault("UnitFileState", ""),
                "active", values.getOrDefault("ActiveState", "")));
      }
    }
    return ImmutableList.copyOf(units);
  }

  /**
   * What libvirt keeps: a file for each, a link for what starts with the host, a pid while it runs.
   */
  private ImmutableList<Map<String, Object>> defined(String folder, String running) {
    return tree.names(folder).stream()
        .filter(file -> file.endsWith(".xml"))
        .map(file -> file.substring(0, file.length() - ".xml".length()))
        .map(file -> defined(folder, running, file))
        .collect(toImmutableList());
  }

  private Map<String, Object> defined(String folder, String running, String file) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("name", file);
    Matcher told = NAME.matcher(tree.text(folder + "/" + file + ".xml").orElse(""));
    while (told.find()) {
      facts.put(told.group(1), told.group(2));
    }
    facts.put("autostart", tree.has(folder + "/autostart/" + file + ".xml"));
    facts.put("running", tree.has(running + "/" + file + ".pid"));
    return facts;
  }
}
