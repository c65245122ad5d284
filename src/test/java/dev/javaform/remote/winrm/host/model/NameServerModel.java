package dev.javaform.remote.winrm.host.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name servers of a guest's two adapters. */
final class NameServerModel implements ResourceModel {

  private final Map<String, List<?>> servers = new LinkedHashMap<>();

  NameServerModel() {
    servers.put("Ethernet", List.of());
    servers.put("Wi-Fi", List.of());
  }

  private static boolean matches(Object pattern, String name) {
    String regex =
        Pattern.quote(pattern.toString()).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE).matcher(name).matches();
  }

  private List<String> found(Map<String, Object> select) {
    List<?> patterns = (List<?>) select.get("adapters");
    return servers.keySet().stream()
        .filter(name -> patterns.stream().anyMatch(pattern -> matches(pattern, name)))
        .toList();
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) {
    List<Map<String, Object>> adapters = new ArrayList<>();
    found(select).forEach(name -> adapters.add(Map.of("name", name, "servers", servers.get(name))));
    List<?> missing =
        ((List<?>) select.get("adapters"))
            .stream()
                .filter(
                    pattern -> servers.keySet().stream().noneMatch(name -> matches(pattern, name)))
                .toList();
    return Map.of("adapters", adapters, "missing", missing);
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set) {
    found(select).forEach(name -> servers.put(name, (List<?>) set.get("servers")));
    return Optional.empty();
  }
}
