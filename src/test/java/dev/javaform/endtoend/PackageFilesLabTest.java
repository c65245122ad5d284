package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.javaform.lab.Lab;
import dev.javaform.lab.LabHost;
import dev.javaform.lab.WithLab;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Package files, what sources need, and the policy about services, on a real system. */
@WithLab
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PackageFilesLabTest {

  /** A package that asks the policy whether it may start its service, and a source. */
  private static final String PREPARATION =
      """
      set -e
      mkdir -p /srv/box/DEBIAN /srv/essential/DEBIAN /srv/source && cd /srv
      describe() { printf 'Package: %s\\nVersion: 1\\nArchitecture: all\\nMaintainer: n\\nDescription: n\\n' $1; }
      { describe box; echo 'Depends: tree'; } >box/DEBIAN/control
      printf '#!/bin/sh\\n/usr/sbin/policy-rc.d box start; echo $? >/root/asked\\n' >box/DEBIAN/postinst
      chmod 755 box/DEBIAN/postinst
      dpkg-deb -b box box.deb
      describe build-essential >essential/DEBIAN/control
      dpkg-deb -b essential apt/essential.deb
      (cd apt && apt-ftparchive packages . >Packages)
      cd source
      describe box | sed 's/Package/Source/' >box.dsc
      printf 'Format: 1.0\\nBinary: box\\nBuild-Depends: hello\\n' >>box.dsc
      apt-ftparchive sources . >Sources
      echo 'deb-src [trusted=yes] file:/srv/source ./' >>/etc/apt/sources.list
      printf '#!/bin/sh\\nexit 7\\n' >/usr/sbin/policy-rc.d
      chmod 755 /usr/sbin/policy-rc.d
      apt-get -q update
      """;

  private static final String PLAY =
      """
      - hosts: all
        become: true
        tasks:
          - name: a package of a file
            apt: {deb: /srv/box.deb, policy_rc_d: 101}
          - name: what a source needs
            apt: {name: box, state: build-dep}
            register: needed
          - name: say
            debug: {msg: "lists of {{ needed.cache_update_time }}"}
      """;

  private static final String SEEN =
      """
      101
      #!/bin/sh
      exit 7
      box
      build-essential
      hello
      tree
      """;

  @TempDir private static Path folder;
  private static Site site;

  @BeforeAll
  static void startWithNewHosts(Lab lab) throws Exception {
    lab.reset();
    LabHost host = lab.hosts().getFirst();
    host.ssh("{\n" + PREPARATION + "} >/dev/null 2>&1");
    site = new Site(folder);
    site.hosts(HostLine.of("host", host, "deploy"));
  }

  @Test
  @Order(1)
  void checkingWritesNothing(Lab lab) throws Exception {
    ImmutableSet<String> before = lab.hosts().getFirst().files();
    Told told = site.run(PLAY, "--check", "--diff").exits(0);
    ImmutableSet<String> after = lab.hosts().getFirst().files();
    assertEquals(ImmutableSet.of(), Sets.symmetricDifference(before, after));
    told.says("+/srv/box.deb: 1").says("+also: install tree").says("+also: install hello");
  }

  @Test
  @Order(2)
  void applyingMakesItSo(Lab lab) throws Exception {
    LabHost host = lab.hosts().getFirst();
    String fetched = host.ssh("stat -c %Y /var/lib/apt/lists").strip();
    site.run(PLAY).exits(0).says("lists of " + fetched);
    assertEquals(
        SEEN,
        host.ssh(
            "cat /root/asked /usr/sbin/policy-rc.d;"
                + " dpkg-query -W -f '${Package}\\n' box build-essential hello tree"));
  }

  @Test
  @Order(3)
  void applyingAgainFindsNothingToDo() throws Exception {
    site.run(PLAY, "--diff").exits(0).counts("host", "changed=0");
  }

  @Test
  @Order(4)
  void aPolicyThatAKilledRunLeftComesBack(Lab lab) throws Exception {
    LabHost host = lab.hosts().getFirst();
    host.ssh(
        "cd /usr/sbin && mv policy-rc.d policy-rc.d.javaform && echo x >policy-rc.d"
            + " && dpkg -r box 2>/dev/null");
    site.run(PLAY).exits(0).counts("host", "changed=1");
    assertEquals(
        "#!/bin/sh\nexit 7\npolicy-rc.d\n",
        host.ssh("cd /usr/sbin && cat policy-rc.d && ls policy-rc.d*"));
  }
}
