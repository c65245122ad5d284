package dev.javaform.modules.windows.security;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A folder that a guest shares.
 *
 * @param settings path, description, and how it is shared, by the helper's names
 * @param access entries such as {@code full BUILTIN\Administrators}
 * @param entries the same with SIDs, by what people see
 * @param asked the account behind each name in the task, as the helper tells it
 * @param folder the path that is wanted, as Windows writes it
 */
public record SharedFolder(
    boolean exists,
    ImmutableMap<String, Object> settings,
    ImmutableSortedSet<String> access,
    @Unseen ImmutableMap<String, String> entries,
    @Unseen ImmutableMap<String, Answer> asked,
    @Unseen String folder,
    @Unseen boolean folderExists) {

  private static final List<String> SETTINGS =
      List.of("path", "description", "list", "caching_mode", "encrypt");

  static SharedFolder of(Answer answer) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (String name : SETTINGS) {
      Object value = answer.values().get(name);
      if (value != null) {
        settings.put(name, value);
      }
    }
    Map<String, String> entries = entries(answer.texts("access"), answer.texts("names"));
    Map<String, Answer> asked = new LinkedHashMap<>();
    answer.parts("asked").stream()
        .filter(each -> each.text("sid").isPresent())
        .forEach(each -> asked.put(each.words("asked"), each));
    return new SharedFolder(
        answer.flag("exists"),
        ImmutableMap.copyOf(settings),
        ImmutableSortedSet.copyOf(entries.keySet()),
        ImmutableMap.copyOf(entries),
        ImmutableMap.copyOf(asked),
        answer.words("folder"),
        answer.flag("folder_exists"));
  }

  private static Map<String, String> entries(List<String> access, List<String> names) {
    Map<String, String> entries = new LinkedHashMap<>();
    for (int i = 0; i < access.size(); i++) {
      String right = access.get(i).substring(0, access.get(i).indexOf(' '));
      entries.put(right + " " + names.get(i), access.get(i));
    }
    return entries;
  }

  SharedFolder with(Map<String, Object> newSettings, Map<String, String> newEntries) {
    return new SharedFolder(
        true,
        ImmutableMap.copyOf(newSettings),
        ImmutableSortedSet.copyOf(newEntries.keySet()),
        ImmutableMap.copyOf(newEntries),
        asked,
        folder,
        folderExists);
  }

  SharedFolder removed() {
    return new SharedFolder(
        false,
        ImmutableMap.of(),
        ImmutableSortedSet.of(),
        ImmutableMap.of(),
        asked,
        folder,
        folderExists);
  }
}
