package dev.javaform.modules.linux.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.javaform.module.ModuleFailure;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ContextWishTest {

  private static final String NOW = "unconfined_u:object_r:user_home_t:s0";
  private static final Optional<String> POLICY = Optional.of("system_u:object_r:etc_t:s0:c1,c2");

  @Test
  void keepsThePartsThatAreNotWished() {
    assertEquals(
        "unconfined_u:object_r:bin_t:s0", wish("", "", "bin_t", "").on(NOW, Optional.empty()));
  }

  @Test
  void takesFromThePolicyWhatIsLeftToIt() {
    assertEquals(
        "unconfined_u:object_r:etc_t:s0:c1,c2",
        wish("", "object_r", "_default", "_default").on(NOW, POLICY));
  }

  @Test
  void keepsThePartsForWhichThePolicyHasNothing() {
    assertEquals(NOW, wish("", "", "_default", "").on(NOW, Optional.of(ContextWish.UNKNOWN)));
  }

  @Test
  void wishesALevelInVainWhereThereAreNone() {
    assertEquals("u:r:t", wish("", "", "", "s0").on("u:r:t", Optional.empty()));
  }

  @Test
  void saysWhenThePolicyCannotBeAsked() {
    var wish = wish("", "", "_default", "");
    assertThrows(ModuleFailure.class, () -> wish.on(NOW, Optional.empty()));
  }

  @Test
  void setsAllPartsWhereTheyAreKnown() {
    assertEquals(
        "system_u:object_r:etc_t:s0:c1,c2",
        ContextWish.arguments(Optional.of(NOW), POLICY.orElseThrow()));
  }

  @Test
  void setsOnlyTheWishedPartsWhereTheOthersAreUnknown() {
    String to = wish("", "", "bin_t", "s0:c1").on(ContextWish.UNKNOWN, Optional.empty());
    assertEquals("-t bin_t -l s0:c1", ContextWish.arguments(Optional.empty(), to));
  }

  private static ContextWish wish(String user, String role, String type, String level) {
    return new ContextWish(part(user), part(role), part(type), part(level));
  }

  private static Optional<String> part(String text) {
    return Optional.of(text).filter(each -> !each.isEmpty());
  }
}
