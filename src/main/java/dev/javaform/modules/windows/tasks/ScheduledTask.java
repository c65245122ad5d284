package dev.javaform.modules.windows.tasks;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import dev.javaform.modules.windows.NamedProperties;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.w3c.dom.Element;

/**
 * A task, as the task scheduler has it.
 *
 * @param settings what is said in one word each, by the names of the arguments
 * @param passwordSet whether a password is set, which cannot be seen
 * @param xml all of it, as the guest told it
 * @param accounts of each account that was asked for, the names it may go by; the first is its SID
 */
record ScheduledTask(
    boolean exists,
    NamedProperties settings,
    ImmutableList<TaskAction> actions,
    ImmutableList<TaskTrigger> triggers,
    boolean passwordSet,
    @Unseen String xml,
    @Unseen ImmutableMap<String, ImmutableList<String>> accounts) {

  static final String COMPATIBILITY = "compatibility";
  static final String LOGON_TYPE = TaskPart.LOGON_TYPE.argument();

  /** SYSTEM, LOCAL SERVICE and NETWORK SERVICE, which have no password. */
  private static final ImmutableSet<String> SERVICES =
      ImmutableSet.of("S-1-5-18", "S-1-5-19", "S-1-5-20");

  static ScheduledTask of(Answer answer) {
    ImmutableMap<String, ImmutableList<String>> accounts = accounts(answer);
    if (!answer.flag("exists")) {
      return new ScheduledTask(
          false, NamedProperties.NONE, ImmutableList.of(), ImmutableList.of(), false, "", accounts);
    }
    String xml = answer.words("xml");
    Element task = TaskXml.parse(xml);
    return new ScheduledTask(
        true, settings(task), TaskAction.read(task), TaskTrigger.read(task), false, xml, accounts);
  }

  private static ImmutableMap<String, ImmutableList<String>> accounts(Answer answer) {
    Map<String, ImmutableList<String>> accounts = new LinkedHashMap<>();
    for (Answer each : answer.parts("accounts")) {
      accounts.put(
          each.words("asked"),
          ImmutableList.of(each.words("sid"), each.words("name"), each.words("asked")));
    }
    return ImmutableMap.copyOf(accounts);
  }

  /** What a task has whose XML says nothing. */
  static NamedProperties settings(Element task) {
    NamedProperties settings = NamedProperties.NONE;
    for (TaskPart part : TaskPart.values()) {
      settings = settings.with(part.argument(), part.read(task));
    }
    String version = task.getAttribute("version");
    return settings
        .with(COMPATIBILITY, version.startsWith("1.") ? version.substring(2) : "0")
        .with(LOGON_TYPE, logonType(settings));
  }

  /** Groups and services have none of the types that are written down. */
  private static String logonType(NamedProperties read) {
    if (!read.text("group").isEmpty()) {
      return "group";
    }
    return isService(read.text("username")) ? "service_account" : read.text(LOGON_TYPE);
  }

  static boolean isService(String sid) {
    return SERVICES.contains(sid);
  }

  /**
   * An account by the name that is there already where that is one of its names, by its SID
   * otherwise.
   *
   * @throws ModuleFailure where the guest does not know it
   */
  String account(String asked, String there) {
    ImmutableList<String> names =
        Optional.ofNullable(accounts.get(TaskAccount.asked(asked))).orElse(ImmutableList.of());
    if (names.isEmpty() || names.getFirst().isEmpty()) {
      throw new ModuleFailure("there is no account %s in this guest".formatted(asked));
    }
    return names.stream().anyMatch(there::equalsIgnoreCase) ? there : names.getFirst();
  }

  ScheduledTask with(
      NamedProperties its,
      ImmutableList<TaskAction> does,
      ImmutableList<TaskTrigger> when,
      boolean set) {
    return new ScheduledTask(true, its, does, when, set, xml, accounts);
  }

  ScheduledTask absent() {
    return new ScheduledTask(
        false, NamedProperties.NONE, ImmutableList.of(), ImmutableList.of(), false, "", accounts);
  }

  /** The XML of this task, made of what another one had. */
  String written(ScheduledTask before) {
    Element task = TaskXml.parse(before.xml);
    NamedProperties had = before.exists ? before.settings : settings(task);
    NamedProperties changed = settings.beyond(had);
    for (TaskPart part : TaskPart.values()) {
      if (changed.has(part.argument())) {
        part.write(
            task, part == TaskPart.LOGON_TYPE ? logonWord() : settings.text(part.argument()));
      }
    }
    if (changed.has(COMPATIBILITY)) {
      task.setAttribute("version", "1." + settings.text(COMPATIBILITY));
    }
    if (!actions.equals(before.actions)) {
      Element all = TaskXml.at(task, ImmutableList.of("Actions"));
      TaskXml.clear(all);
      actions.forEach(action -> action.write(all));
    }
    if (!triggers.equals(before.triggers)) {
      Element all = TaskXml.at(task, ImmutableList.of("Triggers"));
      TaskXml.clear(all);
      triggers.forEach(trigger -> trigger.write(all));
    }
    return TaskXml.text(task);
  }

  private String logonWord() {
    String word = settings.text(LOGON_TYPE);
    return word.equals("group") || word.equals("service_account") ? "" : word;
  }
}
