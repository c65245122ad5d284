package dev.javaform.remote.winrm.host;

import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * As much of cmd.exe and of its programs as tests need: {@code echo}, {@code exit}, {@code ver},
 * {@code hostname}, {@code more}, {@code powershell}, {@code &&} and {@code >&2}.
 */
final class Programs {

  private static final Pattern CMD =
      Pattern.compile("cmd(?:\\.exe)?\\s+/c\\s+\"?(.*?)\"?", Pattern.CASE_INSENSITIVE);

  private static final Pattern WORDS = Pattern.compile("\\s*(\\S+) ?(.*)", Pattern.DOTALL);

  private final String computer;
  private final Map<String, Console.Program> more = new ConcurrentHashMap<>();
  private volatile Scripted powershell = Programs::simple;

  /** What powershell.exe does with a script. */
  @FunctionalInterface
  interface Scripted {
    int run(String script, Console console) throws IOException, InterruptedException;
  }

  Programs(String computer) {
    this.computer = computer;
  }

  /** Another program. */
  void add(String name, Console.Program program) {
    more.put(name, program);
  }

  void powershell(Scripted other) {
    powershell = other;
  }

  /** The program that a line starts; empty where there is none of its name. */
  Optional<Console.Program> find(String line) {
    Matcher nested = CMD.matcher(line);
    String content = nested.matches() ? nested.group(1) : line;
    List<Optional<Console.Program>> parts =
        Splitter.on("&&").splitToStream(content).map(this::one).toList();
    if (parts.stream().anyMatch(Optional::isEmpty)) {
      return Optional.empty();
    }
    return Optional.of(console -> all(parts, console));
  }

  private static int all(List<Optional<Console.Program>> parts, Console console)
      throws IOException, InterruptedException {
    for (Optional<Console.Program> part : parts) {
      int exit = part.orElseThrow().run(console);
      if (exit != 0) {
        return exit;
      }
    }
    return 0;
  }

  private Optional<Console.Program> one(String part) {
    boolean error = part.contains(">&2");
    Matcher words = WORDS.matcher(part.replace(">&2", ""));
    if (!words.matches()) {
      return Optional.empty();
    }
    String rest = words.group(2);
    String name = words.group(1).toLowerCase(Locale.ROOT).replaceAll("\\.exe$", "");
    return switch (name) {
      case "echo" -> Optional.of(console -> echo(console, rest + "\r\n", error));
      case "exit" -> Optional.of(_ -> exit(rest));
      case "ver" -> Optional.of(console -> echo(console, "\r\nMicrosoft Windows\r\n", error));
      case "hostname" -> Optional.of(console -> echo(console, computer + "\r\n", error));
      case "more" -> Optional.of(Programs::copy);
      case "powershell" -> Optional.of(console -> powershell.run(script(rest, console), console));
      default -> Optional.ofNullable(more.get(name));
    };
  }

  private static int echo(Console console, String text, boolean error) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (error) {
      console.complain(bytes);
    } else {
      console.print(bytes);
    }
    return 0;
  }

  /** Whatever is said to leave with, {@code /b} or not. */
  private static int exit(String rest) {
    return Integer.parseInt(rest.replace("/b", "").strip());
  }

  private static int copy(Console console) throws IOException {
    byte[] bytes = new byte[1 << 13];
    for (int size = console.in().read(bytes); size >= 0; size = console.in().read(bytes)) {
      console.print(java.util.Arrays.copyOf(bytes, size));
    }
    return 0;
  }

  private static String script(String arguments, Console console) throws IOException {
    Matcher encoded = Pattern.compile("(?i)-EncodedCommand (\\S+)").matcher(arguments);
    if (encoded.find()) {
      byte[] bytes = Base64.getDecoder().decode(encoded.group(1));
      return new String(bytes, StandardCharsets.UTF_16LE);
    }
    return arguments.endsWith("-")
        ? new String(console.in().readAllBytes(), StandardCharsets.UTF_8)
        : arguments.replaceFirst("(?i).*-Command ", "");
  }

  private static int simple(String script, Console console) {
    for (String line : Splitter.onPattern("[\r\n;]+").omitEmptyStrings().split(script)) {
      Matcher words = WORDS.matcher(line);
      String name = words.matches() ? words.group(1).toLowerCase(Locale.ROOT) : "";
      switch (name) {
        case "echo", "write-output", "write-host" -> echo(console, words.group(2) + "\r\n", false);
        case "exit" -> {
          return exit(words.group(2));
        }
        case "" -> {}
        default -> {
          return echo(console, error(line), true) + 1;
        }
      }
    }
    return 0;
  }

  private static String error(String line) {
    return "#< CLIXML\r\n<Objs Version=\"1.1.0.1\""
        + " xmlns=\"http://schemas.microsoft.com/powershell/2004/04\"><S S=\"Error\">"
        + Envelopes.escape(line)
        + " : not recognized_x000D__x000A_</S></Objs>";
  }

  static Console.Program complaining(String text) {
    return console -> echo(console, text + "\r\n", true) + 1;
  }

  static Console.Program unknown(String program) {
    return complaining(
        "'%s' is not recognized as an internal or external command,\r\noperable program or batch file."
            .formatted(program));
  }
}
