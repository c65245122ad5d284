package dev.javaform.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What runs on this machine, and so on every host that is a name of it. */
final class Processes {
  private static final Path PROC = Path.of("/proc");

  private Processes() {}

  /** The command lines that hold a text, words separated by blanks. */
  static Stream<String> with(String text) {
    try (Stream<Path> folders = Files.list(PROC)) {
      return folders
          .filter(folder -> folder.getFileName().toString().matches("\\d+"))
          .map(Processes::commandLine)
          .filter(line -> line.contains(text))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the processes whose command line holds a text. */
  static void end(String text) {
    ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(text))
        .forEach(ProcessHandle::destroyForcibly);
  }

  /** Empty for a process that has ended meanwhile. */
  private static String commandLine(Path folder) {
    try {
      byte[] words = Files.readAllBytes(folder.resolve("cmdline"));
      return new String(words, StandardCharsets.UTF_8).replace('\0', ' ');
    } catch (IOException _) {
      return "";
    }
  }
}
