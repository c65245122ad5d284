package dev.javaform.modules.linux.files;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Output;
import dev.javaform.module.SafePath;
import dev.javaform.modules.linux.Tasks;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AttributesWishTest {

  @ParameterizedTest
  @CsvSource({
    "+i, e, ei",
    "+i, ie, ie",
    "-i, ie, e",
    "-i, e, e",
    "i, Ade, ei",
    "=di, ide, ide",
    "ie, '', i",
    "=, Ae, e",
    "'', Ae, e",
    "+ai, '', ai",
  })
  void changesOnlyWhatIsWished(String wish, String now, String after) {
    assertEquals(after, AttributesWish.of(wish).on(now));
    assertEquals(after, AttributesWish.of(wish).on(after), "a second time");
  }

  @ParameterizedTest
  @CsvSource({"A, d", "+A, ''", "-d, d", "=d, ''"})
  void knowsWhatANewFileMustNotKeepOfItsDirectory(String wish, String unwanted) {
    assertEquals(unwanted, AttributesWish.of(wish).unwanted("de"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+i -a", "immutable!", "+-i", "i=", "0644"})
  void refusesWhatChattrDoesNotKnow(String text) {
    assertThrows(IllegalArgumentException.class, () -> AttributesWish.of(text));
  }

  /** What a host told a user, before anything is written that could not be finished. */
  @Test
  void refusesWhatOnlyRootMayDo() {
    String seen =
        """
        0022
        uid=1000(rei) gid=1000(rei) groups=1000(rei)
        /home/rei/a\0bare
        /home/rei\000041ed 1000 1000 4096
        rei
        rei
        inherited --------------e------- /home/rei
        \0\0""";
    var fixed = Tasks.task(Copy.class, "dest", "/home/rei/a", "content", "x", "attributes", "+i");
    assertEquals(
        "Only root may set or remove the attributes a and i (chattr(1)).",
        given(fixed).refusesSeeing(Output.of(seen)));
    given(Tasks.task(Copy.class, "dest", "/home/rei/a", "content", "x", "attributes", "+A"))
        .seeing(seen)
        .by(
            "put /home/rei/a",
            SafePath.script(
                    """
                    act() { chattr +A "$@"; }
                    links=
                    reach /home/rei/a follow
                    held "$n\"""")
                .text());
  }

  @Test
  void refusesItBeforeAnyHostIsAsked() {
    assertThrows(
        ArgumentException.class, () -> Tasks.task(File.class, "path", "/a", "attributes", "+?"));
  }
}
