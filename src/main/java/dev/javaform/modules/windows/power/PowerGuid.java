package dev.javaform.modules.windows.power;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import java.util.Locale;
import java.util.regex.Pattern;

/** GUIDs as the helper writes them, and the names that powercfg.exe has for some. */
final class PowerGuid {

  private static final Pattern GUID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  /** {@code powercfg /aliases}. */
  private static final ImmutableMap<String, String> NAMES =
      ImmutableMap.<String, String>builder()
          .put("scheme_max", "a1841308-3541-4fab-bc81-f71556f20b4a")
          .put("scheme_min", "8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c")
          .put("scheme_balanced", "381b4222-f694-41f0-9685-ff5bb260df2e")
          .put("sub_sleep", "238c9fa8-0aad-41ed-83f4-97be242c8f20")
          .put("standbyidle", "29f6c1db-86da-48c5-9fdb-f2b67b1f44da")
          .put("hibernateidle", "9d7815a6-7ee4-497e-8888-515a05f02364")
          .put("sub_video", "7516b95f-f776-4464-8c53-06167f40cc99")
          .put("videoidle", "3c0bc021-c8a8-4e07-a973-6b14cbcb2b7e")
          .put("sub_pciexpress", "501a4d13-42af-4429-9fd1-a8218c268e20")
          .put("aspm", "ee12f906-d277-404b-b6da-e5fa1a576df5")
          .put("sub_disk", "0012ee47-9041-4b5d-9b77-535fba8b1442")
          .put("diskidle", "6738e2c4-e8a5-4a42-b16a-e040e769756e")
          .put("sub_processor", "54533251-82be-4824-96c1-47b60b740d00")
          .put("procthrottlemin", "893dee8e-2bef-41e0-89c6-b55d0929964c")
          .put("procthrottlemax", "bc5038f7-23e0-4960-96da-33abaf5935ec")
          .buildOrThrow();

  private PowerGuid() {}

  /**
   * A GUID, whether it is written out or by its name.
   *
   * @param argument which argument has it, for the message
   */
  static String of(String written, String argument) {
    String bare = CharMatcher.anyOf("{} ").trimFrom(written).toLowerCase(Locale.ROOT);
    String guid = NAMES.getOrDefault(bare, bare);
    if (!GUID.matcher(guid).matches()) {
      throw new IllegalArgumentException(
          "\"%s\" is \"%s\"; it is a GUID such as 8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c or one of %s."
              .formatted(argument, written, String.join(", ", NAMES.keySet())));
    }
    return guid;
  }
}
