package dev.javaform.modules.windows.tasks;

import com.google.common.collect.ImmutableBiMap;
import com.google.common.collect.ImmutableList;
import java.util.Arrays;
import java.util.Locale;
import org.w3c.dom.Element;

/** What can be said of a task in one word, where its XML has it, and what counts unsaid. */
enum TaskPart {
  AUTHOR("", "RegistrationInfo/Author"),
  DATE("", "RegistrationInfo/Date"),
  DESCRIPTION("", "RegistrationInfo/Description"),
  SOURCE("", "RegistrationInfo/Source"),
  VERSION("", "RegistrationInfo/Version"),
  DISPLAY_NAME("", "Principals/Principal/DisplayName"),
  USERNAME("", "Principals/Principal/UserId"),
  GROUP("", "Principals/Principal/GroupId"),
  LOGON_TYPE(
      "",
      "Principals/Principal/LogonType",
      ImmutableBiMap.of(
          "password", "Password",
          "s4u", "S4U",
          "interactive_token", "InteractiveToken",
          "token_or_password", "InteractiveTokenOrPassword")),
  RUN_LEVEL(
      "limited",
      "Principals/Principal/RunLevel",
      ImmutableBiMap.of("limited", "LeastPrivilege", "highest", "HighestAvailable")),
  ALLOW_DEMAND_START("true", "Settings/AllowStartOnDemand"),
  ALLOW_HARD_TERMINATE("true", "Settings/AllowHardTerminate"),
  DELETE_EXPIRED_TASK_AFTER("", "Settings/DeleteExpiredTaskAfter"),
  DISALLOW_START_IF_ON_BATTERIES("true", "Settings/DisallowStartIfOnBatteries"),
  ENABLED("true", "Settings/Enabled"),
  EXECUTION_TIME_LIMIT("PT72H", "Settings/ExecutionTimeLimit"),
  HIDDEN("false", "Settings/Hidden"),
  MULTIPLE_INSTANCES(
      "2",
      "Settings/MultipleInstancesPolicy",
      ImmutableBiMap.of("0", "Parallel", "1", "Queue", "2", "IgnoreNew", "3", "StopExisting")),
  PRIORITY("7", "Settings/Priority"),
  RESTART_INTERVAL("", "Settings/RestartOnFailure/Interval"),
  RESTART_COUNT("", "Settings/RestartOnFailure/Count"),
  RUN_ONLY_IF_IDLE("false", "Settings/RunOnlyIfIdle"),
  RUN_ONLY_IF_NETWORK_AVAILABLE("false", "Settings/RunOnlyIfNetworkAvailable"),
  START_WHEN_AVAILABLE("false", "Settings/StartWhenAvailable"),
  STOP_IF_GOING_ON_BATTERIES("true", "Settings/StopIfGoingOnBatteries"),
  WAKE_TO_RUN("false", "Settings/WakeToRun");

  private final String unsaid;
  private final ImmutableList<String> path;
  private final ImmutableBiMap<String, String> words;

  TaskPart(String unsaid, String path) {
    this(unsaid, path, ImmutableBiMap.of());
  }

  TaskPart(String unsaid, String path, ImmutableBiMap<String, String> words) {
    this.unsaid = unsaid;
    this.path = ImmutableList.copyOf(Arrays.asList(path.split("/", -1)));
    this.words = words;
  }

  /** The argument that says it. */
  String argument() {
    return name().toLowerCase(Locale.ROOT);
  }

  String read(Element task) {
    String text = TaskXml.text(task, path).orElse(unsaid);
    return TaskDuration.plain(words.inverse().getOrDefault(text, text));
  }

  /** Puts it into the XML; what is empty is not in there. */
  void write(Element task, String value) {
    if (value.isEmpty()) {
      TaskXml.remove(TaskXml.at(task, path.subList(0, path.size() - 1)), path.getLast());
    } else {
      TaskXml.at(task, path).setTextContent(words.getOrDefault(value, value));
    }
  }
}
