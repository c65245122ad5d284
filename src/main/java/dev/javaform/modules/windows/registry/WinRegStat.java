package dev.javaform.modules.windows.registry;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.BaseEncoding;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at a key of the registry, or at a value of one. */
@Name("ansible.windows.win_reg_stat")
@Manual(
    summary = "Tells what a key or a value of the registry holds.",
    example =
        """
        - name: See which build it is
          win_reg_stat:
            path: HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion
            name: CurrentBuild
          register: build
        """,
    returns = {
      "exists: Whether there is such a key or value.",
      "properties: The values of the key, by their names: raw_value, type and value of each.",
      "sub_keys: The names of the keys below it.",
      "raw_value: What the value holds, variables not expanded.",
      "type: The kind of the value, such as REG_DWORD.",
      "value: What the value holds, variables expanded."
    })
public record WinRegStat(
    @Argument(value = "The key, such as HKLM:\\SOFTWARE\\Example.", aliases = "key") String path,
    @Argument(
            value = "The value; unsaid, the key with all of its values.",
            aliases = {"entry", "value", "property"})
        Optional<String> name,
    @Argument(
            "Whose settings HKCU:\\ means: a name, a SID, default for users to come, connection for"
                + " whoever is connected.")
        Optional<String> user)
    implements Module<WinRegStat.Found> {

  private static final ImmutableMap<String, String> TYPES =
      ImmutableMap.of(
          "none", "REG_NONE",
          "string", "REG_SZ",
          "expandstring", "REG_EXPAND_SZ",
          "binary", "REG_BINARY",
          "dword", "REG_DWORD",
          "multistring", "REG_MULTI_SZ",
          "qword", "REG_QWORD");

  /**
   * What is there.
   *
   * @param values what is told of each value, by its name
   */
  public record Found(
      boolean exists,
      ImmutableMap<String, ImmutableMap<String, Object>> values,
      ImmutableList<String> keys) {

    static Found of(Answer answer) {
      Map<String, ImmutableMap<String, Object>> values = new LinkedHashMap<>();
      answer.parts("values").forEach(value -> values.put(value.words("name"), told(value)));
      return new Found(answer.flag("exists"), ImmutableMap.copyOf(values), answer.texts("keys"));
    }
  }

  public WinRegStat {
    RegistryPath.of(path, user);
  }

  @Override
  public Probe<Found> observe() {
    Map<String, Object> select = new LinkedHashMap<>(RegistryPath.of(path, user).select());
    name.ifPresent(text -> select.put("name", text));
    return Probe.of(
        Script.PowerShell.ask("registry_key", select),
        Found.class,
        output -> Found.of(Answer.of(output)));
  }

  @Override
  public Plan<Found> decide(Found seen) {
    return Plan.keep(seen).returning(Returns.of(name.isPresent() ? ofValue(seen) : ofKey(seen)));
  }

  private static Map<String, Object> ofKey(Found seen) {
    return seen.exists()
        ? Map.of("exists", true, "properties", seen.values(), "sub_keys", seen.keys())
        : Map.of("exists", false);
  }

  private static Map<String, Object> ofValue(Found seen) {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("exists", !seen.values().isEmpty());
    seen.values().values().forEach(told::putAll);
    return told;
  }

  /** Bytes are told as numbers, and raw as their hexadecimal digits. */
  private static ImmutableMap<String, Object> told(Answer value) {
    String kind = value.words("kind");
    String data = value.words("data");
    String type = TYPES.getOrDefault(kind, "REG_" + kind);
    return switch (kind) {
      case "multistring" -> told(type, value.texts("data"), value.texts("data"));
      case "dword", "qword" ->
          told(type, Long.parseUnsignedLong(data), Long.parseUnsignedLong(data));
      case "binary", "none" ->
          told(type, octets(data).stream().map("0x%02x"::formatted).toList(), octets(data));
      case "expandstring" -> told(type, data, value.text("expanded").orElse(data));
      default -> told(type, data, data);
    };
  }

  private static ImmutableMap<String, Object> told(String type, Object raw, Object plain) {
    return ImmutableMap.of("raw_value", raw, "type", type, "value", plain);
  }

  private static List<Long> octets(String hex) {
    ImmutableList.Builder<Long> all = ImmutableList.builder();
    for (byte each : BaseEncoding.base16().lowerCase().decode(hex)) {
      all.add((long) (each & 0xFF));
    }
    return all.build();
  }
}
