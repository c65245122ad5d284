package dev.javaform.modules.linux.files;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Content;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.modules.linux.LocalHost;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Questions that share a shell get the answers that each would get alone; odd files above all. */
@ParameterizedClass
@MethodSource("dev.javaform.modules.linux.LocalHost#all")
class FileProbeTest {

  private static final List<String> CONTENTS =
      List.of(
          "",
          "one line\n",
          "no end",
          "\n\n\n",
          " blanks \t at\n  both ends  ",
          "back\\slash\\\nand \\",
          "carriage\r\nreturn\r\n",
          "NUL \0 in it\n",
          "bell \u0007\n",
          "höher\n",
          "-n\n",
          "%s %d\n",
          "$(id) `id` \"quoted\" 'too'\n",
          "x".repeat(1022) + "\n",
          "y".repeat(1024),
          "z\n".repeat(3000));

  private static final List<String> NAMES =
      List.of("plain", "with blank", "a|b", "quote'", "line\nbreak", "-n", "*", "$HOME", "ü");

  private final LocalHost host;

  @TempDir private Path folder;

  FileProbeTest(LocalHost host) {
    this.host = host;
  }

  @BeforeEach
  void oddFiles() throws IOException {
    for (int i = 0; i < CONTENTS.size(); i++) {
      Files.writeString(folder.resolve("content" + i), CONTENTS.get(i));
    }
    Files.write(folder.resolve("latin"), "höher\n".getBytes(StandardCharsets.ISO_8859_1));
    for (String name : NAMES) {
      Files.writeString(folder.resolve(name), name);
    }
    Files.createDirectory(folder.resolve("directory"));
    Files.writeString(folder.resolve("directory/plain"), "below");
    Files.createSymbolicLink(folder.resolve("link"), Path.of("plain"));
    Files.createSymbolicLink(folder.resolve("dangling"), Path.of("gone"));
    Files.createSymbolicLink(folder.resolve("circle"), Path.of("circle"));
  }

  @Test
  void togetherAsAlone() {
    List<Script> scripts = questions().stream().map(probe -> probe.script().orElseThrow()).toList();
    List<String> alone = scripts.stream().map(host::run).map(FileProbeTest::said).toList();
    List<String> together = host.runAll(scripts).stream().map(FileProbeTest::said).toList();
    assertEquals(alone, together);
  }

  @Test
  void everyContentArrives() {
    List<Probe<FileState>> probes = new ArrayList<>();
    for (int i = 0; i < CONTENTS.size(); i++) {
      probes.add(FileProbe.ofEdited(folder + "/content" + i, Asked.NOTHING));
    }
    List<Output> answers =
        host.runAll(probes.stream().map(probe -> probe.script().orElseThrow()).toList());
    for (int i = 0; i < CONTENTS.size(); i++) {
      FileState state = probes.get(i).reader().apply(answers.get(i));
      assertEquals(Content.of(CONTENTS.get(i)).digest(), state.digest(), "content " + i);
    }
  }

  private List<Probe<FileState>> questions() {
    ImmutableList.Builder<Probe<FileState>> all = ImmutableList.builder();
    for (int i = 0; i < CONTENTS.size(); i++) {
      all.add(FileProbe.of(folder + "/content" + i, Asked.NOTHING));
    }
    List<String> rest =
        List.of("latin", "directory", "link", "dangling", "circle", "gone", "gone/far", "plain/x");
    NAMES.forEach(name -> all.add(FileProbe.of(folder + "/" + name, Asked.NOTHING)));
    rest.forEach(name -> all.add(FileProbe.of(folder + "/" + name, Asked.NOTHING)));
    all.add(FileProbe.into(folder + "/directory", "plain", Asked.NOTHING));
    all.add(FileProbe.into(folder + "/directory/", "gone", Asked.NOTHING));
    all.add(FileProbe.into(folder + "/plain", "x", Asked.NOTHING));
    all.add(FileProbe.of("~", Asked.NOTHING));
    all.add(FileProbe.of("bin", Asked.NOTHING));
    rest.forEach(name -> all.add(FileProbe.ofEdited(folder + "/" + name, Asked.NOTHING)));
    return all.build();
  }

  private static String said(Output output) {
    String out = new String(output.stdoutBytes(), StandardCharsets.ISO_8859_1);
    return output.status() + "\n" + out + "\n" + output.stderr();
  }
}
