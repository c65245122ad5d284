package dev.javaform.inventory;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class YamlInventoryTest {

  @TempDir private Path folder;

  private Example yaml(String text) {
    return Example.in(folder).file("hosts.yml", text).load("hosts.yml");
  }

  private Example odd(String text) {
    return Example.in(folder).file("hosts.yml", text).loadAnyhow("hosts.yml");
  }

  @Test
  void groupsHostsChildrenAndVariables() {
    yaml("""
        all:
          hosts:
            solo: {mode: 0644}
          vars:
            zone: north
          children:
            web:
              hosts:
                lab[01:02]:2222:
                  x: [1]
                pg:
            empty:
        other:
          hosts: pg
          children: web
        """)
        .hosts("solo lab01 lab02 pg")
        .group("web", "lab01 lab02 pg")
        .group("empty", "")
        .groupsOf("lab01", "other web")
        .groupsOf("solo", "ungrouped")
        .variables("solo", "{mode=420, zone=north}")
        .variables("lab02", "{ansible_port=2222, x=[1], zone=north}")
        .place("lab02", "x", "hosts.yml:10:14")
        .place("pg", "zone", "hosts.yml:5:11");
  }

  @Test
  void jsonIsYaml() {
    Example.in(folder)
        .file("hosts.json", "{\"web\": {\"hosts\": {\"lab1\": {\"x\": 1}}}}")
        .load("hosts.json")
        .variables("lab1", "{x=1}");
  }

  @Test
  void yamlIsRecognisedByItsFirstLine() {
    Example.in(folder)
        .file("hosts", "# hosts\nall:\n  hosts:\n    lab1:\n")
        .load("hosts")
        .hosts("lab1");
  }

  @Test
  void cycleIsNamed() {
    odd("""
        a:
          hosts: lab1
          children:
            b:
              children:
                a:
        """)
        .found(
            "hosts.yml:4:5 Group cycle: A group cannot contain itself, but this line would close"
                + " the circle a > b > a. Remove one of its links.");
  }

  @Test
  void allMistakesAreToldAtOnce() {
    odd("""
        web:
          hosts:
            lab1:
            7:
            lab[2:
            lab3: yes
          children: [db]
          vars:
            ansible_group_priority: high
          host: {}
        db: yes
        """)
        .found(
            "hosts.yml:4:5 Invalid inventory: The name of a host must be a string, but \"7\" is a"
                + " number. Put it in quotation marks.",
            "hosts.yml:5:8 Invalid host range: The bracket is never closed. Close it, as in"
                + " lab[01:40].",
            "hosts.yml:6:11 Invalid inventory: The host lab3 must have a mapping of variables or"
                + " nothing, but has a boolean.",
            "hosts.yml:7:13 Invalid inventory: \"children\" of the group web must be a mapping,"
                + " but is a list. Write each name on a line of its own, with a colon after it.",
            "hosts.yml:9:29 Invalid group priority: ansible_group_priority must be a whole"
                + " number, but is a string: high.",
            "hosts.yml:10:3 Skipped inventory key: Skipping unexpected key (host) in group (web),"
                + " only \"vars\", \"children\" and \"hosts\" are valid. Did you mean \"hosts\"?",
            "hosts.yml:11:5 Invalid inventory: The group db must be a mapping of hosts, children"
                + " and vars, but is a boolean.")
        .hosts("lab1");
  }

  @Test
  void pluginConfigurationIsRefused() {
    odd("plugin: amazon.aws.aws_ec2\n")
        .found(
            "hosts.yml:1:1 Unsupported inventory: This file is for the inventory plugin"
                + " \"amazon.aws.aws_ec2\", which is not supported. Write the hosts down, or save"
                + " what the plugin finds: ansible-inventory -i hosts.yml --list --yaml.",
            "Empty inventory: provided hosts list is empty, only localhost is available."
                + " Note that the implicit localhost does not match 'all'");
  }

  @Test
  void listIsRefused() {
    odd("- lab1\n")
        .found(
            "hosts.yml:1:1 Invalid inventory: A YAML inventory is a mapping of groups, such as"
                + " \"all:\", but this is a list.",
            "Empty inventory: provided hosts list is empty, only localhost is available."
                + " Note that the implicit localhost does not match 'all'");
  }
}
