package dev.javaform.modules.windows.features;

import static dev.javaform.module.Given.given;
import static dev.javaform.modules.linux.Tasks.task;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.javaform.module.Output;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WinFeatureTest {

  private static final String SEEN =
      "{\"names\":[\"Web-Server\",\"Web-Asp\"],\"installed\":[\"Web-Server\"],\"missing\":[]}";

  @Test
  void installsWhatIsBelowToo() {
    given(task(WinFeature.class, "name", "Web-Server", "include_sub_features", true))
        .seeing(SEEN)
        .by(
            "server_feature names=[Web-Server] below=true tools=false <-"
                + " installed=[Web-Asp, Web-Server]");
  }

  @Test
  void tellsHowItEnded() {
    var plan = given(task(WinFeature.class, "name", "Web-Server")).seeing(SEEN).plan();
    String told =
        "{\"reboot\":false,\"output\":{\"exitcode\":\"Success\",\"features\":[{\"id\":\"2\"}]}}";
    assertEquals(
        Map.of(
            "reboot_required",
            false,
            "exitcode",
            "Success",
            "feature_result",
            List.of(Map.of("id", "2"))),
        plan.returns().learned().apply(List.of(Output.of(told))));
  }

  @Test
  void clientsSayThatTheyHaveNone() {
    String why =
        given(task(WinFeature.class, "name", "Web-Server"))
            .refusesSeeing(Output.of(1, "", "this edition of Windows has no roles"));
    assertEquals("this edition of Windows has no roles", why);
  }
}
