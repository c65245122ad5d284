package dev.javaform.remote.winrm.host.model;

import com.google.common.base.Splitter;
import dev.javaform.python.JsonStyle;
import dev.javaform.python.JsonWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Scripts and programs, of which it understands {@code echo}, {@code Write-Output}, {@code
 * New-Item}, {@code Test-Path}, {@code throw} and {@code exit}, one to a line. What it ran is kept.
 */
public final class RunModel implements ResourceModel {

  private static final JsonWriter JSON =
      new JsonWriter(JsonStyle.LINE.separated(",", ":"), String::valueOf);

  private final GuestFiles files;
  private final List<Map<String, Object>> ran = new ArrayList<>();

  RunModel(GuestFiles files) {
    this.files = files;
  }

  /** What was run, tests not included, with what it was given. */
  public List<Map<String, Object>> ran() {
    return List.copyOf(ran);
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) throws ModelException {
    boolean created =
        select.get("creates") != null && files.exists(ResourceModel.text(select, "creates"));
    boolean removed =
        select.get("removes") != null && !files.exists(ResourceModel.text(select, "removes"));
    Map<String, Object> state = new LinkedHashMap<>();
    state.put("created", created);
    state.put("removed", removed);
    state.put("holds", null);
    if (select.get("test") != null && !created && !removed) {
      state.put("holds", run(ResourceModel.text(select, "test")).get("rc").equals(0));
    }
    return state;
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
      throws ModelException {
    Map<String, Object> all = new LinkedHashMap<>(select);
    all.putAll(set);
    ran.add(all);
    String text =
        set.get("script") != null
            ? ResourceModel.text(set, "script")
            : ResourceModel.text(set, "line");
    return Optional.of(run(text));
  }

  /** The same scripts within a PowerShell that tells all about them (win_powershell). */
  ResourceModel collected() {
    return new ResourceModel() {
      @Override
      public Map<String, Object> read(Map<String, Object> select) throws ModelException {
        return RunModel.this.read(select);
      }

      @Override
      public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
          throws ModelException {
        ran.add(set);
        Map<String, Object> ended = run(ResourceModel.text(set, "script"));
        boolean failed = !ended.get("stderr").equals("");
        String told = JSON.text(told(ended, failed));
        return Optional.of(EventModel.ended(failed ? 1 : 0, told, ""));
      }
    };
  }

  private static Map<String, Object> told(Map<String, Object> ended, boolean failed) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("failed", failed);
    told.put("changed", true);
    told.put("result", Map.of());
    told.put("diff", Map.of());
    told.put("output", ended.get("stdout").toString().lines().toList());
    List<Map<String, Object>> errors =
        failed ? List.of(Map.of("output", ended.get("stderr"))) : List.of();
    told.put("error", errors);
    List.of("warning", "verbose", "debug", "information")
        .forEach(each -> told.put(each, List.of()));
    told.put("host_out", "");
    return told;
  }

  private Map<String, Object> run(String script) throws ModelException {
    StringBuilder out = new StringBuilder();
    for (String line : Splitter.onPattern("[\r\n;]+").trimResults().split(script)) {
      List<String> words = Splitter.on(' ').limit(2).splitToList(line);
      String rest = words.size() > 1 ? words.get(1) : "";
      switch (words.getFirst()) {
        case "" -> {}
        case "echo", "Write-Output" -> out.append(rest.replaceAll("['\"]", "")).append("\r\n");
        case "New-Item" -> files.put(rest, new byte[0]);
        case "Test-Path" -> {
          return EventModel.ended(files.exists(rest) ? 0 : 1, out.toString(), "");
        }
        case "exit" -> {
          return EventModel.ended(Integer.parseInt(rest), out.toString(), "");
        }
        case "throw" -> {
          return EventModel.ended(1, out.toString(), rest + "\r\n");
        }
        default -> {
          return EventModel.ended(1, out.toString(), line + " : not recognized\r\n");
        }
      }
    }
    return EventModel.ended(0, out.toString(), "");
  }
}
