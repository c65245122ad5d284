package dev.javaform.modules.linux.storage;

import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.ModuleFailure;
import dev.javaform.modules.linux.LocalHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IsoImageTest {

  @TempDir private Path folder;

  static Stream<LocalHost> hosts() {
    return LocalHost.all();
  }

  private IsoImage answers(Map<String, String> files) {
    return task(
        IsoImage.class,
        "dest",
        folder.resolve("a b.iso").toString(),
        "volume",
        "ANSWERS",
        "files",
        files,
        "encoded",
        Map.of("guest.pfx", "AAEC"));
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void itIsMadeForItsOwnerAloneAndTellsWhatChangesOnIt(LocalHost host) throws IOException {
    try (host) {
      assertTrue(host.apply(answers(Map.of("Autounattend.xml", "password one"))).changed());
      Path image = folder.resolve("a b.iso");
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(image)));
      var other = host.apply(answers(Map.of("Autounattend.xml", "password 22", "more/ü.txt", "x")));
      Disc before = (Disc) other.plan().before();
      Disc after = (Disc) other.plan().after();
      assertEquals(Map.of("Autounattend.xml", "12 bytes", "guest.pfx", "3 bytes"), before.files());
      assertEquals(
          Map.of("Autounattend.xml", "11 bytes", "guest.pfx", "3 bytes", "more/ü.txt", "1 bytes"),
          after.files());
      assertFalse(other.toString().contains("password"));
      assertFalse(other.returns().containsKey("checksum"));
      Files.delete(image);
    }
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void whatWasChangedInItByHandIsMended(LocalHost host) throws IOException {
    try (host) {
      IsoImage wish = answers(Map.of("a.txt", "text"));
      host.apply(wish);
      Path image = folder.resolve("a b.iso");
      Files.write(image, new byte[] {1}, StandardOpenOption.APPEND);
      Disc before = (Disc) host.apply(wish).plan().before();
      assertFalse(before.asWished());
      Files.setPosixFilePermissions(image, PosixFilePermissions.fromString("rw-r--r--"));
      Disc open = (Disc) host.apply(wish).plan().before();
      assertEquals(Optional.of("0644"), open.mode());
      Files.delete(image);
    }
  }

  @ParameterizedTest
  @MethodSource("hosts")
  void aFileThatIsNoImageOfOursIsReplacedAndWhatIsNoFileIsNot(LocalHost host) throws IOException {
    try (host) {
      IsoImage wish = answers(Map.of("a.txt", "text"));
      Path image = Files.writeString(folder.resolve("a b.iso"), "no image");
      Disc before = (Disc) host.apply(wish).plan().before();
      assertEquals(Map.of(), before.files());
      Files.delete(image);
      Files.createDirectory(image);
      ModuleFailure refusal = assertThrows(ModuleFailure.class, () -> host.plan(wish));
      assertTrue(refusal.getMessage().contains("is no regular file"));
      Files.delete(image);
    }
  }

  @Test
  void whatCannotBeOnACdIsRefusedBeforeAnyHostIsAsked() {
    ArgumentException refusal =
        assertThrows(ArgumentException.class, () -> answers(Map.of("a:b.txt", "secret")));
    assertTrue(refusal.toString().contains("cannot be the name of a file on a CD"));
    assertFalse(refusal.toString().contains("secret"));
    assertThrows(
        ArgumentException.class,
        () ->
            task(
                IsoImage.class,
                "dest",
                "/a.iso",
                "volume",
                "A",
                "encoded",
                Map.of("x", "no base64!")));
  }
}
