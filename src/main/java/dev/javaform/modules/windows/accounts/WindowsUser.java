package dev.javaform.modules.windows.accounts;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A local user of a guest.
 *
 * @param texts full name, description and paths, by the names of the task's arguments
 * @param flags what is true of the account, by the names of the task's arguments
 * @param groups the local groups that it is in
 * @param password where it counts: {@code same} as wanted, {@code other}, or {@code unknown}
 * @param known the local group behind each name of one in the task
 */
public record WindowsUser(
    @Unseen String name,
    boolean exists,
    ImmutableSortedMap<String, String> texts,
    ImmutableSortedMap<String, Boolean> flags,
    ImmutableSortedSet<String> groups,
    Optional<String> password,
    @Unseen ImmutableMap<String, String> known,
    @Unseen Optional<String> sid,
    @Unseen Optional<String> path)
    implements Situated<WindowsUser> {

  static final String SAME = "same";
  static final String UNKNOWN = "unknown";

  private static final List<String> TEXTS =
      List.of("description", "fullname", "home_directory", "login_script", "profile");

  private static final List<String> FLAGS =
      List.of(
          "account_disabled",
          "account_locked",
          "password_expired",
          "password_never_expires",
          "user_cannot_change_password");

  static WindowsUser of(String name, Answer answer) {
    return new WindowsUser(
        name,
        answer.flag("exists"),
        TEXTS.stream()
            .collect(
                ImmutableSortedMap.toImmutableSortedMap(
                    String::compareTo, key -> key, answer::words)),
        FLAGS.stream()
            .collect(
                ImmutableSortedMap.toImmutableSortedMap(
                    String::compareTo, key -> key, answer::flag)),
        ImmutableSortedSet.copyOf(answer.texts("groups")),
        answer.text("password"),
        known(answer),
        answer.text("sid"),
        answer.text("path"));
  }

  private static ImmutableMap<String, String> known(Answer answer) {
    ImmutableMap.Builder<String, String> known = ImmutableMap.builder();
    for (Answer each : answer.parts("asked")) {
      each.text("name").ifPresent(name -> known.put(each.words("asked"), name));
    }
    return known.buildKeepingLast();
  }

  /** The same user with other properties; what is not among the new ones stays. */
  WindowsUser with(
      Map<String, String> newTexts,
      Map<String, Boolean> newFlags,
      ImmutableSortedSet<String> newGroups,
      Optional<String> newPassword) {
    Map<String, String> allTexts = new LinkedHashMap<>(texts);
    allTexts.putAll(newTexts);
    Map<String, Boolean> allFlags = new LinkedHashMap<>(flags);
    allFlags.putAll(newFlags);
    return new WindowsUser(
        name,
        true,
        ImmutableSortedMap.copyOf(allTexts),
        ImmutableSortedMap.copyOf(allFlags),
        newGroups,
        newPassword,
        known,
        sid,
        path);
  }

  WindowsUser removed() {
    return of(name, new Answer(Map.of()));
  }

  /** Groups that earlier tasks would make are there. */
  @Override
  public WindowsUser among(List<?> planned) {
    Map<String, String> all = new LinkedHashMap<>(known);
    for (Object other : planned) {
      if (other instanceof LocalGroup made && made.exists()) {
        all.putIfAbsent(made.name(), made.name());
      }
    }
    return new WindowsUser(
        name, exists, texts, flags, groups, password, ImmutableMap.copyOf(all), sid, path);
  }
}
