package dev.javaform.remote.winrm.host.model;

import com.google.common.io.Resources;
import dev.javaform.python.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of a guest: a game machine under QEMU, with a graphics card of its own. */
final class FactsModel implements ResourceModel {

  private final Map<?, ?> facts;
  private final MachineModel machine;

  FactsModel(MachineModel machine) {
    this.machine = machine;
    try {
      String json =
          Resources.toString(
              Resources.getResource(FactsModel.class, "facts.json"), StandardCharsets.UTF_8);
      facts = (Map<?, ?>) JsonReader.read(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Object group : (List<?>) select.getOrDefault("groups", List.of())) {
      all.put(group.toString(), of(group.toString()));
    }
    return all;
  }

  private Object of(String group) {
    long now = System.currentTimeMillis();
    Instant booted = machine.lastBoot();
    return switch (group) {
      case "date_time" ->
          Map.of("epoch_ms", now, "offset_minutes", 60, "zone", "W. Europe Standard Time");
      case "uptime" ->
          Map.of(
              "now_ms",
              now,
              "booted_ms",
              booted.toEpochMilli(),
              "booted",
              booted.toString().substring(0, 19).replace('T', ' ') + "Z");
      default -> facts.get(group);
    };
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
      throws ModelException {
    throw new ModelException("facts cannot be set");
  }
}
