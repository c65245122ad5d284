package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.javaform.remote.winrm.host.Settings;
import dev.javaform.remote.winrm.host.WindowsHost;
import dev.javaform.remote.winrm.host.model.WindowsModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The shipped playbook on a guest that is the double: nothing in it is unknown, a check writes
 * nothing, and a second run has nothing to do.
 */
@Timeout(300)
class GamingGuestTest {

  private static final String PASSWORD = "Sw0rdfish!";

  /** As shipped all of these are off. */
  private static final String CHOICES =
      """
      {"guest_interface_no_notification_center": true,
       "guest_network_eager_tcp": true,
       "guest_identity_computer_name": "PLAYGROUND",
       "guest_identity_time_zone": "W. Europe Standard Time",
       "guest_identity_autologon": true,
       "guest_services_telemetry_tasks": true,
       "guest_services_unscanned": ["D:\\\\Games"],
       "guest_updates_never": true,
       "guest_debloat_apps": ["Microsoft.BingNews", "MSTeams"]}
      """;

  private final WindowsModel model = new WindowsModel();
  @TempDir private Path folder;
  @AutoClose private WindowsHost host;

  @BeforeEach
  void start() throws Exception {
    host = WindowsHost.plain(new Settings(), model);
  }

  private Told tune(String... options) throws Exception {
    Site site =
        new Site(folder)
            .file(
                "hosts",
                "[guests]\nwin ansible_connection=psrp ansible_host=127.0.0.1 ansible_port=%d"
                        .formatted(host.port())
                    + " ansible_psrp_protocol=http ansible_user=gamer ansible_password="
                    + PASSWORD);
    return run(site, folder.resolve("hosts").toString(), options);
  }

  private static Told run(Site site, String inventory, String... options) throws Exception {
    List<String> words =
        new ArrayList<>(
            ImmutableList.of("run", "playbooks/gaming-guest.yml", "-i", inventory, "--strict"));
    words.addAll(List.of(options));
    try (Running running = site.javaform(Path.of("").toAbsolutePath(), words)) {
      return running.end();
    }
  }

  private void converges(String... options) throws Exception {
    tune(with("--check", options)).exits(0).counts("win", "failed=0").hides("unpredictable=");
    assertEquals(0, model.writes());
    tune(with("--diff", options)).exits(0).counts("win", "failed=0").hides(PASSWORD);
    int writes = model.writes();
    assertTrue(writes > 20, () -> writes + " writes");
    tune(options).exits(0).counts("win", "changed=0", "failed=0");
    assertEquals(writes, model.writes());
  }

  private static String[] with(String first, String... others) {
    return ImmutableList.<String>builder().add(first).add(others).build().toArray(String[]::new);
  }

  @Test
  void asShippedItConverges() throws Exception {
    converges();
  }

  @Test
  void withEveryChoiceItConverges() throws Exception {
    converges("-e", CHOICES);
  }

  /** What the usual scripts for games set: none of it is passed over in silence. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c HibernateEnabled CsEnabled",
        "29f6c1db-86da-48c5-9fdb-f2b67b1f44da 9d7815a6-7ee4-497e-8888-515a05f02364",
        "3c0bc021-c8a8-4e07-a973-6b14cbcb2b7e 48e6b7a6-50f5-4782-a5d4-53bb8f07e226",
        "ee12f906-d277-404b-b6da-e5fa1a576df5 useplatformclock disabledynamictick",
        "AppCaptureEnabled GameDVR_Enabled AllowGameDVR TcpAckFrequency TCPNoDelay",
        "DiagTrack SysMain WSearch MapsBroker lfsvc RetailDemo wisvc Fax WMPNetworkSvc",
        "dmwappushservice TrkWks PhoneSvc RemoteRegistry Spooler WerSvc TabletInputService",
        "XblAuthManager XblGameSave XboxGipSvc XboxNetApiSvc wuauserv",
        "Appraiser ProgramDataUpdater Proxy Consolidator UsbCeip WinSAT",
        "Microsoft-Windows-DiskDiagnosticDataCollector VisualFXSetting UserPreferencesMask",
        "MenuShowDelay MinAnimate EnableAeroPeek AlwaysHibernateThumbnails EnableTransparency",
        "DisableNotificationCenter ToastEnabled NoAutoUpdate AUOptions HwSchMode",
        "DirectXUserGlobalSettings SwapEffectUpgradeEnable VRROptimizeEnable",
        "GameDVR_FSEBehavior GameDVR_FSEBehaviorMode GameDVR_HonorUserFSEBehaviorMode",
        "GameDVR_DXGIHonorFSEWindowsCompatible DisableAntiSpyware DisableRealtimeMonitoring",
        "AllowCortana win_auto_logon win_hostname win_timezone win_defender_exclusion",
        "Microsoft.BingNews Microsoft.ZuneVideo MSTeams MicrosoftTeams Clipchamp.Clipchamp",
      })
  void whatScriptsForGamesSetIsSetOrLeftOutByName(String names) throws Exception {
    String roles = roles();
    for (String name : Splitter.on(' ').split(names)) {
      assertTrue(roles.contains(name), name);
    }
  }

  private static String roles() throws Exception {
    StringBuilder all = new StringBuilder();
    try (Stream<Path> files = Files.walk(Path.of("roles"))) {
      for (Path file : files.filter(GamingGuestTest::isOfAGuestsRole).toList()) {
        all.append(Files.readString(file));
      }
    }
    return all.toString();
  }

  private static boolean isOfAGuestsRole(Path file) {
    return Files.isRegularFile(file) && file.toString().startsWith("roles/guest_");
  }

  @Test
  void nothingRestartsAGuestUnasked() throws Exception {
    tune().exits(0).says("Windows has to be restarted").says("from the next logon on");
  }

  @Test
  void whoAllowsItGetsARestartOnceItIsDue() throws Exception {
    Told told = tune("-e", "guest_reboot=true").exits(0);
    told.hides("Windows has to be restarted").finished("win");
    assertTrue(told.out().matches("(?s).*Restart the guest] \\*+\nchanged: \\[win].*"), told::out);
    tune("-e", "guest_reboot=true").exits(0).counts("win", "changed=0");
  }

  @Test
  void withoutGuestsNothingIsDone() throws Exception {
    run(new Site(folder), "inventory").exits(0).says("skipping: no hosts matched");
  }
}
