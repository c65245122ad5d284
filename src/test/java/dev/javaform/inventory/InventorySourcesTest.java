package dev.javaform.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.source.Diagnostics;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class InventorySourcesTest {

  private static final String EMPTY =
      "Empty inventory: provided hosts list is empty, only localhost is available."
          + " Note that the implicit localhost does not match 'all'";

  private static final String HINT =
      ". -i names an inventory: a file, a folder, or hosts with a comma after them.";

  @TempDir private Path folder;

  @Test
  void directoryIsReadInOrderButForWhatAnsibleIgnores() {
    Example.in(folder)
        .file("inventory/20", "lab2\n")
        .file("inventory/10.yml", "all: {hosts: lab1}")
        .file("inventory/more/hosts", "lab3\n")
        .file("inventory/.hidden", "no1\n")
        .file("inventory/old.orig", "no2\n")
        .file("inventory/x.cfg", "no3\n")
        .file("inventory/x.ini", "no4\n")
        .file("inventory/x.retry", "no5\n")
        .file("inventory/x~", "no6\n")
        .file("inventory/README.md", "no7\n")
        .file("inventory/group_vars/all.yml", "x: 1")
        .file("inventory/host_vars/lab1.yml", "y: 1")
        .load("inventory")
        .hosts("lab1 lab2 lab3")
        .variables("lab1", "{x=1, y=1}")
        .variables("lab3", "{x=1}");
  }

  @Test
  void hostListNamesHostsAndPorts() {
    Example.in(folder)
        .load("lab1, lab2:2222,,[2001:db8::1]:22,")
        .hosts("lab1 lab2 2001:db8::1")
        .variables("lab2", "{ansible_port=2222}");
  }

  @Test
  void severalSourcesAddUp() {
    Example.in(folder)
        .file("a/hosts", "[web]\nlab1 x=1 y=1\n")
        .file("b/hosts", "[web]\nlab1 x=2\nlab2\n")
        .load("a/hosts", "b/hosts", "lab3,")
        .group("web", "lab1 lab2")
        .hosts("lab3 lab1 lab2")
        .variables("lab1", "{x=2, y=1}");
  }

  @Test
  void inventoryKnowsWhereItsHostsStand() {
    var variables =
        Example.in(folder)
            .file("inventory/hosts", "lab1\n")
            .load("inventory")
            .inventory()
            .variables("lab1", new Diagnostics());
    assertEquals(
        folder.resolve("inventory/hosts").toString(), variables.get("inventory_file").plain());
    assertEquals(folder.resolve("inventory").toString(), variables.get("inventory_dir").plain());
  }

  @Test
  void missingFileIsAnErrorThatTellsHowToNameAHost() {
    Example.in(folder)
        .loadAnyhow("lab1")
        .found(
            "Inventory not found: lab1 does not exist. To name a host instead of a file, put a"
                + " comma after it: -i lab1,",
            EMPTY);
  }

  @Test
  void noSourceLeavesTheLocalMachine() {
    Example empty = Example.in(folder).loadAnyhow().found(EMPTY + HINT).hosts("");
    assertEquals(List.of("localhost"), empty.inventory().select("localhost", new Diagnostics()));
    assertEquals(List.of(), empty.inventory().select("all", new Diagnostics()));
    assertEquals(List.of(), empty.inventory().groupsOf("localhost"));
  }

  @Test
  void programIsRefused() {
    Example example = Example.in(folder).file("hosts.py", "#!/usr/bin/env python3\n");
    assertTrue(folder.resolve("hosts.py").toFile().setExecutable(true));
    example
        .loadAnyhow("hosts.py")
        .found(
            "Unsupported inventory: hosts.py is a program. Inventory scripts are not supported"
                + " yet: save what it prints with --list as YAML, or, if it is a plain inventory,"
                + " take away its execute permission.",
            EMPTY);
  }

  @Test
  void plainFileMayBeExecutable() {
    Example example = Example.in(folder).file("hosts", "lab1\n");
    assertTrue(folder.resolve("hosts").toFile().setExecutable(true));
    example.load("hosts").hosts("lab1");
  }

  @Test
  void thousandHostsShareWhatIsWrittenAboutThem() {
    Inventory inventory =
        Example.in(folder)
            .file("inventory/hosts", "[lab]\nlab[0001:1000] x=1\n")
            .file("inventory/group_vars/lab.yml", "big: [1, 2, 3]")
            .load("inventory")
            .inventory();
    var first = inventory.variables("lab0001", new Diagnostics());
    var last = inventory.variables("lab1000", new Diagnostics());
    assertEquals(1000, inventory.hosts().size());
    assertSame(first.get("big"), last.get("big"));
    assertSame(first.get("x"), last.get("x"));
  }
}
