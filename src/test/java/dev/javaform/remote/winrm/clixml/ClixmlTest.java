package dev.javaform.remote.winrm.clixml;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Secret;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClixmlTest {

  @Test
  void valuesThatJavaHas() throws ClixmlException {
    assertReads("text", "<S>text</S>");
    assertReads(true, "<B>true</B>");
    assertReads('a', "<C>97</C>");
    assertReads((byte) -128, "<SB>-128</SB>");
    assertReads((short) 1, "<I16>1</I16>");
    assertReads(-1, "<I32>-1</I32>");
    assertReads(5L, "<I64>5</I64>");
    assertReads(1.5f, "<Sg>1.5</Sg>");
    assertReads(Double.NEGATIVE_INFINITY, "<Db>-INF</Db>");
    assertReads(new BigDecimal("1.10"), "<D>1.10</D>");
    assertReads(
        UUID.fromString("8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c"),
        "<G>8c5e7fda-e8bf-4a96-9a85-a6e23a8c635c</G>");
    assertReads(Nil.NIL, "<Nil />");
    assertArrayEquals(new byte[] {0, 1, 2, 3}, (byte[]) read("<BA>AAEC\n Aw==</BA>"));
  }

  @Test
  void valuesThatJavaLacks() throws ClixmlException {
    assertReads(new Scalar(Scalar.Kind.BYTE, "255"), "<By>255</By>");
    assertReads(
        new Scalar(Scalar.Kind.UNSIGNED_64, "18446744073709551615"),
        "<U64>18446744073709551615</U64>");
    assertReads(Scalar.version("1.2.3"), "<Version>1.2.3</Version>");
    assertReads(new Scalar(Scalar.Kind.DURATION, "P1D"), "<TS>P1D</TS>");
  }

  private static void assertReads(Object value, String xml) throws ClixmlException {
    assertEquals(value, read(xml));
    assertEquals(value, read("<Obj RefId=\"7\">\n <" + xml.substring(1) + "\n</Obj>"));
    assertEquals(xml, Clixml.write(value));
  }

  @Test
  void whatXmlCannotHoldIsEscaped() throws ClixmlException {
    String text = "a\0\n\u007f\u0085\ud83d\ude00\ud800_x0041_ _X _x <&>\"'\u00e9\u2028\ufffe";
    assertEquals(
        "<S>a_x0000__x000A__x007F__x0085__xD83D__xDE00__xD800__x005F_x0041_ _x005F_X _x005F_x"
            + " &lt;&amp;&gt;&quot;'\u00e9\u2028_xFFFE_</S>",
        Clixml.write(text));
    assertEquals(text, read(Clixml.write(text)));
    assertEquals("_x00g0_ _x0", read("<S>_x00g0_ _x0</S>"));
  }

  @Test
  void aMarkAtTheBeginningIsNoPartOfIt() throws ClixmlException {
    assertEquals("x", Clixml.readOne("\ufeff<S>x</S>".getBytes(StandardCharsets.UTF_8)));
    assertEquals(Nil.NIL, Clixml.readOne(new byte[0]));
  }

  @Test
  void listsAndMapsAreArraysAndHashTables() {
    Map<String, Object> value =
        ImmutableMap.of(
            "a", List.of(1, "x"), "b", List.of(), "secret", new Secret("s3cret"), "n", Nil.NIL);
    assertEquals(
        "<Obj RefId=\"0\"><TN RefId=\"0\"><T>System.Collections.Hashtable</T><T>System.Object</T>"
            + "</TN><DCT><En><S N=\"Key\">a</S><Obj N=\"Value\" RefId=\"1\"><TN RefId=\"1\">"
            + "<T>System.Object[]</T><T>System.Array</T><T>System.Object</T></TN><LST>"
            + "<I32>1</I32><S>x</S></LST></Obj></En><En><S N=\"Key\">b</S>"
            + "<Obj N=\"Value\" RefId=\"2\"><TNRef RefId=\"1\" /><LST></LST></Obj></En>"
            + "<En><S N=\"Key\">secret</S><S N=\"Value\">s3cret</S></En>"
            + "<En><S N=\"Key\">n</S><Nil N=\"Value\" /></En></DCT></Obj>",
        Clixml.write(value));
  }

  @Test
  void whatPowerShellHasNoTypeForIsNotWritten() {
    Object value = Optional.of("s3cret");
    var refusal = assertThrows(IllegalArgumentException.class, () -> Clixml.write(value));
    assertEquals("PowerShell is given no values of java.util.Optional", refusal.getMessage());
  }

  @Test
  void referencesAreFollowed() throws ClixmlException {
    Obj both =
        (Obj)
            read(
                "<Obj RefId=\"0\"><MS><Obj N=\"a\" RefId=\"1\"><TN RefId=\"0\"><T>t</T></TN>"
                    + "<ToString>one</ToString></Obj><Ref N=\"b\" RefId=\"1\" />"
                    + "<Obj N=\"c\" RefId=\"2\"><TNRef RefId=\"0\" /></Obj></MS></Obj>");
    assertEquals(both.member("a"), both.member("b"));
    assertEquals("one", both.object("b").orElseThrow().text().orElseThrow());
    assertEquals(ImmutableList.of("t"), both.object("c").orElseThrow().types());
  }

  @Test
  void anObjectInsideItselfIsNotFollowedForEver() throws ClixmlException {
    String xml =
        "<Obj RefId=\"4\"><TN RefId=\"0\"><T>t</T></TN><LST><Ref RefId=\"4\" /></LST></Obj>";
    Obj list = (Obj) read(xml);
    assertEquals(
        new Items(Items.Kind.LIST, ImmutableList.of(new Enclosing(0))),
        list.content().orElseThrow());
    assertEquals(Canonical.of(xml), Canonical.of(Clixml.write(list)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<",
        "<S>a",
        "text",
        "<S>a</S><S>b</S>",
        "<S><B>true</B></S>",
        "<Strange>1</Strange>",
        "<B>yes</B>",
        "<I32>2147483648</I32>",
        "<I32></I32>",
        "<C>65536</C>",
        "<D>1E9</D>",
        "<G>1</G>",
        "<BA>*</BA>",
        "<Ref RefId=\"1\" />",
        "<Nil>x</Nil>",
        "<Obj RefId=\"0\"><TNRef RefId=\"0\" /></Obj>",
        "<Obj RefId=\"0\"><S>a</S><S>b</S></Obj>",
        "<Obj RefId=\"0\"><DCT><En><S N=\"Key\">a</S></En></DCT></Obj>",
        "<Obj RefId=\"0\">text</Obj>",
        "<!DOCTYPE S [<!ENTITY a \"b\">]><S>&a;</S>",
        "<!DOCTYPE S SYSTEM \"file:///etc/passwd\"><S>a</S>",
        "<S>&undefined;</S>",
      })
  void whatIsNoClixmlIsRefused(String xml) {
    assertThrows(ClixmlException.class, () -> Clixml.readOne(xml.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void otherBytesThanUtf8AreRefused() {
    assertThrows(ClixmlException.class, () -> Clixml.read(new byte[] {'<', 'S', '>', (byte) 0xff}));
  }

  @Test
  void whatIsNestedTooDeepIsRefused() throws ClixmlException {
    assertTrue(read(nested(90)) instanceof Obj);
    assertThrows(ClixmlException.class, () -> read(nested(101)));
    assertThrows(ClixmlException.class, () -> read(nested(100_000)));
  }

  private static String nested(int depth) {
    return "<Obj RefId=\"0\"><LST>".repeat(depth) + "</LST></Obj>".repeat(depth);
  }

  /** Each object holds the one before it ten times: in few bytes, ten to the power of twelve. */
  @Test
  void referencesThatMultiplyAreRefused() {
    StringBuilder xml = new StringBuilder("<Obj RefId=\"0\"><LST><Obj RefId=\"1\"><LST /></Obj>");
    for (int i = 2; i < 14; i++) {
      String ten = ("<Ref RefId=\"" + (i - 1) + "\" />").repeat(10);
      xml.append("<Obj RefId=\"%d\"><LST>%s</LST></Obj>".formatted(i, ten));
    }
    var refusal = assertThrows(ClixmlException.class, () -> read(xml + "</LST></Obj>"));
    assertTrue(refusal.getMessage().contains("more than"), refusal.getMessage());
  }

  @Test
  void damagedDocumentsAreRefusedOrRead() {
    String xml =
        "<Obj RefId=\"0\"><TN RefId=\"0\"><T>t</T></TN><ToString>a_x000A_</ToString><Props>"
            + "<I32 N=\"n\">12</I32><Db N=\"d\">1.5</Db><BA N=\"b\">AAEC</BA><Nil N=\"x\"/></Props>"
            + "<MS><Obj N=\"o\" RefId=\"1\"><TNRef RefId=\"0\"/><DCT><En><S N=\"Key\">k</S>"
            + "<D N=\"Value\">1.10</D></En></DCT></Obj><Ref N=\"r\" RefId=\"1\"/></MS></Obj>";
    Random random = new Random(4711);
    int refused = 0;
    for (int round = 0; round < 5000; round++) {
      StringBuilder damaged = new StringBuilder(xml);
      int at = random.nextInt(xml.length());
      switch (round % 3) {
        case 0 -> damaged.setLength(at);
        case 1 -> damaged.setCharAt(at, (char) random.nextInt(0x180));
        default -> damaged.deleteCharAt(at);
      }
      try {
        Clixml.write(Clixml.read(damaged.toString()).getFirst());
      } catch (ClixmlException _) {
        refused++;
      }
    }
    assertTrue(refused > 1000 && refused < 5000, refused + " refused");
  }

  @Test
  void aLongTextIsRead() throws ClixmlException {
    String text = "<&>\n\u4e2d".repeat(200_000);
    assertEquals(text, read(Clixml.write(text)));
  }

  @Test
  void manyValuesAreRead() throws ClixmlException {
    List<Integer> numbers = IntStream.range(0, 100_000).boxed().toList();
    Obj read = (Obj) read(Clixml.write(numbers));
    assertEquals(numbers, ((Items) read.content().orElseThrow()).values());
  }

  private static Object read(String xml) throws ClixmlException {
    return Clixml.readOne(xml.getBytes(StandardCharsets.UTF_8));
  }
}
