package dev.javaform.modules.windows.files;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Digest;
import dev.javaform.module.Output;
import java.util.List;
import org.junit.jupiter.api.Test;

class WinFileTest {

  private static final GuestFile NOTHING =
      new GuestFile("C:\\Games\\a", false, false, true, Digest.ABSENT, false);

  private static WinFile wish(String state) {
    return task(WinFile.class, "path", "C:\\Games\\a", "state", state);
  }

  @Test
  void makesAFolderWhereThereIsNothing() {
    given(wish("directory"))
        .inState(NOTHING)
        .becomes(NOTHING.asDirectory())
        .by("file path=C:\\Games\\a <- directory=true");
    given(wish("directory")).inState(NOTHING.asDirectory()).changesNothing();
  }

  @Test
  void removesWhateverIsThere() {
    given(wish("absent"))
        .inState(NOTHING.asDirectory())
        .becomes(NOTHING)
        .by("file path=C:\\Games\\a <- exists=false");
    given(wish("absent")).inState(NOTHING).changesNothing();
  }

  @Test
  void touchesEachTime() {
    given(wish("touch")).inState(NOTHING).by("file path=C:\\Games\\a <- touch=true");
  }

  @Test
  void doesNotMakeFilesNorTakeOneForAFolder() {
    assertEquals(
        "path C:\\Games\\a will not be created; win_copy makes files",
        given(wish("file")).refuses(NOTHING));
    assertEquals(
        "path C:\\Games\\a is not a directory",
        given(wish("directory")).refuses(NOTHING.asFile(Digest.ABSENT)));
    assertEquals(
        "path C:\\Games\\a is not a file", given(wish("file")).refuses(NOTHING.asDirectory()));
  }

  @Test
  void withoutAStateWhatIsThereIsRight() {
    WinFile any = task(WinFile.class, "name", "C:\\Games\\a");
    given(any).inState(NOTHING.asDirectory()).changesNothing();
    given(any).refuses(NOTHING);
  }

  @Test
  void knowsTheFolderThatAnEarlierTaskMakes() {
    GuestFile below = new GuestFile("C:\\Games\\A\\b", false, false, false, Digest.ABSENT, false);
    assertTrue(below.among(List.of(NOTHING.asDirectory())).folder());
    assertFalse(below.among(List.of("else")).folder());
    GuestFile there = below.asFile(new Digest("00"));
    assertFalse(there.among(List.of(NOTHING)).exists());
  }

  @Test
  void doesNotRemoveADrive() {
    for (String path : List.of("C:\\", "D:", "\\", " ")) {
      assertThrows(
          ArgumentException.class,
          () -> task(WinFile.class, "path", path, "state", "absent"),
          path);
    }
  }

  @Test
  void tellsWhyTheGuestDoesNotAnswer() {
    String why = given(wish("absent")).refusesSeeing(Output.of(1, "", "access denied"));
    assertEquals("access denied", why);
  }
}
