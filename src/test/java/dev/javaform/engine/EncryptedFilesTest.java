package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nothing takes what ansible-vault encrypted for a text: no ciphertext gets anywhere. */
class EncryptedFilesTest {

  private static final String CIPHER = "$ANSIBLE_VAULT;1.1;AES256\n37306133646433653\n";

  @TempDir private Path folder;
  private Playing playing;

  @BeforeEach
  void files() throws Exception {
    playing = new Playing(folder);
    playing.file("secret", CIPHER).file("secret.yml", CIPHER);
    playing.file("around.j2", "{% include 'secret' %}\n");
  }

  private String told(String play) throws Exception {
    try {
      return playing.play(play).text();
    } catch (DiagnosticException e) {
      return e.diagnostics().stream().map(Diagnostic::message).collect(Collectors.joining("\n"));
    }
  }

  private void isRefused(String play) throws Exception {
    String text = told(play);
    assertTrue(text.contains("encrypted with ansible-vault"), text);
    assertFalse(text.contains("37306133646433653"), text);
    assertFalse(Files.exists(folder.resolve("got")), "something was written");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "copy: {src: secret, dest: @/got}",
        "template: {src: secret, dest: @/got}",
        "template: {src: around.j2, dest: @/got}",
        "copy: {content: \"{{ lookup('file', 'secret') }}\", dest: @/got}",
        "copy: {content: \"{{ lookup('template', 'secret') }}\", dest: @/got}",
        "include_vars: secret.yml",
        "include_vars: \"{{ 'secret' ~ '.yml' }}\"",
        "include_tasks: secret.yml",
        "include_tasks: \"{{ 'secret' ~ '.yml' }}\"",
        "import_tasks: secret.yml",
      })
  void byNoTask(String task) throws Exception {
    isRefused(
        "- hosts: all\n  gather_facts: false\n  tasks:\n    - "
            + task.replace("@", folder.toString())
            + "\n");
  }

  @Test
  void byNoPlay() throws Exception {
    isRefused("- hosts: all\n  vars_files: [secret.yml]\n");
    isRefused("- hosts: all\n  vars: {n: secret}\n  vars_files: ['{{ n }}.yml']\n");
    isRefused("- import_playbook: secret.yml\n");
    playing.file("roles/r/defaults/main.yml", CIPHER);
    isRefused("- hosts: all\n  roles: [r]\n");
  }
}
