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

  private Example script(String body) {
    Example example = Example.in(folder).file("hosts.sh", "#!/bin/sh\n" + body);
    assertTrue(folder.resolve("hosts.sh").toFile().setExecutable(true));
    return example;
  }

  @Test
  void programIsAskedForHostsAndGroups() {
    script(
            """
            [ "$1" = --list ] || exit 1
            echo '{"web": {"hosts": ["b", "a"], "vars": {"x": 1}, "children": ["sub"]},
                   "sub": ["c"], "empty": [],
                   "_meta": {"hostvars": {"a": {"z": [1, "t"]}, "ghost": {"q": 1}}}}'
            """)
        .load("hosts.sh")
        .hosts("b a c")
        .group("web", "b a c")
        .variables("a", "{x=1, z=[1, t]}")
        .variables("c", "{x=1}");
  }

  @Test
  void programIsAskedForEachHostWhereItTellsNoVariables() {
    script(
            "if [ \"$1\" = --list ]; then echo '{\"g\": [\"a\", \"b\"]}'; elif [ \"$2\" = a ]; then echo '{\"x\": 1}'; fi\n")
        .load("hosts.sh")
        .variables("a", "{x=1}")
        .variables("b", "{}");
  }

  @Test
  void anyOtherMappingIsAHostWithItsVariables() {
    Example example = script("echo '{\"alone\": {\"y\": 2}, \"_meta\": {\"hostvars\": {}}}'\n");
    example.loadAnyhow("hosts.sh").hosts("alone").groupsOf("alone", "alone");
    assertEquals(2L, example.inventory().variables("alone", new Diagnostics()).get("y").plain());
  }

  @Test
  void programThatFailsIsTold() {
    script("exit 3\n")
        .loadAnyhow("hosts.sh")
        .found(
            "Inventory script failed: hosts.sh --list ended with exit status 3. Run it by hand to"
                + " see why.",
            EMPTY);
  }

  @Test
  void whatAProgramPrintsMustBeAnInventory() {
    script("echo '{\"g\": {\"hosts\": \"a\"}}'\n")
        .loadAnyhow("hosts.sh")
        .found(
            "hosts.sh --list:1:17 Invalid inventory: A list of names is needed here, but this is a string.",
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
