package dev.javaform.modules.windows.tasks;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Effect;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinScheduledTaskTest {

  private static final String SYSTEM =
      "\"accounts\":[{\"asked\":\"S-1-5-18\",\"sid\":\"S-1-5-18\",\"name\":\"NT-AUTORITÄT\\\\SYSTEM\"}]";

  /** As Windows writes a task: an order of its own, times as it likes them. */
  private static final String XML =
      """
      <?xml version="1.0" encoding="UTF-16"?>
      <Task xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task" version="1.4">
        <RegistrationInfo><URI>\\Greeting</URI><Description>Greets</Description></RegistrationInfo>
        <Principals>
          <Principal id="Author"><UserId>S-1-5-18</UserId><RunLevel>HighestAvailable</RunLevel></Principal>
        </Principals>
        <Settings>
          <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
          <ExecutionTimeLimit>P3D</ExecutionTimeLimit>
          <MultipleInstancesPolicy>Queue</MultipleInstancesPolicy>
          <IdleSettings><StopOnIdleEnd>true</StopOnIdleEnd></IdleSettings>
        </Settings>
        <Triggers>
          <LogonTrigger><Enabled>true</Enabled></LogonTrigger>
          <CalendarTrigger>
            <Repetition><Interval>PT1H</Interval><StopAtDurationEnd>false</StopAtDurationEnd></Repetition>
            <StartBoundary>2026-01-01T09:00:00</StartBoundary>
            <Enabled>true</Enabled>
            <ScheduleByWeek>
              <WeeksInterval>1</WeeksInterval>
              <DaysOfWeek><Monday /><Friday /></DaysOfWeek>
            </ScheduleByWeek>
          </CalendarTrigger>
        </Triggers>
        <Actions Context="Author">
          <Exec><Command>msg.exe</Command><Arguments>* Hello</Arguments></Exec>
        </Actions>
      </Task>
      """;

  private static final String THERE =
      "{\"exists\":true,\"enabled\":true,\"xml\":%s,%s}".formatted(json(XML), SYSTEM);

  private static final String ABSENT = "{\"exists\":false," + SYSTEM + "}";

  private static final Object ACTIONS = List.of(Map.of("path", "msg.exe", "arguments", "* Hello"));

  private static final Object TRIGGERS =
      List.of(
          Map.of("type", "logon"),
          Map.of(
              "type",
              "weekly",
              "start_boundary",
              "2026-01-01T09:00:00",
              "days_of_week",
              "friday,monday",
              "repetition",
              Map.of("interval", "PT60M")));

  private static String json(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  private static WinScheduledTask greeting(Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = "name";
    all[1] = "Greeting";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return task(WinScheduledTask.class, all);
  }

  private static ImmutableMap<String, Object> set(Plan<?> plan) {
    var run = (Step.Run) plan.steps().getFirst();
    return ((Script.PowerShell) run.script()).set().orElseThrow();
  }

  @Test
  void switchesOffWithoutWritingTheTaskAnew() {
    given(greeting("enabled", false))
        .seeing(THERE)
        .by("scheduled_task path=\\ name=Greeting accounts=[] <- enabled=false");
  }

  @Test
  void equalTasksAreEqualHoweverTheyAreWritten() {
    given(
            greeting(
                "actions",
                ACTIONS,
                "triggers",
                TRIGGERS,
                "username",
                "SYSTEM",
                "run_level",
                "highest",
                "description",
                "Greets",
                "execution_time_limit",
                "PT72H",
                "multiple_instances",
                1,
                "compatibility",
                4,
                "priority",
                7,
                "disallow_start_if_on_batteries",
                false))
        .seeing(THERE)
        .changesNothing();
  }

  @Test
  void changesOnlyWhatIsSaid() {
    var plan = given(greeting("description", "Says hello", "hidden", true)).seeing(THERE).plan();
    String xml = (String) set(plan).get("xml");
    String kept =
        XML.replace("Greets", "Says hello")
            .replace("</Settings>", "<Hidden>true</Hidden></Settings>")
            .replaceAll("<\\?xml.*\\?>", "")
            .replaceAll(">\\s+<", "><")
            .replace(" />", "/>")
            .strip();
    assertEquals(kept, xml.replaceAll(">\\s+<", "><"));
  }

  @Test
  void makesATask() {
    var plan =
        given(greeting("actions", ACTIONS, "triggers", TRIGGERS, "username", "SYSTEM"))
            .seeing(ABSENT)
            .plan();
    assertEquals(
        "<Task xmlns=\"http://schemas.microsoft.com/windows/2004/02/mit/task\" version=\"1.2\">"
            + "<RegistrationInfo/><Triggers><LogonTrigger><Enabled>true</Enabled></LogonTrigger>"
            + "<CalendarTrigger><Repetition><Interval>PT1H</Interval>"
            + "<StopAtDurationEnd>false</StopAtDurationEnd></Repetition>"
            + "<StartBoundary>2026-01-01T09:00:00</StartBoundary><Enabled>true</Enabled>"
            + "<ScheduleByWeek><WeeksInterval>1</WeeksInterval>"
            + "<DaysOfWeek><Monday/><Friday/></DaysOfWeek></ScheduleByWeek></CalendarTrigger>"
            + "</Triggers><Principals><Principal id=\"Author\"><UserId>S-1-5-18</UserId>"
            + "</Principal></Principals><Settings/><Actions Context=\"Author\"><Exec>"
            + "<Command>msg.exe</Command><Arguments>* Hello</Arguments></Exec></Actions></Task>",
        set(plan).get("xml"));
  }

  @Test
  void readsWhatItWrites() {
    String start = "2026-01-01T09:00:00";
    Object all =
        List.of(
            Map.of("type", "boot", "delay", "PT1M"),
            Map.of("type", "registration", "enabled", false),
            Map.of("type", "idle", "execution_time_limit", "PT1H"),
            Map.of("type", "time", "start_boundary", start, "random_delay", "PT5M"),
            Map.of("type", "event", "subscription", "<QueryList/>"),
            Map.of("type", "logon", "user_id", "SYSTEM"),
            Map.of("type", "session_state_change", "state_change", "session_lock"),
            Map.of("type", "daily", "start_boundary", start, "days_interval", 2),
            Map.of(
                "type",
                "monthly",
                "start_boundary",
                start,
                "days_of_month",
                List.of(15, 1),
                "run_on_last_day_of_month",
                true),
            Map.of(
                "type",
                "monthlydow",
                "start_boundary",
                start,
                "days_of_week",
                "tuesday",
                "weeks_of_month",
                "2",
                "months_of_year",
                "may,june"));
    WinScheduledTask wish = greeting("actions", ACTIONS, "triggers", all);
    String xml = (String) set(given(wish).seeing(ABSENT).plan()).get("xml");
    given(wish)
        .seeing("{\"exists\":true,\"enabled\":true,\"xml\":%s,%s}".formatted(json(xml), SYSTEM))
        .changesNothing();
  }

  @Test
  void missingIsNoFailureWhereItIsSaidToBeNone() {
    given(greeting("enabled", false, "missing", "ok")).seeing(ABSENT).changesNothing();
    String why = given(greeting("enabled", false)).refusesSeeing(Output.of(ABSENT));
    assertTrue(why.contains("set missing to ok"), why);
    given(greeting("state", "absent")).seeing(ABSENT).changesNothing();
    given(greeting("state", "absent"))
        .seeing(THERE)
        .by("scheduled_task path=\\ name=Greeting accounts=[] <- exists=false");
  }

  @Test
  void aPasswordIsSetEachTimeUnlessItIsSaidNotToBe() {
    Object[] always = {"username", "SYSTEM", "password", "geheim"};
    var planned = given(greeting(always)).seeing(THERE);
    assertEquals(Effect.EVENT, planned.plan().effect());
    assertFalse(planned.plan().toString().contains("geheim"));
    given(greeting("username", "SYSTEM", "password", "geheim", "update_password", false))
        .seeing(THERE)
        .changesNothing();
  }

  @Test
  void anAccountThatIsNotThereIsSaid() {
    String seen = "{\"exists\":false,\"accounts\":{\"asked\":\"ada\",\"sid\":null,\"name\":null}}";
    String why =
        given(greeting("actions", ACTIONS, "username", "ada")).refusesSeeing(Output.of(seen));
    assertEquals("there is no account ada in this guest", why);
  }

  @Test
  void refusesWhatCannotBeMeant() {
    refuses("triggers", List.of(Map.of("type", "weekly", "start_boundary", "x")), "days_of_week");
    refuses("triggers", List.of(Map.of("type", "daily")), "start_boundary");
    refuses("triggers", List.of(Map.of("type", "boot", "days_interval", 1)), "days_interval");
    refuses("actions", List.of(Map.of("arguments", "x")), "path");
    refuses("execution_time_limit", "72h", "PT30M");
    refuses("priority", 11, "0 to 10");
    refuses("password", "x", "username");
  }

  private static void refuses(String argument, Object value, String why) {
    var refusal = assertThrows(ArgumentException.class, () -> greeting(argument, value));
    assertTrue(refusal.getMessage().contains(why), refusal.getMessage());
  }
}
