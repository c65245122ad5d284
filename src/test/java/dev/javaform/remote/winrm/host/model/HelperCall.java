package dev.javaform.remote.winrm.host.model;

import com.google.common.base.CaseFormat;
import dev.javaform.python.JsonStyle;
import dev.javaform.python.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call of the helper, in the order of its steps: all reads, all writes, the reads after. */
final class HelperCall {

  private static final JsonWriter JSON =
      new JsonWriter(JsonStyle.LINE.separated(",", ":"), String::valueOf);

  private final Map<String, ResourceModel> types;
  private final Set<String> defined;
  private int writes;

  /**
   * @param defined the helper's functions that this PowerShell knows
   */
  HelperCall(Map<String, ResourceModel> types, Set<String> defined) {
    this.types = types;
    this.defined = defined;
  }

  int writes() {
    return writes;
  }

  /** A resource of the request, and what becomes of it. */
  private static final class Item {
    private final String type;
    private final Map<String, Object> select;
    private final Optional<Map<String, Object>> set;
    private final boolean late;
    private final boolean blind;
    private final List<?> accept;
    private final Map<String, Object> result = new LinkedHashMap<>();

    Item(Map<String, Object> told) {
      type = ResourceModel.text(told, "type");
      select = table(told.get("select"));
      set = Optional.ofNullable(told.get("set")).map(HelperCall::table);
      late = Boolean.TRUE.equals(told.get("late"));
      blind = Boolean.TRUE.equals(told.get("blind"));
      accept = told.get("accept") instanceof List<?> codes ? codes : List.of();
      result.put("id", told.get("id"));
      result.put("done", false);
      result.put("changed", false);
      List.of("before", "after", "output").forEach(name -> result.put(name, null));
      result.put("reboot", false);
      result.put("warnings", List.of());
      result.put("error", null);
    }

    boolean isDone() {
      return Boolean.TRUE.equals(result.get("done"));
    }

    void fail(ModelException e) {
      result.put("error", e.getMessage());
    }
  }

  String answer(Map<?, ?> request) throws InterruptedException {
    boolean check = Boolean.TRUE.equals(request.get("check"));
    List<Item> items = new ArrayList<>();
    for (Object each : (List<?>) request.get("resources")) {
      items.add(new Item(table(each)));
    }
    items.forEach(this::before);
    boolean failed = false;
    for (Item item : items) {
      if (item.set.isPresent() && !failed) {
        set(item, item.set.get(), check);
        failed = !item.isDone();
      }
    }
    if (!failed) {
      items.forEach(this::after);
    }
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("version", "1");
    answer.put("results", items.stream().map(item -> item.result).toList());
    return JSON.text(answer);
  }

  private void before(Item item) {
    if (item.late) {
      return;
    }
    try {
      item.result.put("before", read(item));
      item.result.put("done", item.set.isEmpty());
    } catch (ModelException e) {
      if (item.set.isEmpty()) {
        item.fail(e);
      }
    }
  }

  private void set(Item item, Map<String, Object> set, boolean check) throws InterruptedException {
    try {
      boolean changed = differs(item.result.get("before"), set);
      item.result.put("changed", changed);
      if (changed && !check) {
        writes++;
        require("Write-Jf", item.type);
        Optional<Object> output = model(item.type).write(item.select, set);
        item.result.put("output", output.orElse(null));
        item.result.put("reboot", model(item.type).reboots(set));
      }
      item.result.put("done", accepted(item));
    } catch (ModelException e) {
      item.fail(e);
    }
  }

  private static boolean accepted(Item item) {
    return item.accept.isEmpty()
        || !(item.result.get("output") instanceof Map<?, ?> output)
        || !output.containsKey("rc")
        || item.accept.stream().anyMatch(code -> code.toString().equals("" + output.get("rc")));
  }

  private void after(Item item) {
    try {
      if (item.late) {
        item.result.put("before", read(item));
        item.result.put("done", true);
      } else if (item.set.isPresent() && !item.blind) {
        item.result.put("after", read(item));
      }
    } catch (ModelException e) {
      item.fail(e);
    }
  }

  private @Nullable Map<String, Object> read(Item item) throws ModelException {
    if (item.blind) {
      return null;
    }
    require("Read-Jf", item.type);
    return model(item.type).read(item.select);
  }

  private ResourceModel model(String type) {
    return types.computeIfAbsent(type, _ -> new KeptModel());
  }

  private void require(String verb, String type) throws ModelException {
    String function = verb + CaseFormat.LOWER_UNDERSCORE.to(CaseFormat.UPPER_CAMEL, type);
    if (!defined.contains(function)) {
      throw new ModelException(
          "The term '%s' is not recognized as the name of a cmdlet.".formatted(function));
    }
  }

  /** As JSON sees it, property by property; one that the state lacks differs. */
  private static boolean differs(@Nullable Object state, Map<String, Object> set) {
    return set.entrySet().stream()
        .anyMatch(
            each ->
                !(state instanceof Map<?, ?> known)
                    || !known.containsKey(each.getKey())
                    || !JSON.text(known.get(each.getKey())).equals(JSON.text(each.getValue())));
  }

  /** Tables as they are, texts behind their sign. */
  private static Map<String, Object> table(Object told) {
    Map<String, Object> table = new LinkedHashMap<>();
    ((Map<?, ?>) told).forEach((name, value) -> table.put(name.toString(), plain(value)));
    return table;
  }

  private static @Nullable Object plain(@Nullable Object told) {
    return switch (told) {
      case Map<?, ?> map when map.keySet().equals(Set.of("$text")) ->
          map.get("$text").toString().substring(1);
      case Map<?, ?> map -> table(map);
      case List<?> list -> list.stream().map(HelperCall::plain).toList();
      case null, default -> told;
    };
  }
}
