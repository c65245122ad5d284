package dev.javaform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.config.PasswordSettings;
import dev.javaform.config.RunSettings;
import dev.javaform.config.Setting;
import dev.javaform.playbook.Keyword;
import dev.javaform.remote.Become;
import dev.javaform.remote.Target;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The names by which settings ask for options and keywords are real ones. */
class ConnectionFlagsTest {

  private static Stream<Setting> settings() {
    return Stream.of(
            RunSettings.class,
            PasswordSettings.class,
            Target.Common.class,
            Target.Wanted.class,
            Target.Ssh.class,
            Target.Local.class,
            Become.class,
            Become.Wanted.class,
            Become.By.class)
        .flatMap(record -> Stream.of(record.getRecordComponents()))
        .map((RecordComponent component) -> component.getAnnotation(Setting.class))
        .filter(Objects::nonNull);
  }

  private static List<String> named() {
    return settings().map(Setting::option).filter(name -> !name.isEmpty()).toList();
  }

  @Test
  void everyOptionThatASettingNamesIsThere() {
    Set<String> options = new CommandLine(new RunCommand()).getCommandSpec().optionsMap().keySet();
    assertEquals(List.of(), named().stream().filter(name -> !options.contains(name)).toList());
  }

  @Test
  void everyOptionThatIsGivenIsOneOfASetting() {
    ConnectionFlags flags = new ConnectionFlags();
    new CommandLine(flags)
        .parseArgs(
            "-u=me",
            "-c=ssh",
            "-b",
            "--key-file=k",
            "--ssh-common-args=-C",
            "--ssh-extra-args=-C",
            "--become-user=root",
            "--become-method=su",
            "-T=3",
            "--login-timeout=4",
            "--accept-new",
            "-K",
            "--conn-pass-file=f");
    Set<String> given = flags.values().keySet();
    assertEquals(13, given.size());
    assertEquals(List.of(), given.stream().filter(name -> !named().contains(name)).toList());
  }

  @Test
  void wordsForSshMayLookLikeOptionsOfOurs() {
    CommandLine command =
        new CommandLine(new RunCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    assertTrue(command.getCommandSpec().optionsMap().containsKey("-C"));
    var parsed = command.parseArgs("play.yml", "--ssh-common-args=-C", "--ssh-extra-args=-CJ jump");
    assertFalse(parsed.hasMatchedOption("-C"));
    ConnectionFlags flags = new ConnectionFlags();
    new CommandLine(flags).parseArgs("--ssh-common-args=-C -J jump");
    assertEquals("-C -J jump", flags.values().get("--ssh-common-args"));
  }

  @Test
  void everyKeywordThatASettingNamesIsThere() {
    assertEquals(
        List.of(),
        settings()
            .map(Setting::keyword)
            .filter(word -> !word.isEmpty() && Keyword.of(word).isEmpty())
            .toList());
  }
}
