package dev.javaform.modules.windows.accounts;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Output;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WinGroupMembershipTest {

  private static final String SEEN =
      """
      {"exists":true,"sids":["S-1-5-21-1-500","S-1-5-21-9-9"],"names":["PC\\\\Admin","S-1-5-21-9-9"],
       "asked":[{"asked":"gamer","sid":"S-1-5-21-1-1001","name":"PC\\\\gamer"},
                {"asked":"admin","sid":"S-1-5-21-1-500","name":"PC\\\\Admin"}]}
      """;

  private static WinGroupMembership wish(String state, String... members) {
    return task(
        WinGroupMembership.class,
        "name",
        "Players",
        "members",
        List.of((Object[]) members),
        "state",
        state);
  }

  @Test
  void addsWhoIsMissing() {
    given(wish("present", "gamer", "admin"))
        .seeing(SEEN)
        .by(
            "group_members name=Players asked=[gamer, admin] <- sids=[S-1-5-21-1-500,"
                + " S-1-5-21-1-1001, S-1-5-21-9-9]")
        .returns(
            Map.of(
                "name", "Players",
                "added", List.of("PC\\gamer"),
                "members", List.of("PC\\Admin", "PC\\gamer", "S-1-5-21-9-9")));
  }

  @Test
  void pureLeavesNobodyElse() {
    given(wish("pure", "admin"))
        .seeing(SEEN)
        .returns(
            Map.of(
                "name", "Players",
                "added", List.of(),
                "removed", List.of("S-1-5-21-9-9"),
                "members", List.of("PC\\Admin")));
  }

  @Test
  void whoIsNotThereNeedNotGo() {
    given(wish("absent", "gamer")).seeing(SEEN).changesNothing();
  }

  @Test
  void saysWhoIsUnknown() {
    String why = given(wish("present", "bob")).refusesSeeing(Output.of(SEEN));
    assertTrue(why.contains("bob"), why);
  }

  @Test
  void aUserThatAnEarlierTaskWouldMakeIsKnown() {
    WinGroupMembership wish = wish("present", "bob");
    WindowsUser bob =
        new WindowsUser(
            "bob",
            true,
            ImmutableSortedMap.of(),
            ImmutableSortedMap.of(),
            ImmutableSortedSet.of(),
            Optional.empty(),
            ImmutableMap.of(),
            Optional.empty(),
            Optional.empty());
    GroupMembers seen = wish.observe().reader().apply(Output.of(SEEN));
    assertEquals(
        List.of("PC\\Admin", "S-1-5-21-9-9", "bob"),
        wish.decide(seen.among(List.of(bob))).after().members().asList());
  }
}
