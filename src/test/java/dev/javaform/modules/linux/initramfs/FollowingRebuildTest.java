package dev.javaform.modules.linux.initramfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real script, with programs that stand for initramfs-tools. */
class FollowingRebuildTest {

  private static final String OPTIONS = "/etc/modprobe.d/vfio.conf";

  @TempDir private Path folder;
  private Making making;
  private Path hook;
  private List<String> drivers = List.of();

  @BeforeEach
  void anImageFromLongAgo() throws IOException {
    making = new Making(folder);
    makes("first");
    lists("etc/modprobe.d/vfio.conf");
    hook = Files.writeString(folder.resolve("hook"), "# new\n");
    Files.writeString(making.image(), "old");
    Files.setLastModifiedTime(making.image(), FileTime.from(Instant.EPOCH));
  }

  @Test
  void theImageBeforeTheFirstOfOursStaysForGood() throws Exception {
    for (String made : List.of("first", "second")) {
      makes(made);
      Making.Ended ended = run();
      assertEquals(0, ended.status(), ended.told());
      assertEquals(made + "\n", Files.readString(making.image()));
      assertEquals("old", Files.readString(Path.of(making.image() + ".javaform-old")));
    }
    assertEquals(List.of(), making.left(".javaform-now"));
  }

  @Test
  void anImageThatLacksTheFileGivesItsPlaceBack() throws Exception {
    lists("etc/modprobe.d/other.conf");
    refuses("The new image for kernel 6.1 lacks " + OPTIONS + ". The old image was put back.");
  }

  @Test
  void oneThatCannotBeListedGivesItsPlaceBack() throws Exception {
    making.program("lsinitramfs", "echo broken >&2; exit 1");
    refuses("The new image for kernel 6.1 cannot be listed: broken. The old image was put back.");
  }

  @Test
  void anUpdateThatFailsHalfwayGivesItsPlaceBack() throws Exception {
    making.program(
        "update-initramfs",
        "rm " + making.image() + "; echo half >" + making.image() + "; echo full; exit 1");
    refuses("update-initramfs failed for kernel 6.1: full. The old image was put back.");
  }

  @Test
  void anImageThatLacksADriverGivesItsPlaceBackWithTheHook() throws Exception {
    drivers = List.of("vfio_pci");
    refuses("The new image for kernel 6.1 lacks the driver vfio_pci. The old image was put back.");
    assertEquals("# before\n", Files.readString(hook));
  }

  @Test
  void anUpdateThatDoesNothingIsTold() throws Exception {
    making.program("update-initramfs", ":");
    refuses("update-initramfs ended well for kernel 6.1, but made no image.");
  }

  private void makes(String content) throws IOException {
    making.program(
        "update-initramfs",
        "echo %s >%s.new; mv %s.new %s"
            .formatted(content, making.image(), making.image(), making.image()));
  }

  private void lists(String file) throws IOException {
    making.program("lsinitramfs", "echo " + file);
  }

  private Making.Ended run() throws Exception {
    Image old = new Image(making.image().toString(), true, false, ImmutableSet.of());
    return making.run(
        FollowingRebuild.of(
            "6.1", old, drivers, List.of(OPTIONS), List.of(), hook.toString(), "# before\n"),
        "# before\n");
  }

  private void refuses(String why) throws Exception {
    Making.Ended ended = run();
    assertEquals(1, ended.status(), ended.told());
    assertTrue(ended.told().startsWith(why), ended.told());
    assertEquals("old", Files.readString(making.image()));
    assertEquals(List.of(), making.left(".javaform-now"));
  }
}
