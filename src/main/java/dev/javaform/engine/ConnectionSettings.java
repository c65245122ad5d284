package dev.javaform.engine;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Ints;
import dev.javaform.module.Secret;
import dev.javaform.module.ShellWords;
import dev.javaform.playbook.Keywords;
import dev.javaform.remote.Become;
import dev.javaform.remote.Target;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Mark;
import dev.javaform.source.Yaml;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads where a host is, who to be there, and in which environment: from variables first, then
 * keywords, then the command line.
 *
 * <p>Source: Ansible's documentation, "Controlling how Ansible behaves: precedence rules", and the
 * variables of its ssh connection and of its sudo and su become plugins.
 */
final class ConnectionSettings {

  private static final Duration COMMAND_PATIENCE = Duration.ofHours(2);
  private static final int HIGHEST_PORT = 65535;
  private static final int LONGEST = (int) Target.ENDLESS.toSeconds();

  private final Templates templates;
  private final RunOptions options;

  ConnectionSettings(Templates templates, RunOptions options) {
    this.templates = templates;
    this.options = options;
  }

  /**
   * The target that {@code name} is.
   *
   * @param scope the variables of the host to connect to
   */
  Target target(String name, Keywords keywords, Scope scope) {
    Lookup lookup = new Lookup(scope);
    RunOptions.ConnectionOptions given = options.connection();
    return new Target(
        name,
        lookup
            .text("ansible_connection")
            .or(() -> lookup.text(keywords.connection()))
            .or(given::carrier)
            .orElse("ssh"),
        lookup.text("ansible_ssh_host", "ansible_host").orElse(name),
        lookup
            .number(1, HIGHEST_PORT, "ansible_port", "ansible_ssh_port")
            .or(() -> lookup.number(1, HIGHEST_PORT, "port", keywords.port())),
        lookup
            .text("ansible_user", "ansible_ssh_user")
            .or(() -> lookup.text(keywords.remoteUser()))
            .or(given::user),
        lookup
            .text("ansible_password", "ansible_ssh_pass", "ansible_ssh_password")
            .map(Secret::new)
            .or(given::password),
        lookup
            .text("ansible_private_key_file", "ansible_ssh_private_key_file")
            .or(given::privateKey)
            .map(ImmutableList::of)
            .orElse(ImmutableList.of()),
        lookup.text("ansible_private_key_passphrase").map(Secret::new),
        sshOptions(lookup),
        hostKeys(lookup),
        patience(
            lookup
                .number(0, LONGEST, "ansible_timeout", "ansible_ssh_timeout")
                .orElse(given.timeout())),
        lookup
            .number(0, LONGEST, "timeout", keywords.timeout())
            .map(ConnectionSettings::patience)
            .orElse(COMMAND_PATIENCE),
        lookup.text("ansible_shell_executable").orElse("/bin/sh"));
  }

  private static Duration patience(int seconds) {
    return seconds <= 0 ? Target.ENDLESS : Duration.ofSeconds(seconds);
  }

  private ImmutableList<String> sshOptions(Lookup lookup) {
    return ImmutableList.<String>builder()
        .addAll(words("ansible_ssh_args", lookup.text("ansible_ssh_args")))
        .addAll(
            words(
                "ansible_ssh_common_args",
                lookup.text("ansible_ssh_common_args").or(options.connection()::sshCommonArgs)))
        .addAll(words("ansible_ssh_extra_args", lookup.text("ansible_ssh_extra_args")))
        .build();
  }

  private static ImmutableList<String> words(String name, Optional<String> line) {
    try {
      return line.map(ShellWords::of).orElse(ImmutableList.of());
    } catch (IllegalArgumentException e) {
      throw wrong("%s cannot be split into words. %s".formatted(name, e.getMessage()));
    }
  }

  private static TemplateException wrong(String detail) {
    return new TemplateException(Diagnostic.error("Wrong connection setting", detail), false);
  }

  private Target.HostKeys hostKeys(Lookup lookup) {
    Optional<Boolean> checking =
        lookup
            .text("ansible_ssh_host_key_checking", "ansible_host_key_checking")
            .or(() -> Optional.ofNullable(System.getenv("ANSIBLE_HOST_KEY_CHECKING")))
            .map(Truth::of);
    if (checking.equals(Optional.of(false))) {
      return Target.HostKeys.IGNORE;
    }
    return options.connection().acceptNew() ? Target.HostKeys.ACCEPT_NEW : Target.HostKeys.STRICT;
  }

  /** Who a task wants to be. */
  Become become(Keywords keywords, Scope scope) {
    Lookup lookup = new Lookup(scope);
    RunOptions.ConnectionOptions given = options.connection();
    boolean wanted =
        lookup
            .text("ansible_become")
            .or(() -> lookup.text(keywords.become()))
            .map(Truth::of)
            .orElse(given.become());
    if (!wanted) {
      return Become.NO;
    }
    String method =
        lookup
            .text("ansible_become_method")
            .or(() -> lookup.text(keywords.becomeMethod()))
            .or(given::becomeMethod)
            .orElse("sudo");
    return new Become(
        Optional.of(method),
        lookup
            .text("ansible_become_user")
            .or(() -> lookup.text(keywords.becomeUser()))
            .or(given::becomeUser)
            .orElse("root"),
        lookup
            .text(
                "ansible_become_password",
                "ansible_become_pass",
                "ansible_" + method + "_pass",
                "ansible_" + method + "_password")
            .map(Secret::new)
            .or(given::becomePassword),
        lookup.text("ansible_become_exe", "ansible_" + method + "_exe").orElse(method),
        lookup
            .text("ansible_become_flags")
            .or(() -> lookup.text(keywords.becomeFlags()))
            .map(flags -> ImmutableList.copyOf(Splitter.on(' ').omitEmptyStrings().split(flags)))
            .orElse(ImmutableList.of()));
  }

  /** What {@code environment} sets, all layers merged; later ones win. */
  ImmutableMap<String, String> environment(Keywords keywords, Scope scope) {
    Map<String, String> environment = new LinkedHashMap<>();
    for (Yaml layer : keywords.environment()) {
      merge(templates.render(layer, scope), environment);
      environment.forEach((name, value) -> requireExport(name, value, layer));
    }
    return ImmutableMap.copyOf(environment);
  }

  /** Source: POSIX.1-2017, Base Definitions, 3.235 Name. */
  private static void requireExport(String name, String value, Yaml layer) {
    if (!name.matches("[A-Za-z_][A-Za-z0-9_]*")) {
      String detail = "\"%s\" is no name that a shell can export: letters, digits and _ are.";
      throw wrongEnvironment(detail.formatted(name), layer);
    }
    if (value.indexOf('\0') >= 0) {
      throw wrongEnvironment(
          "The value of %s holds a NUL character, which no shell can export.".formatted(name),
          layer);
    }
  }

  private static TemplateException wrongEnvironment(String detail, Yaml layer) {
    return new TemplateException(
        Diagnostic.error("Wrong environment", detail, layer.mark()), false);
  }

  private static void merge(Object layer, Map<String, String> into) {
    switch (layer) {
      case Map<?, ?> map ->
          map.forEach((name, value) -> into.put(String.valueOf(name), shown(value)));
      case List<?> list -> list.forEach(each -> merge(each, into));
      case null, default -> {} // Ansible ignores what is no mapping, such as an empty default
    }
  }

  private static String shown(Object value) {
    return switch (value) {
      case null -> "None";
      case Boolean truth -> truth ? "True" : "False";
      default -> value.toString();
    };
  }

  private static int checked(int least, int most, String name, String text) {
    Integer number = Ints.tryParse(text);
    if (number == null || number < least || number > most) {
      throw wrong(
          "%s is \"%s\"; it has to be a whole number from %d to %d."
              .formatted(name, text, least, most));
    }
    return number;
  }

  /** Reads settings in one scope. An empty text is as good as none. */
  private final class Lookup {

    private final Scope scope;

    Lookup(Scope scope) {
      this.scope = scope;
    }

    /** The first of the variables that is set. */
    Optional<String> text(String... names) {
      for (String name : names) {
        Optional<String> found =
            scope
                .lookup(name)
                .map(_ -> templates.evaluate(name, Mark.NOWHERE, scope))
                .map(Object::toString)
                .filter(text -> !text.isEmpty() && !text.equals(Templates.OMIT));
        if (found.isPresent()) {
          return found;
        }
      }
      return Optional.empty();
    }

    Optional<String> text(Optional<Yaml> keyword) {
      return keyword.flatMap(this::value).map(Object::toString).filter(text -> !text.isEmpty());
    }

    Optional<Integer> number(int least, int most, String... names) {
      return Stream.of(names)
          .flatMap(name -> text(name).map(text -> checked(least, most, name, text)).stream())
          .findFirst();
    }

    Optional<Integer> number(int least, int most, String name, Optional<Yaml> keyword) {
      return text(keyword).map(text -> checked(least, most, name, text));
    }

    Optional<Object> value(Yaml keyword) {
      return Optional.ofNullable(templates.render(keyword, scope))
          .filter(value -> !value.equals(Templates.OMIT));
    }
  }
}
