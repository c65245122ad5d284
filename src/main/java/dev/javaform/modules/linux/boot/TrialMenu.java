package dev.javaform.modules.linux.boot;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a trial puts into the file that GRUB's menu reads beside itself (GRUB's manual, 6.3, on
 * custom.cfg): copies of an entry of the menu, between lines that are known again.
 */
final class TrialMenu {

  static final String BEGIN = "### BEGIN javaform trial boot ###";
  static final String END = "### END javaform trial boot ###";

  private static final Pattern LINUX = Pattern.compile("(\\s*linux(?:16|efi)?\\s+\\S+)(\\s.*)?");
  private static final Pattern INITRD = Pattern.compile("(\\s*initrd(?:16|efi)?\\s+)(.*)");

  /** Commands that would make GRUB remember the entry. */
  private static final Pattern MEMORY = Pattern.compile("\\s*(savedefault|recordfail)\\s*");

  private TrialMenu() {}

  static boolean isIn(String custom) {
    return custom.contains(BEGIN);
  }

  /** A file's text without what a trial put there. */
  static String without(String custom) {
    int start = custom.indexOf(BEGIN);
    int end = custom.indexOf(END);
    return start < 0 || end < start
        ? custom
        : custom.substring(0, start) + custom.substring(end + END.length()).replaceFirst("^\n", "");
  }

  /** A file's text with these entries instead of those of an earlier trial. */
  static String with(String custom, String entries) {
    String others = without(custom);
    String gap = others.isEmpty() || others.endsWith("\n") ? "" : "\n";
    return others + gap + BEGIN + "\n" + entries + END + "\n";
  }

  /**
   * The entry that GRUB starts unless an entry was chosen for once: 00_header then sets {@code
   * boot_once}.
   */
  static String unlessChosen(String id) {
    return "if [ -z \"${boot_once}\" ]; then\n  set default=\"%s\"\nfi\n".formatted(id);
  }

  /**
   * A copy of an entry.
   *
   * @param arguments the kernel's
   * @param image the name of the initial RAM disk that is replaced, as GRUB writes it, and what is
   *     written behind it
   * @param first an archive that is read ahead of all others, as GRUB writes it; empty where none
   */
  static String entry(
      String id,
      String title,
      GrubMenu.Item model,
      CommandLine arguments,
      Replaced image,
      String first) {
    String words =
        arguments.words().stream()
            .map(word -> GrubScript.written(KernelArgument.of(word)))
            .collect(Collectors.joining(" "));
    String body =
        model.body().stream()
            .filter(line -> !MEMORY.matcher(line).matches())
            .map(line -> line(line, words, image, first) + "\n")
            .collect(Collectors.joining());
    return "menuentry '%s' --class gnu-linux --class os --unrestricted --id '%s' {\n%s}\n"
        .formatted(title, id, body);
  }

  private static String line(String line, String words, Replaced image, String first) {
    Matcher linux = LINUX.matcher(line);
    if (linux.matches()) {
      return linux.group(1) + " " + words;
    }
    Matcher initrd = INITRD.matcher(line);
    return initrd.matches()
        ? initrd.group(1) + (first.isEmpty() ? "" : first + " ") + image.in(initrd.group(2))
        : line;
  }

  /** The kernel's file of an entry, as GRUB writes it; empty where it starts none. */
  static String kernel(GrubMenu.Item item) {
    return word(item.body(), LINUX);
  }

  /** The last initial RAM disk of an entry; those before it are microcode. */
  static String image(GrubMenu.Item item) {
    return word(item.body(), INITRD);
  }

  private static String word(List<String> body, Pattern pattern) {
    return body.stream()
        .filter(line -> pattern.matcher(line).matches())
        .map(CommandLine::words)
        .map(words -> pattern == LINUX ? words.get(1) : words.getLast())
        .findFirst()
        .orElse("");
  }

  /**
   * An initial RAM disk that another one of the same folder stands for.
   *
   * @param name empty where none does
   * @param suffix what the other's name has behind it
   */
  record Replaced(String name, String suffix) {

    static final Replaced NONE = new Replaced("", "");

    /** The line with the other's name. */
    String in(String line) {
      return name.isEmpty()
          ? line
          : line.replaceFirst(
              Pattern.quote(name) + "(?=\\s|$)", Matcher.quoteReplacement(name + suffix));
    }
  }
}
