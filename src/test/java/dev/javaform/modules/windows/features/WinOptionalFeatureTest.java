package dev.javaform.modules.windows.features;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedSet;
import dev.javaform.module.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinOptionalFeatureTest {

  private static WinOptionalFeature wish(String state) {
    return task(WinOptionalFeature.class, "name", List.of("TelnetClient", "TFTP"), "state", state);
  }

  @Test
  void turnsOnWhatIsOff() {
    given(wish("present"))
        .seeing("{\"enabled\":[\"TFTP\"],\"missing\":[]}")
        .becomes(
            new OptionalFeatures(ImmutableSortedSet.of("TFTP", "TelnetClient"), ImmutableList.of()))
        .by(
            "optional_feature names=[TelnetClient, TFTP] parents=false <-"
                + " enabled=[TelnetClient, TFTP]");
  }

  @Test
  void turnsOffWhatIsOn() {
    given(wish("absent"))
        .seeing("{\"enabled\":\"TFTP\",\"missing\":[]}")
        .by("optional_feature names=[TelnetClient, TFTP] parents=false <- enabled=[]");
  }

  @Test
  void nothingToDoNeedsNoBoot() {
    given(wish("absent"))
        .seeing("{\"enabled\":[],\"missing\":[]}")
        .changesNothing()
        .returns(Map.of("reboot_required", false));
  }

  @Test
  void theGuestTellsWhetherItHasToBoot() {
    var plan = given(wish("present")).seeing("{\"enabled\":[],\"missing\":[]}").plan();
    assertEquals(
        Map.of("reboot_required", true),
        plan.returns().learned().apply(List.of(Output.of("{\"reboot\":true}"))));
  }

  @Test
  void saysWhichFeatureThereIsNot() {
    String why =
        given(wish("absent")).refusesSeeing(Output.of("{\"enabled\":[],\"missing\":[\"TFTP\"]}"));
    assertTrue(why.contains("TFTP") && why.contains("Get-WindowsOptionalFeature"), why);
  }
}
