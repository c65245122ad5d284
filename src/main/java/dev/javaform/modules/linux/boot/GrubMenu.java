package dev.javaform.modules.linux.boot;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.Ints;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The menu that a grub.cfg makes, as far as it can be read without running it. */
record GrubMenu(ImmutableList<Item> items, String preset) {

  /**
   * An entry or a submenu.
   *
   * @param title as the menu shows it, the submenus' titles before it, joined by {@code >}
   * @param id its id, or its own title
   * @param section the script of /etc/grub.d that wrote it
   * @param line the kernel's arguments where the entry starts Linux
   * @param body the commands between its braces, line by line
   */
  record Item(
      String title,
      String id,
      String section,
      List<Item> items,
      Optional<CommandLine> line,
      List<String> body) {

    /** Whether update-grub makes it anew from GRUB_CMDLINE_LINUX and GRUB_CMDLINE_LINUX_DEFAULT. */
    boolean isMadeFromDefaults() {
      return line.isPresent() && section.matches(".*/\\d+_linux[^/]*") && !isRecovery();
    }

    /** Whether it is the way back, which GRUB_CMDLINE_LINUX_DEFAULT does not reach. */
    boolean isRecovery() {
      return id.contains("-recovery-") || title.contains("recovery mode");
    }

    private boolean answersTo(String name) {
      return id.equals(name) || title.equals(name) || title.endsWith(">" + name);
    }
  }

  private static final Pattern SECTION = Pattern.compile("### BEGIN (\\S+) ###");
  private static final Pattern HEAD =
      Pattern.compile("\\s*(menuentry|submenu)\\s+('([^']*)'|\"([^\"]*)\")(.*)\\{\\s*");
  private static final Pattern ID =
      Pattern.compile("(?:\\$\\{?menuentry_id_option}?|--id)[\\s=]+['\"]?([^'\"\\s]+)");
  private static final Pattern LINUX =
      Pattern.compile("\\s*linux(?:16|efi)?\\s+\\S+\\s*(.*)", Pattern.DOTALL);
  private static final Pattern DEFAULT = Pattern.compile("\\s*set default=\"?([^\"]*)\"?\\s*");

  /** Reads the text of a grub.cfg. */
  static GrubMenu parse(String text) {
    Reading reading = new Reading();
    Splitter.on('\n').split(text).forEach(reading::line);
    return new GrubMenu(ImmutableList.copyOf(reading.top), reading.preset);
  }

  /** The name that is started when nobody presses a key: a number, a title or an id. */
  String chosen(EnvironmentBlock environment) {
    String name = environment.value("next_entry").orElse(preset);
    return name.contains("saved_entry") ? environment.value("saved_entry").orElse("0") : name;
  }

  /** All entries that start something, submenus opened. */
  Stream<Item> entries() {
    return items.stream().flatMap(GrubMenu::opened);
  }

  private static Stream<Item> opened(Item item) {
    return Stream.concat(
        item.line().isPresent() ? Stream.of(item) : Stream.empty(),
        item.items().stream().flatMap(GrubMenu::opened));
  }

  /** The entry that is started when nobody presses a key, where it can be told. */
  Optional<Item> next(EnvironmentBlock environment) {
    String name = chosen(environment);
    List<Item> among = items;
    Optional<Item> found = Optional.empty();
    for (String part : Splitter.on('>').split(name.isEmpty() ? "0" : name)) {
      found = pick(among, part);
      among = found.map(Item::items).orElse(List.of());
    }
    return found.or(() -> entries().findFirst());
  }

  private static Optional<Item> pick(List<Item> among, String name) {
    Integer number = Ints.tryParse(name);
    if (number != null && number < among.size()) {
      return Optional.of(among.get(number));
    }
    return among.stream().filter(item -> item.answersTo(name)).findFirst();
  }

  /** Line by line; a menu block ends with a brace alone on its line, as grub-mkconfig writes it. */
  private static final class Reading {

    private final List<Item> top = new ArrayList<>();
    private final Deque<Item> open = new ArrayDeque<>();
    private final Deque<Boolean> blocks = new ArrayDeque<>();
    private String section = "";
    private String preset = "0";

    void line(String line) {
      Matcher begin = SECTION.matcher(line);
      Matcher head = HEAD.matcher(line);
      Matcher standard = DEFAULT.matcher(line);
      if (begin.matches()) {
        section = begin.group(1);
      } else if (head.matches()) {
        open(head);
      } else if (line.strip().endsWith("{")) {
        blocks.push(false);
      } else if (line.strip().equals("}")) {
        close();
      } else if (standard.matches() && isHeader() && !standard.group(1).contains("next_entry")) {
        preset = standard.group(1);
      } else {
        linux(line);
      }
    }

    /** Later scripts choose another entry only after a boot that failed. */
    private boolean isHeader() {
      return section.isEmpty() || section.endsWith("/00_header");
    }

    private void open(Matcher head) {
      String own = head.group(3) == null ? head.group(4) : head.group(3);
      String title = open.isEmpty() ? own : open.peek().title() + ">" + own;
      Matcher id = ID.matcher(head.group(5));
      Item item =
          new Item(
              title,
              id.find() ? id.group(1) : own,
              section,
              new ArrayList<>(),
              Optional.empty(),
              new ArrayList<>());
      open.push(item);
      blocks.push(true);
    }

    private void close() {
      if (!blocks.isEmpty() && blocks.pop()) {
        Item item = open.pop();
        (open.isEmpty() ? top : open.peek().items()).add(item);
      }
    }

    private void linux(String line) {
      if (!open.isEmpty()) {
        open.peek().body().add(line);
      }
      Matcher linux = LINUX.matcher(line);
      if (linux.matches() && !open.isEmpty()) {
        Item item = open.pop();
        CommandLine arguments = GrubScript.line(linux.group(1)).withoutBootLoadersOwn();
        open.push(
            new Item(
                item.title(),
                item.id(),
                item.section(),
                item.items(),
                Optional.of(arguments),
                item.body()));
      }
    }
  }
}
