package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which tasks run, as ansible-playbook chooses them. */
class TagsTest {

  @ParameterizedTest(name = "--tags {0} --skip-tags {1}, task tagged {2}: runs {3}")
  @CsvSource({
    "'',       '',       '',             true",
    "'',       '',       boot,           true",
    "'',       '',       never,          false",
    "boot,     '',       boot,           true",
    "boot,     '',       disk,           false",
    "boot,     '',       '',             false",
    "boot,     '',       always,         true",
    "boot,     '',       'never boot',   true",
    "all,      '',       never,          false",
    "never,    '',       never,          true",
    "tagged,   '',       boot,           true",
    "tagged,   '',       '',             false",
    "untagged, '',       '',             true",
    "untagged, '',       boot,           false",
    "'',       boot,     boot,           false",
    "'',       boot,     disk,           true",
    "'',       tagged,   boot,           false",
    "'',       untagged, '',             false",
    "'',       always,   always,         false",
    "'',       all,      always,         true",
    "boot,     disk,     'boot disk',    false",
  })
  void chooses(String wanted, String unwanted, String task, boolean runs) {
    assertEquals(runs, new Tags(set(wanted), set(unwanted)).choose(set(task)));
  }

  private static ImmutableSet<String> set(String words) {
    return ImmutableSet.copyOf(Splitter.on(' ').omitEmptyStrings().split(words));
  }
}
