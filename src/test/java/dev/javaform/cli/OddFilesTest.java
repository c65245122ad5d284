package dev.javaform.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.javaform.source.Diagnostic;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is no file where one is expected: named and refused, never read for ever. */
@Tag("faults")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class OddFilesTest {
  private static final String PLAY = "- hosts: all\n  gather_facts: false\n  tasks: [ping: ]\n";

  @TempDir private Path folder;
  private Path site;
  private Path hosts;

  @BeforeEach
  void write() throws IOException {
    site = Files.writeString(folder.resolve("site.yml"), PLAY);
    hosts = Files.writeString(folder.resolve("hosts"), "one\n");
    Files.createDirectory(folder.resolve("folder"));
    Files.createSymbolicLink(folder.resolve("circle"), folder.resolve("circle"));
    Files.createSymbolicLink(folder.resolve("nowhere"), folder.resolve("none"));
    Files.writeString(folder.resolve("two\nlines"), "x");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "folder         | is a directory, but a file is needed.",
        "none           | does not exist.",
        "nowhere        | does not exist.",
        "circle         | Too many levels of symbolic links",
        "/dev/zero      | is larger than 10 MiB",
        "/dev/urandom   | is larger than 10 MiB",
        "/proc/self/mem | cannot be read",
      })
  void whatIsNoFileIsNamed(String name, String why) {
    assertEquals(1, said(new Opening(folder.resolve(name), hosts), name, why));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "none      | does not exist",
        "/dev/zero | is larger than 10 MiB",
        "circle    | does not exist",
      })
  void whatIsNoInventoryIsNamed(String name, String why) {
    assertEquals(1, said(new Opening(site, folder.resolve(name)), name, why));
  }

  @Test
  void aSocketIsNamed() throws IOException {
    Path socket = folder.resolve("socket");
    try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      assertEquals(1, said(new Opening(socket, hosts), "socket", "is a socket, but a file"));
    }
  }

  @Test
  void aPipeThatNobodyWritesIntoIsGivenUp() throws Exception {
    Path pipe = pipe();
    assertEquals(1, said(new Opening(pipe, hosts), "pipe", "is a pipe, and nobody wrote"));
  }

  @Test
  void aPipeIsRead() throws Exception {
    Path pipe = pipe();
    Process writer =
        new ProcessBuilder("sh", "-c", "cat site.yml > pipe").directory(folder.toFile()).start();
    assertEquals(List.of(), new Opening(pipe, hosts).found());
    assertEquals(0, writer.waitFor());
  }

  @Test
  void anEmptyDeviceIsAnEmptyFile() {
    assertEquals(
        1, said(new Opening(Path.of("/dev/null"), hosts), "/dev/null", "A playbook is a list"));
  }

  @Test
  void aNameOfTwoLinesIsNoTwoLines() throws IOException {
    Files.writeString(folder.resolve("two\nlines"), "- nonsense\n");
    String told = Opening.told(new Opening(folder.resolve("two\nlines"), hosts).found());
    assertTrue(told.contains("two\\nlines:1:3"), told);
  }

  private Path pipe() throws Exception {
    Path pipe = folder.resolve("pipe");
    assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
    return pipe;
  }

  /** How many diagnostics name the file and say this. */
  private static long said(Opening opening, String name, String why) {
    List<String> errors =
        opening.found().stream().filter(Diagnostic::isError).map(Diagnostic::toString).toList();
    assertEquals(1, errors.size(), errors::toString);
    return errors.stream().filter(text -> text.contains(name) && text.contains(why)).count();
  }
}
