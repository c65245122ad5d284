package dev.javaform.template.function;

import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Text;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.stream.Collectors;
import org.apache.commons.codec.digest.Sha2Crypt;
import org.jspecify.annotations.Nullable;

/**
 * The {@code password_hash} filter: SHA-crypt, as <a
 * href="https://www.akkadia.org/drepper/SHA-crypt.txt">its specification</a> has it, with the
 * rounds that Ansible uses where none are asked for.
 */
final class Passwords {

  private static final String LETTERS =
      "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int LONGEST_SALT = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  /** The rounds of a hash that does not name them. */
  private static final int UNNAMED_ROUNDS = 5000;

  private Passwords() {}

  static Object hash(@Nullable Object value, Bound call) {
    byte[] password = Text.str(value).getBytes(StandardCharsets.UTF_8);
    return switch (call.text("hashtype", "sha512")) {
      case "sha512", "sha512_crypt" ->
          Sha2Crypt.sha512Crypt(password, "$6$" + rounds(call, 656_000) + salt(call));
      case "sha256", "sha256_crypt" ->
          Sha2Crypt.sha256Crypt(password, "$5$" + rounds(call, 535_000) + salt(call));
      case String other ->
          throw ExpressionException.failed(
              "password_hash knows sha512 and sha256, not '%s'. Use one of them, or give the"
                  + " hash itself.",
              other);
    };
  }

  private static String rounds(Bound call, int usual) {
    int rounds = Math.clamp(call.number("rounds", usual), 1000, 999_999_999);
    return rounds == UNNAMED_ROUNDS ? "" : "rounds=" + rounds + "$";
  }

  private static String salt(Bound call) {
    String salt =
        call.has("salt") ? call.text("salt") : random(call.number("salt_size", LONGEST_SALT));
    if (!salt.matches("[./0-9A-Za-z]{1,%d}".formatted(LONGEST_SALT))) {
      throw ExpressionException.failed("A salt is 1 to 16 letters, digits, dots and slashes.");
    }
    return salt;
  }

  private static String random(int size) {
    return RANDOM
        .ints(Math.clamp(size, 1, LONGEST_SALT), 0, LETTERS.length())
        .mapToObj(i -> String.valueOf(LETTERS.charAt(i)))
        .collect(Collectors.joining());
  }
}
