package dev.javaform.modules.windows.boot;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Argument;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Tells where the entry that a guest booted from is not as it should be, and never changes it. */
@Name("javaform.host.win_bcd")
@Manual(
    summary = "Tells what of the boot configuration is not as it should be; changes nothing.",
    example =
        """
        - name: Leave time to the hypervisor
          win_bcd:
            wanted:
              useplatformclock: absent
              disabledynamictick: absent
              testsigning: false
        """,
    returns = {
      "values: What the entry has, by the names that were asked for.",
      "drift: The names of those that are not as wanted."
    })
public record WinBcd(
    @Argument(
            "Elements of the entry, as bcdedit.exe or by number, and what they are to be: true,"
                + " false, a number, or absent.")
        Map<String, Object> wanted,
    @Argument(value = "Whether what differs fails or is only reported.", preset = "fail")
        Drift drift)
    implements Module<WinBcd.BootEntry> {

  private static final String ABSENT = "absent";

  /** What to do about a difference. */
  public enum Drift {
    FAIL,
    REPORT
  }

  /**
   * The entry.
   *
   * @param values true, false and numbers by the numbers of their elements
   */
  public record BootEntry(ImmutableMap<Long, String> values) {

    static BootEntry of(Answer answer) {
      Map<Long, String> values = new LinkedHashMap<>();
      for (Answer element : answer.parts("elements")) {
        values.put(
            Long.parseLong(element.words("type")), element.words("value").toLowerCase(Locale.ROOT));
      }
      return new BootEntry(ImmutableMap.copyOf(values));
    }
  }

  public WinBcd {
    wanted.forEach(WinBcd::check);
  }

  private static void check(String name, Object value) {
    if (BootElement.number(name).isEmpty()) {
      throw new IllegalArgumentException(
          "\"%s\" is no element that is known here; known are %s, and numbers such as 0x260000a2."
              .formatted(name, String.join(", ", BootElement.NUMBERS.keySet())));
    }
    if (!String.valueOf(value).toLowerCase(Locale.ROOT).matches("true|false|absent|[0-9]+")) {
      throw new IllegalArgumentException(
          "\"%s\" is to be \"%s\"; it can be true, false, a number or absent."
              .formatted(name, value));
    }
  }

  @Override
  public Probe<BootEntry> observe() {
    return Probe.of(
        Script.PowerShell.ask("boot_entry", Map.of()),
        BootEntry.class,
        output -> BootEntry.of(Answer.of(output)));
  }

  @Override
  public Plan<BootEntry> decide(BootEntry seen) {
    Map<String, Object> values = new LinkedHashMap<>();
    ImmutableList.Builder<String> differing = ImmutableList.builder();
    wanted.forEach(
        (name, value) -> {
          String found = found(seen, name);
          values.put(name, found);
          if (!fits(String.valueOf(value).toLowerCase(Locale.ROOT), found)) {
            differing.add(name);
          }
        });
    return told(seen, values, differing.build());
  }

  private static String found(BootEntry seen, String name) {
    return BootElement.number(name).map(seen.values()::get).orElse(ABSENT);
  }

  /** A truth that is not there is false. */
  private static boolean fits(String wish, String found) {
    return wish.equals(found) || (wish.equals("false") && found.equals(ABSENT));
  }

  private Plan<BootEntry> told(
      BootEntry seen, Map<String, Object> values, ImmutableList<String> differing) {
    Map<String, Object> returns = Map.of("values", values, "drift", differing);
    if (differing.isEmpty()) {
      return Plan.keep(seen).returning(Returns.of(returns));
    }
    String message =
        "the boot entry is not as wanted: %s; see bcdedit.exe /enum {current}"
            .formatted(
                String.join(
                    ", ",
                    differing.stream()
                        .map(
                            name ->
                                "%s is %s, not %s"
                                    .formatted(name, values.get(name), wanted.get(name)))
                        .toList()));
    if (drift == Drift.FAIL) {
      throw new ModuleFailure(message, returns);
    }
    return Plan.keep(seen).returning(Returns.of(returns)).warning(ImmutableList.of(message));
  }
}
