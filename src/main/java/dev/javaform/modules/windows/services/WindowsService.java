package dev.javaform.modules.windows.services;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.NamedProperties;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A service, as the service control manager has it.
 *
 * @param exists whether there is one
 * @param settings what can be set of it, {@code state} among them
 * @param facts what is so without having been set
 * @param done what is done each time anew, in words
 */
record WindowsService(
    boolean exists,
    NamedProperties settings,
    @Unseen NamedProperties facts,
    ImmutableList<String> done) {

  static final WindowsService ABSENT =
      new WindowsService(false, NamedProperties.NONE, NamedProperties.NONE, ImmutableList.of());

  private static final ImmutableSet<String> SETTINGS =
      ImmutableSet.of(
          "state",
          "start_mode",
          "path",
          "display_name",
          "description",
          "username",
          "desktop_interact",
          "dependencies",
          "error_control",
          "load_order_group",
          "service_type",
          "sid_info",
          "required_privileges",
          "failure_actions",
          "failure_reset",
          "failure_command",
          "failure_reboot_msg",
          "failure_flag",
          "pre_shutdown_timeout");

  private static final ImmutableSet<String> FACTS =
      ImmutableSet.of("name", "depended_by", "can_pause_and_continue");

  /** What a task gets to know of a service; the documented names. */
  static final String RETURNS =
      """
      exists: Whether there is such a service.
      name: Its name, by which it is known to programs.
      display_name: Its name for people.
      state: Whether it is running, stopped or paused, or what it is becoming.
      start_mode: When it starts: auto, delayed, manual, disabled, boot or system.
      path: The command line that it runs.
      description: What it is for.
      username: The account that it runs as.
      desktop_interact: Whether it may use the desktop.
      dependencies: The services it needs.
      depended_by: The services that need it.
      can_pause_and_continue: Whether it can be paused now.
      """;

  private static final ImmutableSet<String> TOLD =
      ImmutableSet.of(
          "display_name",
          "state",
          "start_mode",
          "path",
          "description",
          "username",
          "desktop_interact",
          "dependencies");

  static WindowsService of(Answer answer) {
    return answer.flag("exists")
        ? new WindowsService(
            true,
            lists(NamedProperties.of(answer, SETTINGS)),
            NamedProperties.of(answer, FACTS),
            ImmutableList.of())
        : ABSENT;
  }

  /** Lists of one may arrive as the one. */
  private static NamedProperties lists(NamedProperties read) {
    return read.with("dependencies", read.texts("dependencies"))
        .with("required_privileges", read.texts("required_privileges"))
        .with("failure_actions", read.texts("failure_actions"));
  }

  WindowsService with(NamedProperties its, ImmutableList<String> events) {
    return new WindowsService(true, its, facts, events);
  }

  /** What a task returns. */
  Map<String, Object> told() {
    Map<String, Object> told = new LinkedHashMap<>();
    told.put("exists", exists);
    told.putAll(facts.values());
    TOLD.stream()
        .filter(settings::has)
        .forEach(name -> told.put(name, settings.values().get(name)));
    told.computeIfPresent("state", (_, state) -> told(state));
    return told;
  }

  /** A state in the words that a task has always returned. */
  private static String told(Object state) {
    return state.equals("started") ? "running" : state.toString().replace("_", "");
  }
}
