package dev.javaform.remote.shell;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Secret;
import java.util.List;

/**
 * Shows what a host said during a login, without the secrets that it was told there: a host may
 * echo them. They are found as they are, also with control characters, quotes or backslashes in
 * between, as terminals and shells put them there, and in large pieces, as they come on two
 * streams.
 */
public final class Censor {
  private static final String MASK = "********";
  private static final String NOTHING = "(not shown, since it may hold a password)";

  /** A shorter secret is in any text by chance; masking it would tell where its letters are. */
  private static final int SHORTEST = 4;

  /** How much of a text is looked at; a message shows less. */
  private static final int LONGEST = 4096;

  private final ImmutableList<String> secrets;

  private Censor(ImmutableList<String> secrets) {
    this.secrets = secrets;
  }

  /** A censor of these secrets. */
  public static Censor of(List<Secret> secrets) {
    return new Censor(
        secrets.stream()
            .map(Secret::reveal)
            .filter(text -> !text.isEmpty())
            .sorted((one, other) -> other.length() - one.length())
            .collect(ImmutableList.toImmutableList()));
  }

  /** The text, masked, then made fit for a message as {@link Escaped} does. */
  public String line(String said) {
    String text = said.strip();
    String shown = text.substring(0, Math.min(text.length(), LONGEST));
    for (String secret : secrets) {
      String masked = mask(shown, secret);
      if (secret.length() < SHORTEST && !masked.equals(shown)) {
        return NOTHING;
      }
      shown = masked;
    }
    return Escaped.line(shown);
  }

  private static String mask(String text, String secret) {
    StringBuilder masked = new StringBuilder();
    int at = 0;
    while (at < text.length()) {
      int end = endOf(secret, text, at);
      masked.append(end < 0 ? text.substring(at, at + 1) : MASK);
      at = end < 0 ? at + 1 : end;
    }
    return masked.toString();
  }

  /**
   * Where a secret, or a large piece of it, ends that starts at {@code from}; negative where none
   * starts there.
   */
  private static int endOf(String secret, String text, int from) {
    int piece = Math.max(SHORTEST, secret.length() / 2);
    for (int start = 0; start == 0 || start <= secret.length() - piece; start++) {
      int end = endOf(secret, start, piece, text, from);
      if (end >= 0) {
        return end;
      }
    }
    return -1;
  }

  private static int endOf(String secret, int start, int piece, String text, int from) {
    int next = start;
    int end = -1;
    int at = from;
    for (; at < text.length() && next < secret.length(); at++) {
      if (text.charAt(at) == secret.charAt(next)) {
        next++;
        end = at + 1;
      } else if (next == start || !isBetween(text.charAt(at))) {
        break;
      }
    }
    boolean whole = start == 0 && next == secret.length();
    int enough = at == text.length() ? SHORTEST : piece; // where the text is cut, so is the secret
    return whole || next - start >= enough ? end : -1;
  }

  private static boolean isBetween(char c) {
    return Character.isISOControl(c) || c == '\\' || c == '\'' || c == '"';
  }
}
