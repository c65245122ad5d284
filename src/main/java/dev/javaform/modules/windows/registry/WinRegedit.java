package dev.javaform.modules.windows.registry;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.Existence;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A key of the registry, or a value of one. */
@Name("ansible.windows.win_regedit")
@Manual(
    summary = "Keeps a key or a value of the registry as it should be.",
    example =
        """
        - name: Let nothing record games
          win_regedit:
            path: HKCU:\\System\\GameConfigStore
            name: GameDVR_Enabled
            data: 0
            type: dword
            user: gamer
        - name: Wish for variable refresh, and leave the other wishes alone
          win_regedit:
            path: HKCU:\\Software\\Microsoft\\DirectX
            name: DirectXUserGlobalSettings
            pairs:
              VRROptimizeEnable: 1
            user: gamer
        """,
    returns = {
      "data_changed: Whether the data was or would be another.",
      "data_type_changed: Whether its kind was or would be another."
    })
public record WinRegedit(
    @Argument(value = "The key, such as HKLM:\\SOFTWARE\\Example.", aliases = "key") String path,
    @Argument(
            value = "The value; where there is no name and no data only the key counts.",
            aliases = {"entry", "value"})
        Optional<String> name,
    @Argument("What the value holds: a number, a text, a list, hex:01,af.") Optional<Object> data,
    @Argument(value = "The kind of the data.", aliases = "datatype", preset = "string")
        RegistryKind type,
    @Argument(value = "Whether it is there.", preset = "present") Existence state,
    @Argument(
            value = "Without a name: whether absent removes the whole key, not only its default.",
            preset = "true")
        boolean deleteKey,
    @Argument("A file that is mounted as HKLM:\\ANSIBLE while the task runs.")
        Optional<String> hive,
    @Argument(
            "Whose settings HKCU:\\ means: a name, a SID, default for users to come, connection for"
                + " whoever is connected.")
        Optional<String> user,
    @Argument("Names and values of a text such as a=1;b=2; what it has besides is kept.")
        Optional<Map<String, Object>> pairs,
    @Argument("The bits of binary data that count, as hex:ff,00; the others are kept.")
        Optional<String> mask)
    implements Module<RegistryValue> {

  /** Where nobody says whose settings are meant. */
  private static final String WHOSE =
      "HKCU:\\ is the registry of whoever is connected; say whose settings are meant with user:.";

  public WinRegedit {
    place(path, hive, user);
    if (pairs.isPresent() && (data.isPresent() || type != RegistryKind.STRING)) {
      throw new IllegalArgumentException("\"pairs\" stands for the data of a string.");
    }
    if (mask.isPresent() && type != RegistryKind.BINARY) {
      throw new IllegalArgumentException("\"mask\" is for binary data.");
    }
    mask.ifPresent(bits -> RegistryKind.BINARY.read(Optional.of(bits)));
    type.read(data);
  }

  private static RegistryPath place(String path, Optional<String> hive, Optional<String> user) {
    return hive.map(file -> RegistryPath.inFile(path, file))
        .orElseGet(() -> RegistryPath.of(path, user));
  }

  private RegistryPath place() {
    return place(path, hive, user);
  }

  /** Whether the task is about the key and none of its values. */
  private boolean isOfKey() {
    boolean nameless = name.filter(text -> !text.isEmpty()).isEmpty();
    return nameless
        && data.isEmpty()
        && pairs.isEmpty()
        && (state == Existence.PRESENT || deleteKey);
  }

  private Script.PowerShell question() {
    Map<String, Object> select = new LinkedHashMap<>(place().select());
    if (!isOfKey()) {
      select.put("name", name.orElse(""));
    }
    return Script.PowerShell.ask("registry", select);
  }

  @Override
  public Probe<RegistryValue> observe() {
    return Probe.of(
        question(),
        RegistryValue.class,
        output ->
            isOfKey()
                ? RegistryValue.ofKey(Answer.of(output))
                : RegistryValue.ofValue(Answer.of(output)));
  }

  @Override
  public Plan<RegistryValue> decide(RegistryValue seen) {
    RegistryValue wanted = wanted(seen);
    Plan<RegistryValue> plan =
        seen.equals(wanted)
            ? Plan.keep(seen)
            : Plan.move(seen, wanted, new Step.Run(purpose(), question().set(set(wanted))));
    return plan.returning(returns(seen, wanted)).warning(warnings());
  }

  private Map<String, Object> set(RegistryValue wanted) {
    return isOfKey() ? Map.of("exists", wanted.key()) : wanted.set();
  }

  private List<String> warnings() {
    boolean unsaid = hive.isEmpty() && user.isEmpty() && place().user().isPresent();
    return unsaid ? List.of(WHOSE) : List.of();
  }

  private String purpose() {
    String what = isOfKey() ? "key " + path : "value %s of %s".formatted(name.orElse(""), path);
    return (state == Existence.PRESENT ? "set the " : "remove the ") + what;
  }

  private RegistryValue wanted(RegistryValue seen) {
    if (isOfKey()) {
      return seen.withKey(state == Existence.PRESENT);
    }
    return state == Existence.PRESENT
        ? seen.withValue(type.word(), wantedData(seen))
        : seen.withoutValue();
  }

  private ImmutableList<String> wantedData(RegistryValue seen) {
    boolean same = seen.kind().filter(type.word()::equals).isPresent();
    String old = same ? seen.single() : "";
    if (pairs.isPresent()) {
      return ImmutableList.of(Merging.pairs(old, pairs.get()));
    }
    ImmutableList<String> bytes = type.read(data);
    return mask.map(bits -> RegistryKind.BINARY.read(Optional.of(bits)).getFirst())
        .map(bits -> ImmutableList.of(Merging.bits(old, bytes.getFirst(), bits)))
        .orElse(bytes);
  }

  private static Returns returns(RegistryValue seen, RegistryValue wanted) {
    boolean both = seen.exists() && wanted.exists();
    return Returns.of(
        Map.of(
            "data_changed", both && !seen.data().equals(wanted.data()),
            "data_type_changed", both && !seen.kind().equals(wanted.kind())));
  }
}
