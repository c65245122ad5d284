package dev.javaform.engine;

import com.google.common.collect.ImmutableSet;
import dev.javaform.config.Configuration;
import dev.javaform.config.DeclaredSettings;
import dev.javaform.config.Found;
import dev.javaform.config.Origin;
import dev.javaform.config.Setting;
import dev.javaform.config.SettingValue;
import dev.javaform.module.Secret;
import dev.javaform.playbook.Keyword;
import dev.javaform.playbook.Keywords;
import dev.javaform.remote.Become;
import dev.javaform.remote.BecomeMethod;
import dev.javaform.remote.Connectors;
import dev.javaform.remote.Target;
import dev.javaform.source.DiagnosticException;
import dev.javaform.template.Scope;
import dev.javaform.template.TemplateException;
import dev.javaform.template.Templates;
import dev.javaform.template.UnknownValueException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes records of the settings that a task has on a host, as their {@link Setting}s say.
 *
 * @param scope the variables of the host to connect to
 * @param configuration what counts where neither variables nor keywords say anything
 * @param secrets told of every secret, before anything is said of it
 */
record SettingsReader(
    Templates templates,
    Keywords keywords,
    Scope scope,
    Configuration configuration,
    Consumer<Secret> secrets) {

  /** The same for another host; what a task says of its own is none of that one's. */
  SettingsReader elsewhere(Scope there) {
    return new SettingsReader(templates, Keywords.NONE, there, configuration, secrets);
  }

  /**
   * The record of these settings.
   *
   * @param known the components that are no settings, by name
   * @throws TemplateException where a value is of the wrong kind, or cannot be rendered
   */
  <T extends Record> T read(Class<T> type, Map<String, ?> known) {
    return type.cast(DeclaredSettings.of(type).create(known, this::value));
  }

  private Optional<Object> value(DeclaredSettings.Component component, Map<String, Object> before) {
    Setting setting = component.setting().orElseThrow();
    Optional<Object> value =
        variable(setting, before)
            .or(() -> keyword(setting))
            .or(() -> configuration.find(setting, before))
            .map(found -> read(found, component.type(), setting));
    value.filter(Secret.class::isInstance).map(Secret.class::cast).ifPresent(secrets);
    return value;
  }

  private static Object read(Found found, Class<?> type, Setting setting) {
    try {
      return SettingValue.of(found, type, setting);
    } catch (DiagnosticException e) {
      throw new TemplateException(e.first(), false);
    }
  }

  private Optional<Found> variable(Setting setting, Map<String, Object> before) {
    return Stream.of(setting.variables())
        .map(name -> DeclaredSettings.fill(name, before))
        .flatMap(name -> scope.lookup(name).map(_ -> name).stream())
        .flatMap(
            name ->
                given(
                    new Origin.Variable(name),
                    UnknownValueException.known(templates.value(name, scope)))
                    .stream())
        .findFirst();
  }

  private Optional<Found> keyword(Setting setting) {
    return Keyword.of(setting.keyword())
        .flatMap(keywords::value)
        .flatMap(
            written ->
                given(
                    new Origin.Keyword(setting.keyword()), templates.renderKnown(written, scope)));
  }

  private static Optional<Found> given(Origin origin, @Nullable Object value) {
    return Optional.ofNullable(value)
        .filter(it -> !Templates.isOmitted(it))
        .map(it -> new Found(it, origin))
        .filter(Found::hasText);
  }

  /** The variables that hold secrets for getting to hosts and being somebody there. */
  static ImmutableSet<String> secretVariables(Connectors connectors) {
    Stream<Class<?>> records =
        Stream.concat(
            Stream.of(Target.Common.class, Become.class),
            connectors.kinds().stream().map(Connectors.Kind::target));
    return records
        .flatMap(record -> DeclaredSettings.of(record).components().stream())
        .filter(component -> component.type() == Secret.class)
        .flatMap(component -> Stream.of(component.setting().orElseThrow().variables()))
        .flatMap(BecomeMethod::ofEach)
        .collect(ImmutableSet.toImmutableSet());
  }
}
