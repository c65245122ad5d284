package dev.javaform.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Iterables;
import dev.javaform.python.PatternTime;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Diagnostics;
import dev.javaform.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which hosts a pattern means; every line was checked against ansible-core 2.14. */
final class HostPatternTest {

  @TempDir private Path folder;
  private final Diagnostics diagnostics = new Diagnostics();
  private Inventory inventory;

  @BeforeEach
  void load() {
    inventory =
        Example.in(folder)
            .file(
                "hosts",
                """
                solo1
                solo2
                [web]
                web[1:5]
                shared
                [db]
                db1
                db2
                shared
                [webby:children]
                web
                [staging]
                web1
                db1
                [prod_x]
                a.b.c
                a.b.d
                [nest:children]
                db
                webby
                """)
            .load("hosts")
            .inventory();
  }

  private List<String> select(String pattern) {
    return inventory.select(
        HostPattern.parse(pattern, Source.of("site.yml", pattern).at(1, 1)), diagnostics);
  }

  private List<String> select(String pattern, String limit) {
    return inventory.select(
        HostPattern.parse(pattern, Source.of("site.yml", pattern).at(1, 1)),
        HostPattern.limit(limit, folder, diagnostics),
        diagnostics);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '^',
      emptyValue = "",
      textBlock =
          """
          all                ; solo1 solo2 web1 db1 a.b.c a.b.d db2 shared web2 web3 web4 web5
          *                  ; solo1 solo2 web1 db1 a.b.c a.b.d db2 shared web2 web3 web4 web5
          web                ; web1 web2 web3 web4 web5 shared
          web:db             ; web1 web2 web3 web4 web5 shared db1 db2
          db,web             ; db1 db2 shared web1 web2 web3 web4 web5
          web db             ; web1 web2 web3 web4 web5 shared db1 db2
          web:!staging       ; web2 web3 web4 web5 shared
          !web1:web          ; web2 web3 web4 web5 shared
          !web,db            ; db1 db2
          web:&staging       ; web1
          &db,web            ; shared
          db:&web:!shared    ;
          &staging           ; web1 db1
          !web               ; solo1 solo2 db1 a.b.c a.b.d db2
          all:!web:!db       ; solo1 solo2 a.b.c a.b.d
          web[0]             ; web1
          web[-1]            ; shared
          web[1:3]           ; web2 web3 web4
          web[2:]            ; web3 web4 web5 shared
          web[0:0]           ; web1
          web[1-2]           ; web2 web3
          web[9:12]          ;
          web[0]:web[1]      ; web1 web2
          web[1:3]:db        ; web2 web3 web4 db1 db2 shared
          web*[2:4]          ; web3 web4 web5
          db1[0]             ; db1
          all[3:5]           ; db1 a.b.c a.b.d
          web?               ; web1 web2 web3 web4 web5
          *2                 ; solo2 web2 db2
          *[-1]              ; a.b.d
          *1                 ; solo1 web1 db1
          [we]*              ; web1 web2 web3 web4 web5 shared
          w[!a]b1            ; web1
          a.b.*              ; a.b.c a.b.d
          ~web\\d            ; web1 web2 web3 web4 web5
          ~(web|db)1$        ; web1 db1
          ~web[1-2]          ; web1 web2
          ~(?P<x>w)eb1       ; web1
          ~a\\.b             ; a.b.c a.b.d
          un*                ; solo1 solo2
          nest               ; db1 db2 shared web1 web2 web3 web4 web5
          webby:nest:solo1   ; web1 web2 web3 web4 web5 shared db1 db2 solo1
          web1,web1,web      ; web1 web2 web3 web4 web5 shared
          localhost          ; localhost
          127.0.0.1          ; 127.0.0.1
          ::1                ; ::1
          web1,localhost     ; web1 localhost
          !localhost:db      ; db1 db2 shared
          """)
  void selects(String pattern, String hosts) {
    assertEquals(Example.words(hosts == null ? "" : hosts), select(pattern));
    assertEquals(List.of(), diagnostics.all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          web:db    ; &staging ; web1 db1
          web       ; !web1    ; web2 web3 web4 web5 shared
          localhost ; all      ; ''
          localhost ; localhost; localhost
          web[1:3]  ; web[2:]  ; web3 web4
          web       ; db,web3  ; web3 shared
          all       ; @lines   ; web1 shared web3 web4 web5
          """)
  void limitKeepsThePatternsOrder(String pattern, String limit, String hosts) throws IOException {
    Files.writeString(folder.resolve("lines"), "web1\n\n!web2\nweb*\n");
    assertEquals(Example.words(hosts), select(pattern, limit));
    assertEquals(List.of(), diagnostics.all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          wbe        ; Could not match supplied host pattern, ignoring: wbe. Did you mean "web"?
          web1:22    ; Could not match supplied host pattern, ignoring: web1:22
          &other,web ; Could not match supplied host pattern, ignoring: other
          ~nothing   ; Could not match supplied host pattern, ignoring: ~nothing
          """)
  void whatMatchesNothingIsWarnedOf(String pattern, String detail) {
    assertEquals(List.of(), select(pattern));
    var mark = Source.of("site.yml", pattern).at(1, 1);
    assertEquals(
        List.of(Diagnostic.warning("Unknown host pattern", detail, mark)), diagnostics.all());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
          web[9] ; No such host in pattern ; No hosts matched the subscripted pattern 'web[9]': 6 match before the bracket, counted from 0.
          all:!web[ ; Invalid host pattern ; Invalid host list pattern: !web[. A name is missing, or a bracket has no partner.
          web:!  ; Invalid host pattern    ; Invalid host list pattern: !. A name is missing, or a bracket has no partner.
          ~web(  ; Invalid host pattern    ; Invalid host list pattern: ~web(. The regular expression is wrong at its character 4: a group is not closed.
          [z-a]* ; Invalid host pattern    ; Invalid host list pattern: [z-a]*. The pattern is wrong: a range of characters goes backwards.
          """)
  void refuses(String pattern, String summary, String detail) {
    select(pattern);
    var mark = Source.of("site.yml", pattern).at(1, 1);
    assertEquals(List.of(Diagnostic.error(summary, detail, mark)), diagnostics.all());
  }

  @Test
  void anExpressionThatTriesTooManyWaysIsRefusedWithItsPlace() {
    String name = "a".repeat(40);
    inventory =
        Example.in(folder).file("many", name + "\n" + name + "c\n").load("many").inventory();
    PatternTime.within(Duration.ofMillis(50), () -> select("~^(a|aa)+\\1b"));
    Diagnostic found = Iterables.getOnlyElement(diagnostics.all());
    assertEquals("Invalid host pattern", found.summary());
    assertTrue(found.detail().contains("write it so that there is only one."), found.detail());
    assertEquals("site.yml:1:1", found.mark().orElseThrow().toString());
  }

  @Test
  void endlessPatternIsRefusedAtOnce() {
    select("[".repeat(100_000));
    assertEquals(
        "Invalid host list pattern: " + "[".repeat(77) + "...." + " It is too long to name a host.",
        diagnostics.all().getFirst().detail());
  }

  @Test
  void starsInARowAreOneStar() {
    assertEquals(List.of(), select("*".repeat(60) + "x*".repeat(5)));
  }

  @Test
  void missingLimitFileIsAnError() {
    select("all", "@nowhere");
    Diagnostic found = diagnostics.all().getFirst();
    assertEquals("Unreadable file", found.summary());
    assertEquals(folder.resolve("nowhere") + " does not exist.", found.detail());
    assertEquals("--limit:1:1", found.mark().orElseThrow().toString());
  }

  @Test
  void limitThatLeavesNothingIsAnError() {
    inventory.check(HostPattern.limit("web:!web", folder, diagnostics), diagnostics);
    assertEquals(
        List.of(
            Diagnostic.error(
                "No hosts",
                "Specified inventory, host pattern and/or --limit leaves us with no hosts to"
                    + " target. Check --limit against the names in the inventory.")),
        diagnostics.all());
  }

  @Test
  void explicitLocalMachineHasAllLocalNames() {
    inventory = Example.in(folder).load("127.0.0.1,").inventory();
    assertEquals(List.of("127.0.0.1"), select("localhost"));
    assertEquals(List.of("127.0.0.1"), select("all"));
  }
}
