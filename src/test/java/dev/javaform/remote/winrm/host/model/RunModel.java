package dev.javaform.remote.winrm.host.model;

import com.google.common.base.Splitter;
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
