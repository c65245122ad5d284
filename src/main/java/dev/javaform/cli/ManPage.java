package dev.javaform.cli;

import com.google.common.base.Joiner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * A page for man(1), made from what the command line knows of itself.
 *
 * @see <a href="https://man7.org/linux/man-pages/man7/groff_man.7.html">groff_man(7)</a>
 */
final class ManPage {

  private final CommandSpec spec;
  private final StringBuilder page = new StringBuilder();

  private ManPage(CommandLine command) {
    this.spec = command.getCommandSpec();
  }

  /** Writes the pages of all commands into a folder, as the build does. */
  public static void main(String[] folder) throws IOException {
    write(Path.of(folder[0]));
  }

  /** Writes {@code javaform.1}, and one for each command. */
  static void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    for (CommandLine command : commands(Main.commandLine())) {
      Files.writeString(folder.resolve(name(command.getCommandSpec()) + ".1"), of(command));
    }
  }

  private static List<CommandLine> commands(CommandLine root) {
    return Stream.concat(Stream.of(root), subcommands(root.getCommandSpec())).toList();
  }

  /** The commands with pages of their own; the one that shows help needs none. */
  private static Stream<CommandLine> subcommands(CommandSpec of) {
    return of.subcommands().values().stream()
        .filter(command -> !(command.getCommand() instanceof HelpCommand));
  }

  private static String name(CommandSpec spec) {
    return spec.qualifiedName("-");
  }

  /** The page of one command. */
  static String of(CommandLine command) {
    return new ManPage(command).text();
  }

  private String text() {
    String title = name(spec).toUpperCase(Locale.ROOT);
    line(".TH \"%s\" 1 \"\" \"javaform %s\"".formatted(escaped(title), Version.current()));
    line(".nh"); // what is to be typed is not hyphenated
    line(".ad l");
    section("NAME", List.of(name(spec) + " - " + header(spec)));
    section("SYNOPSIS", List.of(spec.commandLine().getHelp().synopsis(0)));
    section("DESCRIPTION", List.of(spec.usageMessage().description()));
    options();
    subcommands();
    exitStatus();
    seeAlso();
    return page.toString();
  }

  private static String header(CommandSpec of) {
    return Joiner.on(' ').join(of.usageMessage().header());
  }

  private void section(String heading, List<String> lines) {
    if (lines.stream().anyMatch(line -> !line.isBlank())) {
      heading(heading);
      lines.forEach(line -> line(line.isBlank() ? ".PP" : plain(line) + "\n.br"));
    }
  }

  private void options() {
    heading("OPTIONS");
    for (PositionalParamSpec parameter : spec.positionalParameters()) {
      entry("\\fI%s\\fR".formatted(escaped(parameter.paramLabel())), parameter.description());
    }
    for (OptionSpec option : spec.options()) {
      if (!option.hidden()) {
        entry(names(option), option.description());
      }
    }
  }

  private String names(OptionSpec option) {
    List<String> names = new ArrayList<>();
    for (String name : option.names()) {
      String shown =
          option.negatable() ? spec.negatableOptionTransformer().makeSynopsis(name, spec) : name;
      names.add("\\fB%s\\fR".formatted(escaped(shown)));
    }
    String value =
        option.arity().max() == 0 ? "" : "=\\fI%s\\fR".formatted(escaped(option.paramLabel()));
    return String.join(", ", names) + value;
  }

  private void subcommands() {
    List<CommandLine> commands = subcommands(spec).toList();
    if (!commands.isEmpty()) {
      heading("COMMANDS");
    }
    for (CommandLine command : commands) {
      CommandSpec each = command.getCommandSpec();
      entry(reference(each), each.usageMessage().header());
    }
  }

  private void exitStatus() {
    Map<String, String> codes = spec.usageMessage().exitCodeList();
    if (!codes.isEmpty()) {
      heading("EXIT STATUS");
      codes.forEach((code, meaning) -> entry(escaped(code), meaning));
    }
  }

  private void seeAlso() {
    if (spec.parent() != null) {
      heading("SEE ALSO");
      line(reference(spec.parent()));
    }
  }

  private static String reference(CommandSpec to) {
    return "\\fB%s\\fR(1)".formatted(escaped(name(to)));
  }

  private void heading(String text) {
    line(".SH " + text);
  }

  private void entry(String tag, String... description) {
    line(".TP");
    line(tag);
    line(plain(String.join(" ", description)));
  }

  /** Text as picocli shows it, without its marks for colours. */
  private static String plain(String written) {
    String text = Ansi.OFF.string(written.formatted()).strip().replaceAll("\\s+", " ");
    String shown = escaped(text);
    return shown.startsWith(".") || shown.startsWith("'") ? "\\&" + shown : shown;
  }

  /** Text that roff takes for nothing else: a hyphen that is typed is a minus there. */
  private static String escaped(String text) {
    return text.replace("\\", "\\e").replace("-", "\\-");
  }

  private void line(String text) {
    page.append(text).append('\n');
  }
}
