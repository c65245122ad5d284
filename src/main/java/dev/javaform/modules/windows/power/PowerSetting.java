package dev.javaform.modules.windows.power;

import dev.javaform.modules.windows.Answer;

/**
 * A setting of a power plan.
 *
 * @param scheme the plan's GUID
 * @param ac the index of its value while there is mains power, in decimal
 * @param dc the same on batteries
 */
record PowerSetting(String scheme, String ac, String dc) {

  static PowerSetting of(Answer answer) {
    return new PowerSetting(answer.words("scheme"), answer.words("ac"), answer.words("dc"));
  }
}
