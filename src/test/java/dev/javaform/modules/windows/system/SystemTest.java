package dev.javaform.modules.windows.system;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SystemTest {

  private static final String PAGING =
      "registry hive=local_machine key=SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Memory"
          + " Management name=PagingFiles <- exists=true kind=multistring data=";

  @Test
  void namesTheGuest() {
    given(task(WinHostname.class, "name", "gaming-vm"))
        .seeing("{\"name\":\"DESKTOP-1\",\"active\":\"DESKTOP-1\"}")
        .by("hostname <- name=gaming-vm")
        .returns(Map.of("old_name", "DESKTOP-1", "reboot_required", true));
  }

  @Test
  void aNameThatCountsLaterIsSet() {
    given(task(WinHostname.class, "name", "gaming-vm"))
        .seeing("{\"name\":\"GAMING-VM\",\"active\":\"DESKTOP-1\"}")
        .changesNothing()
        .returns(Map.of("old_name", "DESKTOP-1", "reboot_required", true));
    given(task(WinHostname.class, "name", "gaming-vm"))
        .seeing("{\"name\":\"gaming-vm\",\"active\":\"gaming-vm\"}")
        .changesNothing()
        .returns(Map.of("old_name", "gaming-vm", "reboot_required", false));
    assertThrows(ArgumentException.class, () -> task(WinHostname.class, "name", "gaming_vm"));
    assertThrows(ArgumentException.class, () -> task(WinHostname.class, "name", "123"));
  }

  @Test
  void setsATimeZoneThatIsKnown() {
    WinTimezone berlin = task(WinTimezone.class, "timezone", "W. Europe Standard Time_dstoff");
    given(berlin)
        .seeing("{\"timezone\":\"W. Europe Standard Time\",\"known\":true}")
        .by("timezone zone=W. Europe Standard Time <- timezone=W. Europe Standard Time_dstoff")
        .returns(
            Map.of(
                "previous_timezone",
                "W. Europe Standard Time",
                "timezone",
                "W. Europe Standard Time_dstoff"));
    String why = given(berlin).refusesSeeing(Output.of("{\"timezone\":\"UTC\",\"known\":false}"));
    assertTrue(why.contains("tzutil.exe /l"), why);
    assertThrows(
        ArgumentException.class, () -> task(WinTimezone.class, "timezone", "Europe/Berlin"));
  }

  private static String paging(String data) {
    return "{\"key\":true,\"exists\":true,\"kind\":\"multistring\",\"data\":%s}".formatted(data);
  }

  @Test
  void aFileOfItsOwnEndsWindowsChoosing() {
    WinPagefile fixed =
        task(
            WinPagefile.class,
            "drive",
            "C",
            "initial_size",
            1024,
            "maximum_size",
            2048,
            "state",
            "present");
    given(fixed)
        .seeing(paging("[\"?:\\\\pagefile.sys\"]"))
        .by(PAGING + "[c:\\pagefile.sys 1024 2048]");
    given(fixed).seeing(paging("\"C:\\\\pagefile.sys 1024 2048\"")).changesNothing();
  }

  @Test
  void asksForPageFiles() {
    given(task(WinPagefile.class))
        .seeing(paging("[\"C:\\\\pagefile.sys 0 0\"]"))
        .changesNothing()
        .returns(
            Map.of(
                "automatic_managed_pagefiles",
                false,
                "reboot_required",
                false,
                "pagefiles",
                List.of(
                    Map.of(
                        "name",
                        "c:\\pagefile.sys",
                        "caption",
                        "c:\\ 'pagefile.sys'",
                        "description",
                        "'pagefile.sys' @ c:\\",
                        "initial_size",
                        0L,
                        "maximum_size",
                        0L))));
  }

  @Test
  void removesPageFiles() {
    String two = paging("[\"C:\\\\pagefile.sys 1 2\",\"D:\\\\pagefile.sys 0 0\"]");
    given(task(WinPagefile.class, "drive", "D:", "state", "absent"))
        .seeing(two)
        .by(PAGING + "[c:\\pagefile.sys 1 2]");
    given(task(WinPagefile.class, "remove_all", true)).seeing(two).by(PAGING + "[]");
    given(task(WinPagefile.class, "automatic", true)).seeing(two).by(PAGING + "[?:\\pagefile.sys]");
    given(task(WinPagefile.class, "automatic", false))
        .seeing(paging("[\"?:\\\\pagefile.sys\"]"))
        .by(PAGING + "[]");
  }

  @Test
  void sizesOfAFileThatIsThereAreKeptWhereTheyAreToBe() {
    given(
            task(
                WinPagefile.class,
                "drive",
                "C",
                "system_managed",
                true,
                "override",
                false,
                "state",
                "present"))
        .seeing(paging("[\"C:\\\\pagefile.sys 1 2\"]"))
        .changesNothing();
    assertThrows(
        ArgumentException.class, () -> task(WinPagefile.class, "drive", "C", "state", "present"));
  }

  private static String logon(String account, String rest) {
    return "{\"account\":\"%s\",%s}".formatted(account, rest);
  }

  @Test
  void logsSomebodyOnAndKeepsThePasswordSecret() {
    WinAutoLogon gamer = task(WinAutoLogon.class, "username", "gamer", "password", "geheim");
    given(gamer)
        .seeing(
            logon(
                "VM\\\\gamer",
                "\"enabled\":true,\"user\":\"gamer\",\"domain\":\"\",\"count\":\"1\","
                    + "\"plain\":true,\"secret\":\"none\""))
        .by(
            "auto_logon username=gamer password=*** <- enabled=true user=gamer domain=VM count="
                + " plain=false secret=same");
    given(gamer)
        .seeing(
            logon(
                "VM\\\\gamer",
                "\"enabled\":true,\"user\":\"gamer\",\"domain\":\"VM\",\"count\":\"\","
                    + "\"plain\":false,\"secret\":\"same\""))
        .changesNothing();
  }

  @Test
  void logsNobodyOn() {
    given(task(WinAutoLogon.class, "state", "absent"))
        .seeing(
            "{\"enabled\":true,\"user\":\"gamer\",\"domain\":\"VM\",\"count\":\"\","
                + "\"plain\":false,\"secret\":\"other\",\"account\":\"\"}")
        .by("auto_logon <- enabled=false user= domain= count= plain=false secret=none");
    String nobody =
        "{\"enabled\":false,\"user\":\"\",\"domain\":\"\",\"count\":\"\",\"plain\":false,"
            + "\"secret\":\"none\",\"account\":\"\"}";
    given(task(WinAutoLogon.class, "state", "absent")).seeing(nobody).changesNothing();
    String why =
        given(task(WinAutoLogon.class, "username", "eve", "password", "x"))
            .refusesSeeing(Output.of(nobody));
    assertEquals("there is no user eve in this guest", why);
    assertThrows(ArgumentException.class, () -> task(WinAutoLogon.class, "username", "eve"));
  }
}
