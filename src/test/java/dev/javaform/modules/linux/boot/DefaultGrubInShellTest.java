package dev.javaform.modules.linux.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read without running anything is what a shell makes of it, as grub-mkconfig does. */
class DefaultGrubInShellTest {

  private static final String LINUX = "GRUB_CMDLINE_LINUX";

  @TempDir private Path folder;

  /** L is short for the variable in question, M for another one. */
  private static List<String> texts() {
    return List.of(
        "L=ro",
        "L='ro quiet'",
        "L=\"ro 'quiet'\"",
        "L='ro '\"quiet\"' splash'",
        "L=\"ro \\\"a b\\\" \\$x \\\\ \\n\"",
        "L=ro\\ quiet",
        "L=\"ro\\\n quiet\"\n",
        "L=ro\\\n,quiet\n",
        "L='ro\\\n quiet'\n",
        "L=\"ro\nquiet\"",
        "L=\"ro\" # L=\"quiet\"\n",
        "#L=ro\nL=quiet # more\n",
        "L=ro#1\n",
        "A=1\nL=\"a$A ${A}b $B\"\n",
        "A='x y'\nL=$A\n",
        "L=ro; L=quiet\n",
        "export L=ro\n",
        "  L=ro  \n\n",
        "L=\nL=\"$L iommu=pt\"\n",
        "L=ro\nL=\"$L\"' quiet'\n",
        "L=ro\nunset L\n",
        "L=ro\nM=\"${L}\"\nL=quiet\nL=\"$L $M\"\n",
        "if true; then :; fi\nL=ro\n",
        "if [ -e / ]; then A=1; fi\nL=ro\n",
        "case x in x) A=1 ;; esac\nL=ro\n",
        "for i in 1 2; do A=$i; done\nL=ro\n",
        "f() {\n  echo\n}\nL=ro\n",
        "[ -e /nothing ] || { A=2; }\nL=ro\n",
        "echo 'L=quiet' >/dev/null\nL=ro\n",
        "L=\"ro\"\ncat >/dev/null <<END\nL=\"quiet\"\nEND\n",
        "L='it'\\''s'\n",
        "L=\"$\"\n",
        "L=\"50% $ x\"\n",
        "L=\"ro\"\nreadonly L\n",
        "true && L=ro\nL=quiet\n",
        "L=\"\\`x\\`\"\n",
        "L=ro\r\n",
        "export L M\nL=ro\n",
        "L=ro M=quiet\n",
        "L=a*b\n",
        "L=\"ro\" ;# x\nM=\"quiet\"\n",
        "L=\"root=ZFS=\\\"a b\\\"\"\n",
        "L=ro\\\"x\n",
        "local_x=1\nL=\"$local_x$local\"\n",
        "L=\"x\"'y'z\n",
        "L=\"dyndbg=\\\"file a.c +p; file b.c +p\\\" quiet\"\n",
        "A=1 &&\\\nB=2\nL=ro\n",
        "L=ro\nL=\"${L:+$L }\\$tuned_params\"\n",
        "L=\"${L:+$L }\\$tuned_params\"\n",
        "L=\nL=\"${L:+$L }quiet\"\n",
        "L=\nL=\"${L+$L }quiet\"\n",
        "L=\"${L+$L }quiet\"\n",
        "L=\"${M:-ro}\"\n",
        "M=quiet\nL=\"${M:-ro} ${B-x}\"\n",
        "M=\nL=\"${M:-ro}${M-x}\"\n",
        "unset M\nL=\"${M-ro}\"\n",
        "L=${M:-ro quiet}\n",
        "L=${M:-'ro quiet'}\n",
        "A=1\nL=\"${M:-${A:+quiet}}x\"\n",
        "L=\"${M:-a\\}b}\"\n",
        "L=ro\nL=\"${L}${L:+ }iommu=pt\"\n");
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aShellReadsTheSame(String text) throws Exception {
    DefaultGrub grub = grub(text);
    assertEquals(inShell("sh", grub), grub.value(LINUX));
    assertEquals(inShell("bash", grub), grub.value(LINUX));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aShellReadsWhatIsAdded(String text) throws Exception {
    DefaultGrub grub = grub(text);
    DefaultGrub then = grub.adding(LINUX, "acpi_osi=\"a b\" x=it's,$1");
    assertEquals(
        (grub.value(LINUX).strip().replaceAll("\\s+", " ") + " acpi_osi=\"a b\" x=it's,$1").strip(),
        inShell("sh", then).strip().replaceAll("\\s+", " "));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aShellReadsWhatIsRemoved(String text) throws Exception {
    DefaultGrub grub = grub(text);
    if (grub.line().tokens().stream().anyMatch(token -> token.text().equals("ro"))) {
      int place = grub.line().texts().indexOf("ro");
      String then = inShell("sh", grub.replacing(Map.of(place, "")));
      assertTrue(!List.of(then.split("\\s+")).contains("ro"), then);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "L=~/x\n",
        "L=ro export M=quiet\n",
        "L=ro export L\n",
        "L=ro M=quiet true\n",
        "L=ro&\n",
        "L=ro\n: ${L:=quiet}\n",
        ": ${L:=quiet}\n",
        "true && L=ro\n",
        "true |\\\nL=ro\n",
        "true &&\n\nL=ro\n",
        "if true; then L=ro; fi\n",
        "case x in x) L=ro ;; esac\n",
        "f() { L=ro; }\n",
        "for L in ro; do :; done\n",
        ". /dev/null\n",
        "eval L=ro\n",
        "read L </dev/null\n",
        "L=\"$(echo ro)\"\n",
        "L=`echo ro`\n",
        "L=\"${L#r}\"\n",
        "L=\"${#L}\"\n",
        "L=\"${M:-it's}\"\n",
        "L=\"$HOME\"\n",
        "L=\"$$\"\n",
        "L=\"$1\"\n",
        "L=\"${M:?no}\"\n",
        "M=$(id)\nL=\"${M:+$M }ro\"\n",
        "M=$(id)\nL=\"${M:-ro}\"\n",
        "L=\"${M:+\"a b\"}ro\"\nM=1\nL=\"${M:+\"a b\"}\"\n",
        "L=ro\nM=${L:=quiet}\n",
        "[ -n \"$M\" ] && return\nL=ro\n",
        "L=a:~/x\n",
        "L=$'ro'\n",
        "printf -v L ro\n",
        "L=ro\nif false; then\n  unset L\nfi\n",
        "(L=ro)\n"
      })
  void whatOnlyAShellKnowsIsUnknown(String text) {
    assertTrue(grub(text).value(LINUX).indexOf(Letter.UNKNOWN) >= 0, text);
  }

  private static DefaultGrub grub(String text) {
    String main = text.replaceAll("\\bL\\b", LINUX).replaceAll("\\bM\\b", LINUX + "_DEFAULT");
    return new DefaultGrub(ImmutableMap.of(DefaultGrub.MAIN, main), ImmutableList.of(LINUX));
  }

  private String inShell(String shell, DefaultGrub grub) throws IOException, InterruptedException {
    Path file = folder.resolve("grub");
    Files.writeString(file, grub.files().get(DefaultGrub.MAIN));
    Process process =
        new ProcessBuilder(shell, "-c", ". \"$0\"; printf %s \"$" + LINUX + "\"", file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String value = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return value;
  }
}
