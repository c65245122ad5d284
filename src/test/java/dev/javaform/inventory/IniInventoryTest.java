package dev.javaform.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IniInventoryTest {

  @TempDir private Path folder;

  private Example ini(String text) {
    return Example.in(folder).file("hosts.ini", text).load("hosts.ini");
  }

  private Example odd(String text) {
    return Example.in(folder).file("hosts.ini", text).loadAnyhow("hosts.ini");
  }

  @Test
  void groupsHostsChildrenAndVariables() {
    ini("""
        ; before any section: no group
        solo

        [web]   # a comment may follow
        lab[01:03] ansible_user=root
        lab02 weight=2

        [db]
        pg:2222

        [site:children]
        db
        web

        [site:vars]
        zone = north # a comment is no part of a literal, but of a text
        ntp=['a', 'b'] # as here
        """)
        .hosts("solo pg lab01 lab02 lab03")
        .group("web", "lab01 lab02 lab03")
        .group("site", "pg lab01 lab02 lab03")
        .group("ungrouped", "solo")
        .groupsOf("lab02", "site web")
        .groupsOf("solo", "ungrouped")
        .variables("solo", "{}")
        .variables(
            "lab02",
            "{ansible_user=root, ntp=[a, b], weight=2,"
                + " zone=north # a comment is no part of a literal, but of a text}")
        .variables(
            "pg",
            "{ansible_port=2222, ntp=[a, b],"
                + " zone=north # a comment is no part of a literal, but of a text}");
  }

  @Test
  void hostVariablesAreShellWords() {
    ini("lab1 a='x y' b=\"it's\" c=d\\ e f= g=h#comment\n")
        .variables("lab1", "{a=x y, b=it's, c=d e, f=, g=h}");
  }

  @Test
  void everyValueKnowsItsPlace() {
    ini("""
        lab1:22 a="x y" b=[1,{'c':2}]
        [all:vars]
          zone =  north
        """)
        .place("lab1", "a", "hosts.ini:1:12")
        .place("lab1", "b", "hosts.ini:1:19")
        .place("lab1", "ansible_port", "hosts.ini:1:1")
        .place("lab1", "zone", "hosts.ini:3:11");
  }

  @Test
  void sameHostAgainIsMerged() {
    ini("""
        [a]
        lab1:22 x=1 y=1
        [b]
        lab1:23 y=2
        """)
        .hosts("lab1")
        .variables("lab1", "{ansible_port=22, x=1, y=2}");
  }

  @Test
  void groupMayBeDeclaredAfterItsParents() {
    ini("""
        [site:children]
        web
        [web:vars]
        x=1
        [web]
        lab1
        """)
        .groupsOf("lab1", "site web")
        .variables("lab1", "{x=1}");
  }

  @Test
  void laterInDepthWinsThenPriorityThenName() {
    ini("""
        [a]
        lab1
        [b]
        lab1
        [c]
        lab1
        [parent:children]
        b
        [all:vars]
        x=all
        y=all
        z=all
        [parent:vars]
        x=parent
        y=parent
        [b:vars]
        x=b
        [a:vars]
        ansible_group_priority=10
        y=a
        z=a
        [c:vars]
        z=c
        """)
        .variables("lab1", "{x=b, y=a, z=a}");
  }

  @Test
  void addressesWithPorts() {
    ini("""
        2001:db8::1
        [2001:db8::2]:2222
        192.0.2.[7:8]:22
        """)
        .hosts("2001:db8::1 2001:db8::2 192.0.2.7 192.0.2.8")
        .variables("2001:db8::2", "{ansible_port=2222}");
  }

  @Test
  void cycleIsNamed() {
    odd("""
        [a:children]
        b
        [b:children]
        c
        [c:children]
        a
        """)
        .found(
            "hosts.ini:6:1 Group cycle: A group cannot contain itself, but this line would close"
                + " the circle c > a > b > c. Remove one of its links.",
            "Empty inventory: provided hosts list is empty, only localhost is available."
                + " Note that the implicit localhost does not match 'all'");
  }

  @Test
  void allBelongsToNobody() {
    odd("""
        [a]
        lab1
        [a:children]
        all
        """)
        .found(
            "hosts.ini:4:1 Group cycle: A group cannot contain itself, but this line would close"
                + " the circle a > all > a. Remove one of its links.");
  }

  @Test
  void undefinedGroupsAreReportedWithWhatWasMeant() {
    odd("""
        [web]
        lab1
        [site:children]
        wbe
        [wib:vars]
        x=1
        """)
        .found(
            "hosts.ini:4:1 Undefined group: \"wbe\" is listed as a child, but no section declares"
                + " it. Did you mean \"web\"? Declare it with a line [wbe], even if nothing"
                + " follows it.",
            "hosts.ini:5:2 Undefined group: Variables are given to a group \"wib\", but no section"
                + " declares it. Did you mean \"web\"? Declare it with a line [wib], even if"
                + " nothing follows it.");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    odd("""
        lab1 x
        lab2 a='open
        lab3 a=\\
        lab4:
        lab5:99999
        [a b]
        passed over=because of the section
        [web:varz]
        also passed over
        [web]
        lab6
        [web:vars]
        nothing
        ansible_group_priority=high
        [web:children]
        a:b
        """)
        .found(
            "hosts.ini:1:6 Invalid inventory line: After the host's name come variables, written"
                + " name=value, but this word has no equals sign. Quote values that contain"
                + " spaces.",
            "hosts.ini:2:8 Invalid inventory line: A quote is not closed."
                + " Close it, or escape it with \\.",
            "hosts.ini:3:8 Invalid inventory line: The backslash at the end escapes"
                + " nothing. Remove it.",
            "hosts.ini:4:1 Invalid host name: \"lab4:\" ends in a colon, after which a port is"
                + " expected. Add the port, or remove the colon.",
            "hosts.ini:5:1 Invalid host name: There is no port 99999. Ports go from 1 to 65535.",
            "hosts.ini:6:1 Invalid section: A section is written [group], [group:children] or"
                + " [group:vars], without spaces.",
            "hosts.ini:8:6 Unknown kind of section: There is no kind \"varz\": a section lists"
                + " hosts, children or vars. Did you mean \"vars\"?",
            "hosts.ini:13:1 Invalid inventory line: Variables of a group are written name=value,"
                + " but this line has no equals sign.",
            "hosts.ini:14:24 Invalid group priority: ansible_group_priority must be a whole"
                + " number, but is a string: high.",
            "hosts.ini:16:1 Invalid inventory line: A [web:children] section lists one group per"
                + " line, but \"a:b\" is not the name of a group.")
        .hosts("lab6");
  }

  @Test
  void oddNamesAreWarnedOf() {
    odd("""
        [web-servers]
        lab1
        lab2
        [lab1]
        lab2
        """)
        .found(
            "hosts.ini:1:2 Invalid group name: Invalid characters were found in group names but"
                + " not replaced: web-servers. Expressions such as groups.name need letters,"
                + " digits and underscores.",
            "hosts.ini:2:1 Ambiguous name: Found both group and host with same name: lab1");
  }

  @Test
  void endlessNameIsRefusedAtOnce() {
    assertEquals(
        "hosts.ini:1:1 Invalid host name: A host's name cannot have 200001 characters.",
        odd("a.".repeat(100_000) + "a\n").all().getFirst());
  }

  @Test
  void fileThatIsNoInventoryIsGivenUp() {
    Example example = odd("no inventory\n".repeat(100_000));
    assertEquals(22, example.all().size());
    assertEquals(
        "hosts.ini:1:1 Too many mistakes: After 20 mistakes the rest of the file is not read."
            + " Is it an INI inventory?",
        example.all().get(20));
  }
}
