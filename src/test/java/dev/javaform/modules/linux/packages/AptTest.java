package dev.javaform.modules.linux.packages;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Effect;
import dev.javaform.module.Module;
import dev.javaform.module.Output;
import dev.javaform.module.Posix;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AptTest {

  private static final String CALL =
      "DEBIAN_FRONTEND=noninteractive DEBIAN_PRIORITY=critical LC_ALL=C.UTF-8 apt-get -y "
          + "-o Dpkg::Options::=--force-confdef -o Dpkg::Options::=--force-confold "
          + "-o DPkg::Lock::Timeout=60 ";

  /** What Debian 12 printed for coreutils (installed) and hello (not). */
  private static final String COREUTILS_BUT_NOT_HELLO =
      """
      = manager
      |apt
      = dpkg
      |coreutils	amd64	9.1-1	ii\s
      = policy
      |hello:
      |  Installed: (none)
      |  Candidate: 2.10-3
      |  Version table:
      |     2.10-3 500
      |        500 http://packages.example/debian bookworm/main amd64 Packages
      = provides
      |hello	hello-traditional
      """;

  @Test
  void installsWhatIsMissingInOneStep() {
    given(apt("coreutils", "hello")).seeing(COREUTILS_BUT_NOT_HELLO).by(CALL + "install hello");
  }

  /** What Debian 12 printed where foo 1.0 is wanted and 2.0 is there. */
  private static final String NEWER_FOO =
      """
      = manager
      |apt
      = dpkg
      |foo	all	2.0	ii\s
      = policy
      |foo:
      |  Installed: 2.0
      |  Candidate: 2.0
      |  Version table:
      | *** 2.0 500
      |        500 file:/srv/apt ./ Packages
      |     1.0 500
      |        500 file:/srv/apt ./ Packages
      """;

  @Test
  void installsAnotherVersionThanTheInstalledOne() {
    given(apt("foo=1.*")).seeing(NEWER_FOO).by(CALL + "install 'foo=1.*'");
  }

  @Test
  void foreseesWhatAptGetRefuses() {
    String refused =
        "= refused\n|Packages were downgraded and -y was used without --allow-downgrades.\n";
    assertEquals(
        "apt-get refuses to do it: Packages were downgraded and -y was used without"
            + " --allow-downgrades.",
        given(apt("foo=1.0")).refusesSeeing(Output.of(NEWER_FOO + refused)));
  }

  @Test
  void showsWhichOtherPackagesGo() {
    var plan =
        given(apt("absent", false, 0, "foo"))
            .seeing(
                """
                = manager
                |apt
                = dpkg
                |foo	all	2.0	ii\s
                = pending
                |Remv foo-dep [1.0]
                |Remv foo [2.0]
                """)
            .plan();
    assertEquals(List.of(), plan.before().also());
    assertEquals(List.of("remove foo-dep 1.0"), plan.after().also());
  }

  @ParameterizedTest
  @CsvSource({
    "Inst gawk (1:5.2.1-2 Debian:12.15/oldstable [amd64]),install gawk 1:5.2.1-2",
    "'Inst libxml2 [2.9] (2.10 Debian:12.15, Security:12 [amd64]) []',upgrade libxml2 2.9 to 2.10",
    "Remv foo [2.0] [bar:amd64 ],remove foo 2.0",
    "Purg foo,remove foo",
    "Del foo 1.0 [12 kB],delete foo",
    "Del /var/cache/apt/archives/foo_1.0_all.deb,delete /var/cache/apt/archives/foo_1.0_all.deb",
    "something new,something new",
  })
  void saysWhatGoesAlongInWords(String line, String words) {
    assertEquals(words, AptWork.words(line));
  }

  @Test
  void knowsAPackageOfTheHostsOwnArchitecture() {
    given(apt("hello:amd64"))
        .seeing("= manager\n|apt\n= policy\n|hello:\n|  Candidate: 2.10-3\n")
        .by(CALL + "install hello:amd64");
  }

  @Test
  void leavesInstalledPackagesAlone() {
    given(apt("coreutils"))
        .seeing("= manager\n|apt\n= dpkg\n|coreutils\tamd64\t9.1-1\tii \n")
        .changesNothing();
  }

  @Test
  void aRemovedPackageWithItsConfigurationLeftIsNotInstalled() {
    given(apt("hello"))
        .seeing(
            "= manager\n|apt\n= dpkg\n|hello\tamd64\t2.10-3\trc \n= policy\n|hello:\n|  Candidate: 2.10-3\n")
        .by(CALL + "install hello");
  }

  @Test
  void namesEveryPackageThatDoesNotExistBeforeAnythingIsInstalled() {
    String message =
        given(apt("hello", "nosuch1", "nosuch2")).refusesSeeing(Output.of(COREUTILS_BUT_NOT_HELLO));
    assertTrue(
        message.startsWith("No package matching 'nosuch1', 'nosuch2' is available. Nothing was"));
  }

  @Test
  void refusesAVersionThatIsNotOnOffer() {
    String message = given(apt("hello=2.9*")).refusesSeeing(Output.of(COREUTILS_BUT_NOT_HELLO));
    assertTrue(message.startsWith("No package matching 'hello=2.9*' is available."));
  }

  @Test
  void installsTheVersionAskedFor() {
    given(apt("hello=2.10*")).seeing(COREUTILS_BUT_NOT_HELLO).by(CALL + "install 'hello=2.10*'");
  }

  @Test
  void anInstalledVersionThatFitsIsEnough() {
    given(apt("coreutils=9.1*")).seeing(COREUTILS_BUT_NOT_HELLO).changesNothing();
  }

  @Test
  void aVirtualPackageIsInstalledWhereAProviderIs() {
    given(apt("mail-transport-agent"))
        .seeing(
            """
            = manager
            |apt
            = policy
            |mail-transport-agent:
            |  Installed: (none)
            |  Candidate: (none)
            |  Version table:
            = provides
            |mail-transport-agent	exim4-daemon-light
            |mail-transport-agent	postfix
            = dpkg
            |postfix	amd64	3.7.11-0+deb12u1	ii\s
            """)
        .changesNothing();
  }

  @Test
  void aVirtualPackageOfSeveralProvidersIsRefused() {
    String message =
        given(apt("mail-transport-agent"))
            .refusesSeeing(
                Output.of(
                    """
                    = manager
                    |apt
                    = provides
                    |mail-transport-agent	exim4-daemon-light
                    |mail-transport-agent	postfix
                    """));
    assertTrue(message.endsWith("exim4-daemon-light, postfix. Name one of them."), message);
  }

  @Test
  void latestUpgradesToTheCandidate() {
    given(apt("latest", false, 0, "openssl"))
        .seeing(
            """
            = manager
            |apt
            = dpkg
            |openssl	amd64	3.0.16-1~deb12u1	ii\s
            = policy
            |openssl:
            |  Installed: 3.0.16-1~deb12u1
            |  Candidate: 3.0.17-1~deb12u2
            |  Version table:
            |     3.0.17-1~deb12u2 500
            | *** 3.0.16-1~deb12u1 100
            """)
        .by(CALL + "install openssl");
  }

  @Test
  void removesWhatIsInstalledAndNothingElse() {
    given(apt("absent", false, 0, "coreutils", "hello"))
        .seeing("= manager\n|apt\n= dpkg\n|coreutils\tamd64\t9.1-1\tii \n")
        .by(CALL + "remove coreutils");
  }

  @Test
  void oldListsAreFetchedFirst() {
    var plan =
        given(apt("present", true, 3600, "nosuch"))
            .seeing("= manager\n|apt\n= age\n|7200\n")
            .plan();
    assertEquals(
        List.of("fetch the package lists", "install nosuch"),
        plan.steps().stream().map(step -> step.purpose()).toList());
    assertEquals(Effect.STATE, plan.effect());
  }

  @Test
  void listsAreNotFetchedForNothing() {
    given(apt("present", true, 0, "coreutils"))
        .seeing("= manager\n|apt\n= dpkg\n|coreutils\tamd64\t9.1-1\tii \n= age\n|7200\n")
        .changesNothing();
  }

  @Test
  void freshListsAreKept() {
    given(apt("present", true, 3600)).seeing("= manager\n|apt\n= age\n|60\n").changesNothing();
  }

  @Test
  void listsThatMayNeverBeOldAreFetchedEachTime() {
    var plan = given(apt("present", true, 0)).seeing("= manager\n|apt\n= age\n|60\n").plan();
    assertEquals(Effect.EVENT, plan.effect());
    assertEquals(1, plan.steps().size());
  }

  @Test
  void explainsAHeldLock() {
    var learned =
        AptCommands.learn(
            false,
            List.of(
                Output.of(
                    100, "", "E: Could not get lock /var/lib/dpkg/lock-frontend. It is held")));
    assertTrue(learned.get("msg").toString().startsWith("Another package manager held the lock"));
  }

  @Test
  void refusesHostsWithoutApt() {
    assertEquals(
        "There is no apt-get on this host; the module apt is for Debian and its relatives.",
        given(apt("hello")).refusesSeeing(Output.of("= manager\n|none\n")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"-y", "foo-", "foo bar", "foo;reboot", "./x.deb", "foo>=1"})
  void refusesWhatNamesNoPackage(String name) {
    assertThrows(IllegalArgumentException.class, () -> apt(name));
  }

  @Test
  void asksForOffersOnlyWhereTheyMatter() {
    assertFalse(script(apt("absent", false, 0, "hello")).contains("apt-cache"));
    assertTrue(script(apt("hello")).contains("asked=\"$missing \"''\n"));
    assertTrue(script(apt("hello=2.10-3", "tree")).contains("asked=\"$missing \"hello\n"));
    assertTrue(script(apt("latest", false, 0, "hello")).contains("asked=hello"));
  }

  @Test
  void packagePicksAptAndShowsTheSamePlan() {
    given(packages("hello"))
        .seeing(COREUTILS_BUT_NOT_HELLO)
        .by(CALL + "install hello")
        .returns(Map.of("cache_updated", false, "cache_update_time", 0L));
  }

  @Test
  void packageTakesTheNamesOfOtherSystems() {
    String message =
        given(packages("libXpm-devel", "python3_x")).refusesSeeing(Output.of("= manager\n|apt\n"));
    assertTrue(message.startsWith("No package matching 'libXpm-devel', 'python3_x' is available."));
  }

  @Test
  void packageNamesTheManagerItDoesNotKnow() {
    assertEquals(
        "This host's package manager is pacman, which is not supported yet; only apt and dnf are.",
        given(packages("hello")).refusesSeeing(Output.of("= manager\n|pacman\n")));
  }

  @Test
  void packageRefusesWhatOnlyDnfTakes() {
    assertEquals(
        "enablerepo and disablerepo work only with dnf, and this host has apt.",
        given(packages("auto", ImmutableList.of("epel"), "hello"))
            .refusesSeeing(Output.of("= manager\n|apt\n")));
  }

  @Test
  void packageHandsOnWhatItIsGiven() {
    assertTrue(script(packages("dnf", ImmutableList.of("epel"), "hello")).contains("epel"));
  }

  @Test
  void packageMayFetchTheListsAloneWithApt() {
    Package lists = packages("present", true, false);
    var plan = given(lists).seeing("= manager\n|apt\n= age\n|60\n").plan();
    assertEquals(
        List.of("fetch the package lists"),
        plan.steps().stream().map(step -> step.purpose()).toList());
    assertEquals(
        "update_cache without the name of a package works only with apt, and this host has dnf.",
        given(lists).refusesSeeing(Output.of("= manager\n|dnf\n")));
    assertThrows(IllegalArgumentException.class, () -> packages("present", false, false));
  }

  @Test
  void packagePurgesWithApt() {
    Package purging = packages("absent", false, true, "coreutils");
    given(purging).seeing(COREUTILS_BUT_NOT_HELLO).by(CALL + "remove --purge coreutils");
    assertEquals(
        "purge works only with apt, and this host has dnf.",
        given(purging).refusesSeeing(Output.of("= manager\n|dnf\n")));
  }

  private static Package packages(String... names) {
    return packages("auto", ImmutableList.of(), names);
  }

  private static Package packages(String use, ImmutableList<String> repositories, String... names) {
    return new Package(
        ImmutableList.copyOf(names),
        "present",
        use,
        Optional.empty(),
        false,
        repositories,
        ImmutableList.of(),
        false);
  }

  private static Package packages(String state, boolean update, boolean purge, String... names) {
    return new Package(
        ImmutableList.copyOf(names),
        state,
        "auto",
        Optional.of(update),
        false,
        ImmutableList.of(),
        ImmutableList.of(),
        purge);
  }

  private static String script(Module<?> apt) {
    return Posix.of(apt.observe().script().orElseThrow()).text();
  }

  private static Apt apt(String... names) {
    return apt("present", false, 0, names);
  }

  private static Apt apt(String state, boolean update, int validTime, String... names) {
    return new Apt(
        ImmutableList.copyOf(names),
        state,
        update ? Optional.of(true) : Optional.empty(),
        validTime,
        false,
        names.length == 0 && !update,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        false,
        false,
        false,
        false,
        false,
        false,
        "no",
        ImmutableList.of("force-confdef", "force-confold"),
        60,
        false,
        5,
        12,
        ImmutableList.of(),
        Optional.empty());
  }
}
