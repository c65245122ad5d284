package dev.javaform.endtoend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the role preflight does with a verdict; the verdicts themselves have tests of their own. */
class PreflightTest {
  @TempDir private Path folder;

  @Test
  void theSwitchThatAcceptedEverythingSaysWhatToWrite() throws Exception {
    verdict("-e", "preflight_ignore_obstacles=true").exits(2).says("preflight_accept: [");
    verdict("-e", "preflight_ignore_obstacles=no").hides("preflight_ignore_obstacles is no more");
  }

  @Test
  void whatIsNotThereIsRefusedWhateverIsAccepted() throws Exception {
    String[] careless = {
      "-e",
      "{passthrough_devices: [{role: gpu, address: 'ffff:ff:1f.7'}]}",
      "-e",
      "{preflight_accept: [virtual-machine, no-graphics-card, shared-group]}"
    };
    verdict(careless)
        .exits(0)
        .says("no-such-device: a device is not there")
        .says("This host cannot pass devices through: ");
    verdict("-e", "{preflight_accept: [host-disk]}").exits(2).says("cannot be accepted");
  }

  /** Who is not root is a fact of the host; sudo is a program that asks again and again. */
  private Told withoutRoot(String... options) throws Exception {
    Path sudo =
        OddHost.program(
            folder.resolve("sudo"),
            """
            #!/bin/sh
            while [ "$1" != -p ]; do shift; done
            for try in 1 2 3; do printf %s "$2" >&2; read -r _ || exit; done
            """);
    return new Site(folder)
        .file(
            "hosts",
            "localhost ansible_connection=local ansible_become_password=mistyped ansible_become_exe=%s\n"
                .formatted(sudo))
        .run(
            """
            - hosts: localhost
              gather_facts: false
              tasks:
                - import_role: {name: "%s", tasks_from: root}
            """
                .formatted(Path.of("roles/preflight").toAbsolutePath()),
            Stream.concat(Stream.of("-e", "{ansible_facts: {user_id: player}}"), Stream.of(options))
                .toArray(String[]::new));
  }

  @Test
  void whyNobodyCanBecomeRootIsToldOnce() throws Exception {
    String why =
        "player cannot become root by sudo: the password is wrong; check --ask-become-pass";
    withoutRoot("--check").exits(0).says(why).says("So what only root may read is left out");
    Told told = withoutRoot().exits(2).hides("is left out").hides("mistyped");
    told.lost("localhost", "Changes need root", "root.yml:", why, "or add --check for an audit.");
  }

  /** Runs the role on this machine. */
  private Told verdict(String... options) throws Exception {
    List<String> words = new ArrayList<>(List.of("--check", "-e", "{guest_memory_gib: 0}"));
    words.addAll(List.of(options));
    return new Site(folder)
        .file("hosts", "localhost ansible_connection=local\n")
        .run(
            """
            - hosts: localhost
              roles: ["%s"]
            """
                .formatted(Path.of("roles/preflight").toAbsolutePath()),
            words.toArray(String[]::new));
  }
}
