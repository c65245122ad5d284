package dev.javaform.engine;

import dev.javaform.playbook.Handler;
import dev.javaform.playbook.Task;
import dev.javaform.source.Yaml;
import dev.javaform.template.TemplateException;
import dev.javaform.template.UnknownValueException;
import java.util.List;

/** Handlers' names as each host sees them: they may speak of its variables. */
final class HandlerNames implements Notifications.Naming {

  private final PlayScope play;

  HandlerNames(PlayScope play) {
    this.play = play;
  }

  @Override
  public String resolve(String name, Handler handler, HostState host) {
    if (!Yaml.isTemplateText(name)) {
      return name;
    }
    Task task = handler.task();
    Yaml written = Yaml.Scalar.of(name, task.mark());
    try {
      LayeredScope seen = play.tools().layers().scope(play, host, task.keywords(), List.of());
      return String.valueOf(play.tools().templates().render(written, seen));
    } catch (TemplateException | UnknownValueException | StackOverflowError _) {
      return name; // a handler whose name cannot be read may still be called by its topics
    }
  }
}
