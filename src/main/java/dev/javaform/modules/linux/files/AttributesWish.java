package dev.javaform.modules.linux.files;

import com.google.common.base.CharMatcher;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code attributes} argument: letters of chattr(1) after {@code +}, {@code -} or {@code =},
 * which is meant where there is no sign.
 */
record AttributesWish(char sign, String letters) {

  private static final Pattern FORM = Pattern.compile("([-+=]?)([aAcCdDeEFhiIjmNPsStTuVxX]*)");

  /** What belongs to how the file is stored, and is not for chattr(1) to set or take off. */
  private static final CharMatcher FIXED = CharMatcher.anyOf("eEhINV");

  /**
   * The wish that a task writes.
   *
   * @throws IllegalArgumentException where it is none
   */
  static AttributesWish of(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "\"attributes: %s\" is nothing that chattr takes: write letters from \"man chattr\", with or without one of + - = before them."
              .formatted(text));
    }
    return new AttributesWish(
        form.group(1).isEmpty() ? '=' : form.group(1).charAt(0), form.group(2));
  }

  /** The attributes that a file shall have which has these; what cannot be set is kept. */
  String on(String now) {
    return switch (sign) {
      case '+' -> with(now, letters);
      case '-' -> without(now, letters);
      default -> {
        String kept = CharMatcher.anyOf(letters).or(FIXED).retainFrom(now);
        yield with(kept, FIXED.removeFrom(letters));
      }
    };
  }

  /** What has to be taken off a new file that got these from its directory. */
  String unwanted(String inherited) {
    return without(settable(inherited), on(inherited));
  }

  /** The letters that chattr(1) can set. */
  static String settable(String letters) {
    return FIXED.removeFrom(letters);
  }

  private static String with(String letters, String more) {
    return letters + without(more, letters);
  }

  static String without(String letters, String fewer) {
    return CharMatcher.anyOf(fewer).removeFrom(letters);
  }
}
