package dev.javaform.endtoend;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names of variables and of their files that are nearly others: told before a host is touched. */
class MisspeltNamesTest {

  private static final String PLAY =
      """
      - hosts: web
        gather_facts: false
        vars: {greeting: hello}
        roles: [site]
      """;

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder);
    site.file("hosts", "[web]\none ansible_connection=local\n[data]\ntwo\n");
    site.file("roles/site/defaults/main.yml", "site_memory_gib: 8\n");
    site.file(
        "roles/site/meta/argument_specs.yml",
        "argument_specs: {main: {options: {site_domain: {type: str}}}}\n");
    site.file("roles/site/tasks/main.yml", "- debug: {msg: '{{ site_memory_gib }}'}\n");
  }

  @Test
  void aVariableThatIsNearlyAnother() throws Exception {
    site.file("group_vars/web.yml", "---\nother: 1\nsite_memory_gb:\n  - hunter2\n");
    site.file("group_vars/data.yml", "site_memory_gi: 1\n");
    site.file("host_vars/one.yml", "site_domian: x\n");
    site.file("more.yml", "site_memory_gibb: 1\n");
    site.file("hosts", "[web]\none ansible_connection=local ansible_pasword=hunter2\n");
    String play =
        """
        - hosts: web
          gather_facts: false
          vars: {site_memory_bib: 2, greeting: hello}
          vars_files: more.yml
          roles:
            - {role: site, site_domain: x, site_domin: x}
        """;
    Told told =
        site.run(play, "-e", "greting=hi ansible_conection=local", "--syntax-check").exits(0);
    told.says(
        "Warning: Unused variable\n  group_vars/web.yml:3:1\nNothing uses \"site_memory_gb\"");
    told.says("Did you mean \"site_memory_gib\", an option of the role site?");
    told.says("host_vars/one.yml:1:1\nNothing uses \"site_domian\"");
    told.says("hosts:2:30\n\"ansible_pasword\" does not decide how a host is reached");
    told.says("play.yml:3:10\nNothing uses \"site_memory_bib\"");
    told.says("more.yml:1:1\nNothing uses \"site_memory_gibb\"");
    told.says("play.yml:6:36\nNothing uses \"site_domin\"");
    told.says(
        "-e:1:1\nNothing uses \"greting\". Did you mean \"greeting\", a variable of the play?");
    told.says("-e:1:12\n\"ansible_conection\" does not decide").says("\"ansible_connection\"?");
    told.hides("hunter2").hides("site_memory_gi\"");
  }

  @Test
  void aFileThatIsNearlyAboutAGroupOrHost() throws Exception {
    for (String file : List.of("group_vars/wbe.yml", "group_vars/dta/x.yml", "host_vars/web")) {
      site.file(file, "{}\n");
    }
    site.file("group_vars/one.yml", "{}\n").file("host_vars/onee.json", "{}\n");
    Told told = site.run(PLAY, "--strict").exits(4).hides("PLAY [");
    told.says(
        "Error: Unused variables\n  group_vars/wbe.yml:1:1\nThe inventory has no group \"wbe\"");
    told.says("Did you mean \"web\"?");
    told.says("group_vars/dta/\n").says("Did you mean \"data\"?");
    told.says("group_vars/one.yml:1:1\n").says("the name of a host: move it into host_vars.");
    told.says("host_vars/web:1:1\n").says("the name of a group: move it into group_vars.");
    told.says("host_vars/onee.json:1:1\nThe inventory has no host \"onee\"").says("\"one\"?");
  }

  @Test
  void aFileForAnotherInventoryIsToldOnRequest() throws Exception {
    site.file("group_vars/mail.yml", "{}\n").file("host_vars/one7.yml", "{}\n");
    site.file("group_vars/all.yml", "{}\n").file("group_vars/ungrouped.yml", "{}\n");
    site.file("host_vars/localhost.yml", "{}\n").file("group_vars/README.md", "x\n");
    site.run(PLAY, "--strict").exits(0).hides("Passing over");
    Told told = site.run(PLAY, "-v").exits(0);
    told.says("Passing over group_vars/mail.yml").says("Passing over host_vars/one7.yml");
    told.hides("localhost.yml").hides("README");
  }
}
