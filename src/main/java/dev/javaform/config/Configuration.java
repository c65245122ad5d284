package dev.javaform.config;

import static java.util.stream.Collectors.joining;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.javaform.module.Secret;
import dev.javaform.source.DiagnosticException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the user set for all hosts alike: on the command line, in the environment, in ansible.cfg.
 * The variables and keywords of playbooks are stronger.
 *
 * @param options the values of the command line's options by their long names: texts, {@code
 *     Boolean}s, {@code Integer}s, {@code Secret}s, lists; one that was not given is left out
 * @param home what {@code ~} in a path means
 */
public record Configuration(
    ImmutableMap<String, Object> options,
    ImmutableMap<String, String> environment,
    AnsibleCfg file,
    Path home) {

  private static final Path HERE = Path.of("");
  private static final Pattern QUOTED = Pattern.compile("([\"'])(.*)\\1", Pattern.DOTALL);

  /** What these options of the command line say, and nobody else. */
  public static Configuration of(ImmutableMap<String, Object> options) {
    return new Configuration(options, ImmutableMap.of(), AnsibleCfg.NONE, Path.of("/"));
  }

  /** The same with another value of an option, or without it. */
  public Configuration with(String option, Optional<?> value) {
    ImmutableMap.Builder<String, Object> all = ImmutableMap.builder();
    all.putAll(Maps.filterKeys(options, name -> !name.equals(option)));
    value.ifPresent(it -> all.put(option, it));
    return new Configuration(all.buildOrThrow(), environment, file, home);
  }

  /**
   * The record of these settings, all of which come from here.
   *
   * @throws DiagnosticException where a value is of the wrong kind
   */
  public <T extends Record> T read(Class<T> type) {
    return type.cast(
        DeclaredSettings.of(type)
            .create(ImmutableMap.of(), (component, before) -> value(component, before)));
  }

  private Optional<Object> value(DeclaredSettings.Component component, Map<String, Object> before) {
    Setting setting = component.setting().orElseThrow();
    return find(setting, before).map(found -> SettingValue.of(found, component.type(), setting));
  }

  /**
   * What is found for a setting here.
   *
   * @param before the components that stand before it in its record
   */
  public Optional<Found> find(Setting setting, Map<String, Object> before) {
    return option(setting)
        .or(() -> variable(setting))
        .or(() -> line(setting, before))
        .or(() -> Optional.of(preset(setting, before)))
        .filter(Found::hasText);
  }

  private Found preset(Setting setting, Map<String, Object> before) {
    String text = DeclaredSettings.fill(setting.preset(), before);
    return whole(new Found(text, new Origin.Preset()), setting, HERE);
  }

  private Optional<Found> option(Setting setting) {
    return Optional.ofNullable(options.get(setting.option()))
        .map(value -> new Found(value, new Origin.Option(setting.option())));
  }

  private Optional<Found> variable(Setting setting) {
    return Stream.of(setting.environment())
        .flatMap(name -> Stream.ofNullable(environment.get(name)).map(text -> variable(name, text)))
        .filter(Found::hasText)
        .map(found -> whole(found, setting, HERE))
        .findFirst();
  }

  private static Found variable(String name, String text) {
    return new Found(text, new Origin.Environment(name));
  }

  private Optional<Found> line(Setting setting, Map<String, Object> before) {
    return Stream.of(setting.file())
        .map(key -> DeclaredSettings.fill(key, before))
        .flatMap(key -> Stream.ofNullable(file.entries().get(key)).map(entry -> line(key, entry)))
        .filter(Found::hasText)
        .map(found -> whole(found, setting, file.folder()))
        .findFirst();
  }

  private static Found line(String key, ConfigEntry entry) {
    return new Found(unquoted(entry.value()), new Origin.File(key, entry.mark()));
  }

  private static String unquoted(String text) {
    Matcher quoted = QUOTED.matcher(text);
    return quoted.matches() ? quoted.group(2) : text;
  }

  /** The value with its paths, where it has any, made whole: they start from a folder. */
  private Found whole(Found found, Setting setting, Path folder) {
    if (!setting.path()) {
      return found;
    }
    String separator = setting.separator();
    Stream<String> paths =
        separator.isEmpty()
            ? Stream.of(found.text())
            : Splitter.on(separator).trimResults().omitEmptyStrings().splitToStream(found.text());
    return new Found(
        paths.map(path -> expanded(path, folder)).collect(joining(separator)), found.origin());
  }

  private String expanded(String path, Path folder) {
    String here = Path.of("").toAbsolutePath().toString();
    return folder
        .resolve(ConfigPaths.expand(path.replace("{{CWD}}", here), environment, home))
        .toString();
  }

  /** What the command line gave that may not be shown. */
  public ImmutableList<Secret> secrets() {
    return options.values().stream()
        .filter(Secret.class::isInstance)
        .map(Secret.class::cast)
        .collect(ImmutableList.toImmutableList());
  }
}
