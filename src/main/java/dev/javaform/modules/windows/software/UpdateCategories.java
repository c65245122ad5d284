package dev.javaform.modules.windows.software;

import com.google.common.collect.ImmutableMap;
import java.util.List;
import java.util.Locale;

/**
 * Kinds of updates. Guests name them in their own language; the ids are the same everywhere
 * (Microsoft, "WSUS Classification GUIDs").
 */
final class UpdateCategories {

  private static final ImmutableMap<String, String> IDS =
      ImmutableMap.<String, String>builder()
          .put("application", "5c9376ab-8ce6-464a-b136-22113dd69801")
          .put("connectors", "434de588-ed14-48f5-8eed-a15e09a991f6")
          .put("criticalupdates", "e6cf1350-c01b-414d-a61f-263d14d133b4")
          .put("definitionupdates", "e0789628-ce08-4437-be74-2495b842f43b")
          .put("developerkits", "e140075d-8433-45c3-ad87-e72345b36078")
          .put("drivers", "ebfc1fc5-71a4-4f7b-9aca-3b9a503104a0")
          .put("featurepacks", "b54e7d24-7add-428f-8b75-90a396fa584f")
          .put("guidance", "9511d615-35b2-47bb-927f-f73d8e9260bb")
          .put("securityupdates", "0fa1201d-4330-4fa8-8ae9-b877473b6441")
          .put("servicepacks", "68c5b0a3-d1a6-4553-ae49-01d3a7827828")
          .put("tools", "b4832bd8-e735-4761-8daf-37f882276dab")
          .put("updaterollups", "28bc880e-0592-4cbf-8f95-c79b17911d5f")
          .put("updates", "cd5ffd1e-e932-4e3a-bf74-18bf0b1bbd83")
          .put("upgrades", "3689bdc8-b205-4af4-8d4a-a63924c5e9d5")
          .buildOrThrow();

  private UpdateCategories() {}

  /** Whether an update belongs to one of these. */
  static boolean match(List<String> wanted, OfferedUpdate update) {
    return wanted.stream().anyMatch(each -> each.equals("*") || matches(each, update));
  }

  private static boolean matches(String wanted, OfferedUpdate update) {
    String word = word(wanted);
    String id = IDS.getOrDefault(word, word);
    return update.categoryIds().contains(id)
        || update.categories().stream().anyMatch(each -> word(each).equals(word));
  }

  private static String word(String name) {
    return name.toLowerCase(Locale.ROOT).replace(" ", "");
  }
}
