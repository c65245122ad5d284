package dev.javaform.remote.winrm.host.model;

import com.google.common.collect.ImmutableList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The power plans of a guest, with their settings: the three that Windows shows, and one that it
 * hides and lets copy.
 */
public final class PowerModel {

  private static final String BALANCED = "381b4222-f694-41f0-9685-ff5bb260df2e";
  private static final String FAST = "8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c";
  private static final String SAVING = "a1841308-3541-4fab-bc81-f71556f20b4a";
  private static final String ULTIMATE = "e9a42b02-d5df-448d-aa00-03f14749eb61";

  /** Group and setting: standby, hibernation, monitor, USB selective suspend, PCIe link state. */
  private static final ImmutableList<String> SETTINGS =
      ImmutableList.of(
          "238c9fa8-0aad-41ed-83f4-97be242c8f20 29f6c1db-86da-48c5-9fdb-f2b67b1f44da",
          "238c9fa8-0aad-41ed-83f4-97be242c8f20 9d7815a6-7ee4-497e-8888-515a05f02364",
          "7516b95f-f776-4464-8c53-06167f40cc99 3c0bc021-c8a8-4e07-a973-6b14cbcb2b7e",
          "2a737441-1930-4402-8d77-b2bebba308a3 48e6b7a6-50f5-4782-a5d4-53bb8f07e226",
          "501a4d13-42af-4429-9fd1-a8218c268e20 ee12f906-d277-404b-b6da-e5fa1a576df5");

  /** A plan; its values by group, setting and "ac" or "dc". */
  private record Plan(String name, Map<String, String> values) {}

  private final Map<String, Plan> plans = new LinkedHashMap<>();
  private final Plan hidden = plan("Ultimate Performance");
  private String active = BALANCED;

  PowerModel() {
    plans.put(BALANCED, plan("Balanced"));
    plans.put(FAST, plan("High performance"));
    plans.put(SAVING, plan("Power saver"));
  }

  private static Plan plan(String name) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String setting : SETTINGS) {
      values.put(setting + " ac", "1800");
      values.put(setting + " dc", "900");
    }
    return new Plan(name, values);
  }

  /** The plans: which there are, and which counts. */
  ResourceModel plans() {
    return new ResourceModel() {
      @Override
      public Map<String, Object> read(Map<String, Object> select) {
        List<Map<String, Object>> all =
            plans.entrySet().stream()
                .map(
                    plan ->
                        Map.<String, Object>of(
                            "guid", plan.getKey(), "name", plan.getValue().name()))
                .toList();
        return Map.of("active", active, "plans", all);
      }

      @Override
      public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
          throws ModelException {
        activate(ResourceModel.text(set, "active"), ResourceModel.text(set, "copy_of"));
        return Optional.empty();
      }
    };
  }

  private void activate(String wanted, String original) throws ModelException {
    if (!plans.containsKey(wanted) && !original.isEmpty()) {
      Plan from = original.equals(ULTIMATE) ? hidden : existing(original);
      plans.put(wanted, new Plan(from.name(), new LinkedHashMap<>(from.values())));
    }
    existing(wanted);
    active = wanted;
  }

  private Plan existing(String guid) throws ModelException {
    if (!plans.containsKey(guid)) {
      throw new ModelException(
          "PowerSetActiveScheme: The system cannot find the file specified. (2)");
    }
    return plans.get(guid);
  }

  /** One setting of a plan. */
  ResourceModel settings() {
    return new ResourceModel() {
      @Override
      public Map<String, Object> read(Map<String, Object> select) throws ModelException {
        String scheme = scheme(select);
        return Map.of(
            "scheme", scheme,
            "ac", value(scheme, select, "ac"),
            "dc", value(scheme, select, "dc"));
      }

      @Override
      public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
          throws ModelException {
        String scheme = scheme(select);
        for (String source : List.of("ac", "dc")) {
          if (set.containsKey(source)) {
            value(scheme, select, source);
            existing(scheme).values().put(key(select, source), ResourceModel.text(set, source));
          }
        }
        return Optional.empty();
      }
    };
  }

  private String scheme(Map<String, Object> select) {
    String scheme = ResourceModel.text(select, "scheme");
    return scheme.equals("active") ? active : scheme;
  }

  private static String key(Map<String, Object> select, String source) {
    return ResourceModel.text(select, "subgroup")
        + " "
        + ResourceModel.text(select, "setting")
        + " "
        + source;
  }

  private String value(String scheme, Map<String, Object> select, String source)
      throws ModelException {
    String value = existing(scheme).values().get(key(select, source));
    if (value == null) {
      throw new ModelException("there is no power setting " + key(select, source));
    }
    return value;
  }
}
