package dev.javaform.modules.windows.software;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.binding.ArgumentException;
import dev.javaform.module.Effect;
import dev.javaform.module.Output;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WinUpdatesTest {

  /** A guest that speaks German: the ids of categories tell what the names do not. */
  private static final String SEEN =
      """
      {"reboot_required":false,"updates":[
       {"id":"a","title":"Kumulatives Update (KB5001)","kb":["5001"],
        "categories":["Sicherheitsupdates"],
        "category_ids":["0fa1201d-4330-4fa8-8ae9-b877473b6441"],
        "downloaded":true,"hidden":false,"optional":false},
       {"id":"b","title":"Treiber","kb":[],"categories":["Treiber"],
        "category_ids":["ebfc1fc5-71a4-4f7b-9aca-3b9a503104a0"],
        "downloaded":false,"hidden":false,"optional":true},
       {"id":"c","title":"Preview","kb":["5002"],"categories":["Update Rollups"],
        "category_ids":[],"downloaded":false,"hidden":true,"optional":false}]}
      """;

  @Test
  void installsWhatIsOfTheWantedKinds() {
    given(task(WinUpdates.class)).seeing(SEEN).by("updates server=0 <- install=[a]");
    given(task(WinUpdates.class, "category_names", "*", "server_selection", "windows_update"))
        .seeing(SEEN)
        .by("updates server=2 <- install=[a, b]");
  }

  @Test
  void leavesOutWhatNobodyWants() {
    given(task(WinUpdates.class, "category_names", "*", "reject_list", "KB5001"))
        .seeing(SEEN)
        .by("updates server=0 <- install=[b]");
    given(task(WinUpdates.class, "category_names", "*", "accept_list", "^kumul"))
        .seeing(SEEN)
        .by("updates server=0 <- install=[a]");
    given(task(WinUpdates.class, "category_names", "Drivers", "skip_optional", true))
        .seeing(SEEN)
        .changesNothing();
  }

  @Test
  void whatIsDownloadedNeedNotBeAgain() {
    given(task(WinUpdates.class, "state", "downloaded")).seeing(SEEN).changesNothing();
    given(task(WinUpdates.class, "state", "downloaded", "category_names", "Drivers"))
        .seeing(SEEN)
        .by("updates server=0 <- download=[b]");
  }

  @Test
  void tellsWhatThereIs() {
    var returns =
        given(task(WinUpdates.class, "state", "searched"))
            .seeing(SEEN)
            .changesNothing()
            .plan()
            .returns()
            .known();
    assertEquals(1L, returns.get("found_update_count"));
    assertEquals(Set.of("b", "c"), ((Map<?, ?>) returns.get("filtered_updates")).keySet());
    Map<?, ?> hidden = (Map<?, ?>) ((Map<?, ?>) returns.get("filtered_updates")).get("c");
    assertEquals(List.of("hidden"), hidden.get("filtered_reasons"));
  }

  @Test
  void theGuestTellsWhatBecameOfIt() {
    var plan = given(task(WinUpdates.class)).seeing(SEEN).plan();
    assertEquals(Effect.DUE, plan.effect());
    var learned = plan.returns().learned().apply(List.of(Output.of("{\"reboot\":true}")));
    assertEquals(true, learned.get("reboot_required"));
    assertEquals(1L, learned.get("installed_update_count"));
  }

  @Test
  void refusesWhatItDoesNotDo() {
    assertThrows(ArgumentException.class, () -> task(WinUpdates.class, "reboot", true));
    assertThrows(ArgumentException.class, () -> task(WinUpdates.class, "accept_list", "(KB"));
  }
}
