package dev.javaform.modules.windows.accounts;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;

import org.junit.jupiter.api.Test;

class WinGroupTest {

  private static final String THERE = "{\"exists\":true,\"description\":\"Old\"}";

  @Test
  void createsAGroup() {
    given(task(WinGroup.class, "name", "players", "description", "May play"))
        .seeing("{\"exists\":false,\"description\":\"\"}")
        .becomes(new LocalGroup("players", true, "May play"))
        .by("local_group name=players <- exists=true description=May play");
  }

  @Test
  void keepsADescriptionThatNobodyAskedToChange() {
    given(task(WinGroup.class, "name", "players")).seeing(THERE).changesNothing();
    given(task(WinGroup.class, "name", "players", "description", "old"))
        .seeing(THERE)
        .becomes(new LocalGroup("players", true, "old"));
  }

  @Test
  void removesAGroup() {
    given(task(WinGroup.class, "name", "players", "state", "absent"))
        .seeing(THERE)
        .by("local_group name=players <- exists=false");
  }
}
