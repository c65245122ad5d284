package dev.javaform.modules.linux.selinux;

import static dev.javaform.module.Given.given;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.module.Content;
import dev.javaform.module.Output;
import dev.javaform.modules.linux.ProbeText;
import dev.javaform.modules.linux.selinux.Semodule.State;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SemoduleTest {

  private static final String CIL =
      "(optional a (allow svirt_t sysfs_t (file (read open getattr))))\n";
  private static final String SUM = Content.of(CIL).digest().sha256();
  private static final String OTHER = "0".repeat(64);

  @Test
  void theChecksumThatIsListedIsThatOfTheCil() {
    given(cil(CIL)).seeing(host("400 kvm cil sha256:" + SUM).print()).changesNothing();
  }

  @Test
  void anotherTextIsInstalled() {
    var plan = given(cil(CIL)).seeing(host("400 kvm cil sha256:" + OTHER).print()).plan();
    assertEquals("install the policy module kvm", plan.steps().getFirst().purpose());
    assertEquals(SUM, plan.after().source().sum());
  }

  @Test
  void whatWasCompiledOnTheHostIsKnownByWhatItWasMadeFrom() {
    String te = "module kvm 1.0;\n";
    Semodule module = module("kvm", te, "te", State.PRESENT, false);
    var host = host("400 kvm pp sha256:" + OTHER);
    assertEquals(1, given(module).seeing(host.print()).plan().steps().size());
    host.section("kept", Content.of(te).digest() + " " + OTHER);
    given(module).seeing(host.print()).changesNothing();
  }

  @Test
  void aModuleIsRemovedAtItsPriorityOnly() {
    Semodule absent = module("kvm", CIL, "cil", State.ABSENT, false);
    given(absent).seeing(host("100 kvm pp sha256:" + OTHER).print()).changesNothing();
    assertEquals(
        "remove the policy module kvm",
        given(absent)
            .seeing(host("400 kvm cil sha256:" + SUM).print())
            .plan()
            .steps()
            .getFirst()
            .purpose());
  }

  @Test
  void aHigherPriorityIsWarnedOf() {
    given(cil(CIL))
        .seeing(host("400 kvm cil sha256:" + SUM + "\n500 kvm cil sha256:" + OTHER).print())
        .warns(
            "A module kvm is installed at priority 500 as well: that one takes effect, not the"
                + " one at 400.");
  }

  @Test
  void withoutSelinuxItIsSkipped() {
    given(cil(CIL)).seeing("").skips("There is no SELinux on this host.");
    var stored =
        new ProbeText().section("tool", "yes").section("store", "/var/lib/selinux/default/active");
    given(cil(CIL))
        .seeing(stored.print())
        .skips(
            "SELinux does not run on this host; \"offline: true\" changes its policy store"
                + " nevertheless.");
    stored.section("modules", "100 acct pp sha256:" + OTHER);
    assertEquals(
        1,
        given(module("kvm", CIL, "cil", State.PRESENT, true))
            .seeing(stored.print())
            .plan()
            .steps()
            .size());
  }

  @Test
  void onlyRootSeesTheStore() {
    String printed = new ProbeText().section("tool", "yes").section("running", "1").print();
    assertTrue(given(cil(CIL)).refusesSeeing(Output.of(printed)).contains("become: true"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(allow svirt_t self (capability (sys_admin)))",
        "(allow svirt_t self (capability (chown dac_override)))",
        "(optional x (allow virt_domain self\n (cap_userns (dac_read_search))))",
        "(allow svirt_tcg_t self (capability (all)))",
        "(allow svirt_t self (capability (and (all) (not (chown)))))",
        "(allow svirt_t self (capability (or (chown) (sys_admin))))",
        "(typepermissive svirt_t)",
      })
  void rightsThatLetAGuestOutAreRefused(String rule) {
    String message = assertThrows(IllegalArgumentException.class, () -> cil(rule)).getMessage();
    assertTrue(message.startsWith("The module contains \""), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "allow svirt_t self:capability sys_admin;",
        "allow { svirt_t foo_t } self:{ capability cap_userns } { chown dac_override };",
        "allow svirt_t self:capability ~{ chown };",
        "permissive svirt_t;",
      })
  void rightsThatLetAGuestOutAreRefusedInTypeEnforcementToo(String rule) {
    assertThrows(
        IllegalArgumentException.class, () -> module("kvm", rule, "te", State.PRESENT, false));
  }

  @Test
  void macrosOfTheReferencePolicyAreNamed() {
    String macro = "policy_module(my_tpm, 1.0)\nrequire { type svirt_t; }\n";
    String refusal =
        assertThrows(
                IllegalArgumentException.class,
                () -> module("my_tpm", macro, "te", State.PRESENT, false))
            .getMessage();
    assertTrue(refusal.startsWith("\"policy_module(…)\" is an m4 macro"), refusal);
    assertTrue(refusal.contains("selinux-policy-devel's makefile"), refusal);
    String plain = "module x 1.0;\n# a(b)\nif (b) {\nallow a b:file read;\n}\n";
    assertEquals(Optional.of("x"), module("x", plain, "te", State.PRESENT, false).name());
  }

  @Test
  void aCommentGrantsNothing() {
    given(cil("; (allow svirt_t self (capability (sys_admin)))\n")).seeing("").changesNothing();
    given(cil("(allow svirt_t self (capability (chown)))")).seeing("").changesNothing();
    given(cil("(allow svirt_t self (file (all)))\n(allow foo_t self (capability (all)))"))
        .seeing("")
        .changesNothing();
  }

  private static Semodule cil(String text) {
    return module("kvm", text, "cil", State.PRESENT, false);
  }

  private static Semodule module(
      String name, String text, String language, State state, boolean offline) {
    return new Semodule(
        Optional.of(name),
        Optional.empty(),
        Optional.of(text),
        Optional.of(language),
        400,
        state,
        offline);
  }

  private static ProbeText host(String modules) {
    return new ProbeText()
        .section("tool", "yes")
        .section("running", "1")
        .section("store", "/x")
        .section("modules", modules);
  }
}
