package dev.javaform.endtoend;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Playbooks that must do and say what they do and say in Ansible 2.14, where they are at hand. */
class BehaviourCasesTest {

  private static final Path CASES =
      Path.of(System.getProperty("javaform.cases", "../shared/cases"), "behaviour");

  /**
   * A playbook with what is right.
   *
   * @param folder where it is run
   * @param playbook its file, and options
   * @param inventory empty: what ansible.cfg names
   * @param says texts of the output
   */
  record Case(
      String folder, String playbook, String inventory, int exits, ImmutableList<String> says) {

    static Case of(String playbook, int exits, String... says) {
      return in("", playbook, "inv.ini", exits, says);
    }

    static Case in(String folder, String playbook, String inventory, int exits, String... says) {
      return new Case(folder, playbook, inventory, exits, ImmutableList.copyOf(says));
    }

    List<String> words() {
      return inventory.isEmpty()
          ? List.of("run", playbook)
          : Stream.concat(
                  Stream.of(("run " + playbook).split(" ")),
                  Stream.of(inventory.split(",")).flatMap(each -> Stream.of("-i", each)))
              .toList();
    }

    @Override
    public String toString() {
      return Path.of(folder, inventory, playbook).toString();
    }
  }

  private static final ImmutableList<Case> ALL =
      ImmutableList.of(
          Case.of(
              "m03_include_vars_loop.yml",
              0,
              "ok: [h1] => (item=a.yml)\n",
              "\"r.results[0].ansible_facts\": {\n        \"x\": 1\n    }",
              "\"r2\": {\n        \"ansible_facts\": {\n            \"x\": 1\n        },\n"
                  + "        \"ansible_included_var_files\": [\n",
              "/cases/vars/a.yml\"\n        ],\n        \"changed\": false,\n"
                  + "        \"failed\": false\n    }"),
          Case.of("m06_tmpl_delims.yml -e tool=javaform", 0, "changed=2 "),
          Case.of("m10_vars_dict.yml", 0, "\"msg\": \"True  True\"", "ok=6 "),
          Case.of("m15_maxfail.yml", 2, "skipping: [h3]\n\nNO MORE HOSTS LEFT ", "skipped=1 "),
          Case.in("coll", "c1.yml", "inv.ini", 0, "[my.coll.cr : debug]", "from-collection-role"),
          Case.in("coll", "c2.yml", "inv.ini", 0, "[my.coll.cr : debug]", "from-collection-role"),
          Case.in("cfg", "p.yml", "", 0, "cfgrole"),
          Case.in("invs", "p.yml", "dyn.sh", 0, "ok: [b] => {\n    \"msg\": \"1 ['g']\"\n"),
          Case.in(
              "invs",
              "p.yml",
              "h.yml,c.yml",
              0,
              "ok: [z] => {\n    \"msg\": \"1 ['g', 'odd', 'sub']\"\n"),
          Case.in("invs", "p.yml", "h.yml", 0, "ok: [z] => {\n    \"msg\": \"1 ['g', 'sub']\"\n"),
          Case.of(
              "m11_argspec.yml",
              2,
              "TASK [ar : Validating arguments against arg spec 'main' - spec] ",
              "fatal: [h1]: FAILED! => {\"argument_errors\": [\"missing required arguments: need\"],"
                  + " \"argument_spec_data\": {\"need\": {\"required\": true, \"type\": \"int\"}},"
                  + " \"changed\": false, \"msg\": \"Validation of arguments failed:\\nmissing"
                  + " required arguments: need\", \"validate_args_context\": {"),
          Case.of(
              "m09_native.yml",
              0,
              "\"js\": {\n        \"a\": [\n            1\n",
              "\"r.stdout\": {\n        \"k\": [\n            1,\n"),
          Case.of("m12_validate_argspec.yml", 0, "TASK [validate_argument_spec] ", "ok: [h1]\n"),
          Case.of("m14_flush_banner.yml", 2, "PLAY [h1,h2] ", "TASK [meta] "),
          Case.of(
              "m16_role_var_path.yml",
              0,
              "/roles/ar : Validating arguments against arg spec 'main' - spec] ",
              "/roles/ar : debug] "),
          Case.of(
              "m17_check_reg.yml",
              0,
              "\"msg\": \"True Command would have run if not in check mode 0\"",
              "ok=1    changed=0    unreachable=0    failed=0    skipped=2 "),
          Case.of("m19_vault.yml", 4, "encrypted with ansible-vault", "Decrypt it first"),
          Case.of("m21_odd_key.yml", 0, "\"msg\": 1\n", "\"6k / 2\" cannot be a variable's name"),
          Case.of(
              "m23_hostvars.yml",
              0,
              "\"h4\",\n        \"localhost\"\n    ]",
              "\"msg\": \"5\"",
              "ok=8 "),
          Case.of(
              "m24_nospec.yml", 0, "ok=1    changed=0    unreachable=0    failed=0    skipped=1 "),
          Case.of(
              "m26_debug_hostvars.yml",
              0,
              "\"hostvars.h1.idx\": \"1\"",
              "\"hostvars[inventory_hostname]\": {\n        \"ansible_check_mode\": false,\n",
              "\"prio\": \"inv_all\",\n        \"role_kind\": \"front\"\n    }"));

  @TempDir private Path folder;

  static Stream<Case> cases() {
    return Files.isDirectory(CASES) ? ALL.stream() : Stream.of();
  }

  @ParameterizedTest(allowZeroInvocations = true)
  @MethodSource("cases")
  void doesAndSaysWhatIsRight(Case right) throws Exception {
    Site site = new Site(copied());
    Path where = site.path("cases").resolve(right.folder());
    try (Running running = site.javaform(where, right.words())) {
      Told told = running.end().exits(right.exits());
      right.says().forEach(told::says);
    }
  }

  private Path copied() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(CASES)) {
      all.filter(Files::isRegularFile).forEach(files::add);
    }
    for (Path file : files) {
      Path copy = folder.resolve("cases").resolve(CASES.relativize(file).toString());
      Files.createDirectories(copy.getParent());
      Files.copy(file, copy);
    }
    return folder;
  }
}
