package dev.javaform.modules.windows.apps;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.binding.ArgumentException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinAppxTest {

  private static final WinAppx NEWS =
      task(WinAppx.class, "name", List.of("Microsoft.BingNews", "microsoft.windowsstore"));

  @Test
  void removesFromTheImageAndFromUsers() {
    given(NEWS)
        .seeing("{\"provisioned\":[\"Microsoft.BingNews\"],\"installed\":[],\"fixed\":[]}")
        .by(
            "appx names=[Microsoft.BingNews, microsoft.windowsstore]"
                + " <- absent=[Microsoft.BingNews]")
        .returns(
            Map.of(
                "removed",
                List.of("Microsoft.BingNews"),
                "provisioned",
                List.of(),
                "installed",
                List.of(),
                "fixed",
                List.of()));
  }

  @Test
  void whatBelongsToTheSystemIsSaidAndNoFailure() {
    given(NEWS)
        .seeing(
            "{\"provisioned\":[],\"installed\":[\"Microsoft.WindowsStore\"],"
                + "\"fixed\":\"Microsoft.WindowsStore\"}")
        .changesNothing()
        .warns("Windows lets nobody remove Microsoft.WindowsStore: it belongs to the system.");
  }

  @Test
  void nothingIsThere() {
    given(NEWS).seeing("{\"provisioned\":[],\"installed\":[],\"fixed\":[]}").changesNothing();
  }

  @Test
  void refusesPatternsAndInstalling() {
    assertThrows(ArgumentException.class, () -> task(WinAppx.class, "name", "*Bing*"));
    assertThrows(
        ArgumentException.class,
        () -> task(WinAppx.class, "name", "Microsoft.BingNews", "state", "present"));
  }
}
