package dev.javaform.modules.windows.accounts;

import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;

/**
 * A local group of a guest.
 *
 * @param description empty where there is none
 */
public record LocalGroup(@Unseen String name, boolean exists, String description) {

  static LocalGroup of(String name, Answer answer) {
    return new LocalGroup(name, answer.flag("exists"), answer.words("description"));
  }
}
