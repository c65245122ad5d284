package dev.javaform.modules.windows.storage;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinDiskImageTest {

  private static final String IMAGE = "C:\\game.iso";

  @Test
  void mountsAndTellsWhere() {
    var planned =
        given(task(WinDiskImage.class, "image_path", IMAGE))
            .seeing("{\"exists\":true,\"attached\":false,\"mount_paths\":[]}")
            .by("disk_image path=C:\\game.iso <- attached=true");
    Output mounted = Output.of("{\"after\":{\"attached\":true,\"mount_paths\":[\"E:\\\\\"]}}");
    assertEquals(
        Map.of("mount_paths", List.of("E:\\")),
        planned.plan().returns().learned().apply(List.of(mounted)));
  }

  @Test
  void leavesItWhereItIs() {
    given(task(WinDiskImage.class, "image_path", IMAGE))
        .seeing("{\"exists\":true,\"attached\":true,\"mount_paths\":[\"F:\\\\\"]}")
        .changesNothing()
        .returns(Map.of("mount_paths", List.of("F:\\")));
  }

  @Test
  void whatIsNotThereIsNotMounted() {
    String nothing = "{\"exists\":false,\"attached\":false,\"mount_paths\":[]}";
    given(task(WinDiskImage.class, "image_path", IMAGE, "state", "absent"))
        .seeing(nothing)
        .changesNothing();
    String why =
        given(task(WinDiskImage.class, "image_path", IMAGE)).refusesSeeing(Output.of(nothing));
    assertTrue(why.contains(IMAGE), why);
  }
}
