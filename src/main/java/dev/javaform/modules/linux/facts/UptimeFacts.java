package dev.javaform.modules.linux.facts;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import java.util.Map;

/** How long the host has been up, and its load. */
final class UptimeFacts implements FactReader {

  @Override
  public String name() {
    return "loadavg";
  }

  @Override
  public ImmutableSet<String> subsets() {
    return ImmutableSet.of("hardware");
  }

  @Override
  public String script() {
    return "value proc/uptime proc/loadavg\n";
  }

  @Override
  public Map<String, Object> read(FactText text) {
    var facts = ImmutableMap.<String, Object>builder();
    text.value("proc/uptime")
        .map(line -> line.split("[ .]", 2)[0])
        .filter(seconds -> seconds.matches("\\d{1,18}"))
        .ifPresent(seconds -> facts.put("ansible_uptime_seconds", Long.valueOf(seconds)));
    List<String> load = Splitter.on(' ').splitToList(text.value("proc/loadavg").orElse(""));
    if (load.size() > 2 && load.subList(0, 3).stream().allMatch(n -> n.matches("\\d+\\.\\d+"))) {
      facts.put(
          "ansible_loadavg",
          ImmutableMap.of(
              "1m", Double.valueOf(load.get(0)),
              "5m", Double.valueOf(load.get(1)),
              "15m", Double.valueOf(load.get(2))));
    }
    return facts.buildOrThrow();
  }
}
