package dev.javaform.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSet;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MentionsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "group_vars/all.yml     | total: '{{ site_gb }}'        | true",
        "group_vars/all.yml     | site_gb: 8                    | false",
        "group_vars/all.yml     | '\"site_gb\" : 8'             | false",
        "group_vars/all.yml     | '# site_gb is not used'       | false",
        "hosts                  | one site_gb=8                 | false",
        "hosts                  | one total={{site_gb}}         | true",
        "tasks/more.yml         | - debug: var=site_gb          | true",
        "tasks/more.yml         | '- ping: {when: site_gb==8}'  | true",
        "tasks/more.yml         | lookup('vars', 'site_' ~ x)   | true",
        "tasks/more.yml         | lookup('vars', x ~ '_gb')     | true",
        "templates/conf.txt     | '{{ site_gb }}'               | true",
        "roles/r/defaults/m.yml | site_gb: 1                    | true",
        "roles/r/README.md      | site_gb                       | false",
        "nightly.log            | Nothing uses site_gb.         | false",
        "report.json            | Nothing uses site_gb.         | false",
        ".git/x                 | site_gb                       | false",
      })
  void aWordThatIsNoKeyMayBeAUse(String file, String text, boolean mentioned) throws Exception {
    Path written = folder.resolve(file);
    Files.createDirectories(written.getParent());
    Files.writeString(written, text + "\n");
    Mentions mentions = new Mentions(ImmutableSet.of(), ImmutableSet.of(folder));
    assertEquals(mentioned, mentions.contain("site_gb"));
  }
}
