package dev.javaform.endtoend;

import dev.javaform.lab.LoopbackSshd;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Hosts whose sudo, su or shell say the password again: it is not shown, whatever they do. */
@Tag("faults")
class EchoedPasswordTest {
  private static final String PASSWORD = "xyzzy-42";

  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        become: true
        tasks:
          - name: greet
            command: "true"
      """;

  /** Reads the password into {@code $p}. */
  private static final String SUDO =
      """
      #!/bin/sh
      q=; while [ "$1" != /bin/sh ]; do [ "$1" != -p ] || q=$2; shift; done
      printf %s "$q" >&2; IFS= read -r p
      """;

  private static final String SU =
      """
      #!/bin/sh
      while [ "$1" != -c ]; do shift; done
      printf 'Password: ' >&2; IFS= read -r p
      """;

  @TempDir private static Path folder;
  @AutoClose private static LoopbackSshd sshd;
  private static Told told;

  @BeforeAll
  static void run() throws Exception {
    sshd = LoopbackSshd.start();
    Map<String, String> tools = new LinkedHashMap<>();
    tools.put("plain", "echo \"no: $p, really\" >&2; exit 1");
    tools.put("terminal", "printf '%s\\r\\nno such rights\\r\\n' \"$p\"; exit 1");
    tools.put("letters", "echo \"$p\" | sed 's/./&\\n/g'; exit 1");
    tools.put("coloured", "echo \"$p\" | sed 's/-/\\x1b-\\r/'; exit 1");
    tools.put("traced", "set -x; : \"it is '$p'\" $p; exit 1");
    tools.put("both", "printf xyzzy; printf -- -42 >&2; exit 1");
    tools.put("cut", "printf %s 'you said xyzzy-4' >&2; exit 1");
    tools.put("mute", "echo \"hm: $p\" >&2; exec sleep 60");
    tools.put(
        "late",
        "echo \"hm: $p\" >&2; while [ \"$1\" != -c ]; do shift; done;"
            + " eval \"${2%%;*}\"; echo \"bad shell $p\" >&2; exit 1");
    Site site = new Site(folder);
    HostLine[] hosts = new HostLine[2 * tools.size()];
    int i = 0;
    for (Map.Entry<String, String> tool : tools.entrySet()) {
      hosts[i++] = host("sudo_" + tool.getKey(), "sudo", SUDO + tool.getValue());
      hosts[i++] = host("su_" + tool.getKey(), "su", SU + tool.getValue());
    }
    told = site.hosts(hosts).run(PLAY, "-vvvv", "--login-timeout", "5");
  }

  private static HostLine host(String name, String method, String tool) throws Exception {
    return OddHost.having(name, sshd, folder, method, tool + "\n")
        .with("ansible_become_method", method)
        .with("ansible_become_password", PASSWORD);
  }

  @Test
  void itIsNotShown() {
    told.exits(2).hides(PASSWORD).hides("xyzzy").hides("yzzy-");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plain    | the host said: ",
        "plain    | no: ********, really",
        "terminal | ********; no such rights",
        "letters  | ********",
        "coloured | ********",
        "traced   | it is '********",
        "both     | ********",
        "cut      | you said ********",
        "mute     | nothing answered within 5 s (the login limit; raise it with",
        "mute     | hm: ********",
        "late     | ********",
      })
  void whatElseTheHostSaidIs(String tool, String said) {
    told.lost("sudo_" + tool, "\"greet\"", "play.yml:5:7", said);
    told.lost("su_" + tool, "\"greet\"", "play.yml:5:7", said);
  }
}
