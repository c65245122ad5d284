package dev.javaform.modules.windows.services;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Effect;
import dev.javaform.module.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinServiceTest {

  private static final String ABSENT = "{\"exists\":false}";

  private static final String SEARCH =
      """
      {"exists":true,"name":"WSearch","display_name":"Windows Search","state":"started",
       "start_mode":"delayed","path":"C:\\\\Windows\\\\system32\\\\SearchIndexer.exe /Embedding",
       "description":"","username":"LocalSystem","service_type":"win32_own_process",
       "desktop_interact":false,"dependencies":["RPCSS","BrokerInfrastructure"],"depended_by":[],
       "can_pause_and_continue":false,"load_order_group":"","error_control":"normal",
       "sid_info":"none","required_privileges":[],"pre_shutdown_timeout":null,
       "failure_reset":"86400","failure_actions":["restart/30000","/0"],"failure_command":"",
       "failure_reboot_msg":"","failure_flag":false}
      """;

  private static WinService search(Object... arguments) {
    Object[] all = new Object[arguments.length + 2];
    all[0] = "name";
    all[1] = "WSearch";
    System.arraycopy(arguments, 0, all, 2, arguments.length);
    return task(WinService.class, all);
  }

  @Test
  void stopsAndDisables() {
    given(search("start_mode", "disabled", "state", "stopped"))
        .seeing(SEARCH)
        .by("service name=WSearch <- exists=true state=stopped start_mode=disabled");
  }

  @Test
  void leavesAloneWhatIsSo() {
    given(
            search(
                "start_mode",
                "delayed",
                "state",
                "started",
                "username",
                "NT AUTHORITY\\SYSTEM",
                "dependencies",
                List.of("BrokerInfrastructure", "RPCSS"),
                "failure_reset_period_sec",
                "86400",
                "failure_actions",
                List.of(Map.of("type", "restart", "delay_ms", 30000), Map.of("type", "none"))))
        .seeing(SEARCH)
        .changesNothing();
  }

  @Test
  void missingIsNoFailureWhereItIsSaidToBeNone() {
    given(search("start_mode", "disabled", "missing", "ok")).seeing(ABSENT).changesNothing();
    given(search("state", "absent"))
        .seeing(ABSENT)
        .changesNothing()
        .returns(Map.of("exists", false));
    String why = given(search("start_mode", "disabled")).refusesSeeing(Output.of(ABSENT));
    assertTrue(why.contains("set missing to ok"), why);
  }

  @Test
  void makesAServiceThatHasAPath() {
    given(search("path", "C:\\own.exe", "state", "started"))
        .seeing(ABSENT)
        .by(
            "service name=WSearch <- exists=true state=started start_mode=auto"
                + " username=LocalSystem service_type=win32_own_process error_control=normal"
                + " path=C:\\own.exe");
  }

  @Test
  void removes() {
    given(search("state", "absent", "force_dependent_services", true))
        .seeing(SEARCH)
        .by("service name=WSearch <- exists=false force=true");
  }

  @Test
  void restartsEachTime() {
    var planned = given(search("state", "restarted")).seeing(SEARCH);
    assertEquals(Effect.EVENT, planned.plan().effect());
    planned.by("service name=WSearch <- exists=true restart=true");
  }

  @Test
  void addsAndRemovesDependencies() {
    given(search("dependencies", "nsi", "dependency_action", "add"))
        .seeing(SEARCH)
        .by("service name=WSearch <- exists=true dependencies=[RPCSS, BrokerInfrastructure, nsi]");
    given(search("dependencies", "RPCSS", "dependency_action", "remove"))
        .seeing(SEARCH)
        .by("service name=WSearch <- exists=true dependencies=[BrokerInfrastructure]");
  }

  @Test
  void whatIsDoneAtFailuresGoesWithTheTimeOfCounting() {
    given(search("failure_actions", List.of()))
        .seeing(SEARCH)
        .by("service name=WSearch <- exists=true failure_actions=[] failure_reset=86400");
  }

  @Test
  void aPasswordIsNotShown() {
    var planned =
        given(search("username", ".\\ada", "password", "geheim", "update_password", "always"))
            .seeing(SEARCH);
    planned.by("service name=WSearch <- exists=true username=.\\ada password=***");
    assertFalse(planned.plan().toString().contains("geheim"));
  }

  @Test
  void tellsWhatAnsibleTells() {
    var told = given(search("state", "started")).seeing(SEARCH).plan().returns().known();
    assertEquals("running", told.get("state"));
    assertEquals(List.of("RPCSS", "BrokerInfrastructure"), told.get("dependencies"));
  }

  @Test
  void onlyTheSystemUsesTheDesktop() {
    assertThrows(
        ArgumentException.class, () -> search("desktop_interact", true, "username", "ada"));
    assertThrows(ArgumentException.class, () -> search("password", "x"));
    assertThrows(
        ArgumentException.class, () -> search("failure_actions", List.of(Map.of("type", "pray"))));
  }
}
