package dev.javaform.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What of a run is shown, where, and in which words. */
@Timeout(300)
class DisplayTest {

  private static final String PLAY =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: quiet one
            ping:
          - name: left out
            ping:
            when: false
          - name: differs
            copy: {content: x, dest: "{{ playbook_dir }}/made"}
          - name: goes wrong
            fail: {msg: on purpose}
            ignore_errors: true
      """;

  private static final String ERASE = "\r\u001b[K";

  @TempDir private Path folder;
  private Site site;

  @BeforeEach
  void site() throws Exception {
    site = new Site(folder).hosts(HostLine.local("one"));
  }

  private void configure(String line) throws Exception {
    site.file("ansible.cfg", "[defaults]\n" + line + "\n");
  }

  @Test
  void quietlyOnlyWhatChangedOrFailed() throws Exception {
    Told told = site.run(PLAY, "-q").exits(0).says("TASK [differs]").says("on purpose");
    told.hides("TASK [quiet one]").hides("TASK [left out]").hides("[WARNING]");
    told.counts("one", "ok=3", "changed=1", "skipped=1", "ignored=1");
  }

  @Test
  void skippedHostsAreHiddenWhereAnsibleHidesThem() throws Exception {
    configure("display_skipped_hosts = no");
    Told told = site.run(PLAY).exits(0).hides("left out").says("ok: [one]");
    told.says("TASK [quiet one]").hides("[WARNING]");
  }

  @Test
  void hostsThatAreAsWantedAreHiddenWhereAnsibleHidesThem() throws Exception {
    configure("display_ok_hosts = no");
    Told told = site.run(PLAY).exits(0).hides("quiet one").hides("ok: [one]");
    told.says("skipping: [one]").says("changed: [one]");
  }

  @Test
  void failuresGoToStandardErrorWhereAnsibleSendsThem() throws Exception {
    assertFalse(site.run(PLAY).err().contains("on purpose"));
    configure("display_failed_stderr = yes");
    Told told = site.run(PLAY).exits(0);
    assertEquals(1, told.err().lines().filter(line -> line.startsWith("fatal: [one]")).count());
    assertFalse(told.out().contains("on purpose"), told::toString);
  }

  private static final String SLOW =
      """
      - hosts: all
        gather_facts: false
        tasks:
          - name: slow work
            shell: while [ ! -e '%1$s/go' ]; do sleep 0.1; done
      """;

  /** What a person reads while a task takes long is gone when it has ended. */
  @Test
  void aTerminalTellsWhatTakesLongAndKeepsNoTraceOfIt() throws Exception {
    try (Running running = site.startAtTerminal(SLOW.formatted(folder))) {
      String told = Pattern.quote(ERASE) + "slow work: one \\d+ s";
      running.awaitMatch(Pattern.compile(told + ".*" + told, Pattern.DOTALL));
      site.file("go", "");
      String out = running.end().exits(0).out();
      String rest = out.substring(out.lastIndexOf("slow work: one "));
      assertTrue(rest.matches("(?s)slow work: one \\d+ s\r\u001b\\[Kchanged: \\[one\\].*"), rest);
    }
  }

  @Test
  void nothingOfItIsInAPipe() throws Exception {
    try (Running running = site.start(SLOW.formatted(folder))) {
      running.awaitText("TASK [slow work]");
      Thread.sleep(2500); // long enough for a terminal to be told; no proof needs it to be
      site.file("go", "");
      running.end().exits(0).hides("\u001b").hides("slow work: one");
    }
  }

  @Test
  void aPersonReadsWhatWouldBeAndAScriptWhatAnsibleSays() throws Exception {
    try (Running running = site.startAtTerminal(PLAY, "--check")) {
      Told told = running.end().exits(0).says("would change: [one]").hides("changed: [one]");
      told.says("would change=1").says("Plan: 1 change on 1 of 1 hosts.");
    }
    Told piped = site.run(PLAY, "--check").says("changed: [one]").hides("would change");
    piped.counts("one", "changed=1").hides("Plan: ");
    try (Running running = site.startAtTerminal(PLAY)) {
      running.end().exits(0).says("changed: [one]").hides("would change").hides("Plan: ");
    }
  }
}
