package dev.javaform.template.function;

import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Text;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;

/**
 * The {@code password_hash} filter: SHA-crypt, as <a
 * href="https://www.akkadia.org/drepper/SHA-crypt.txt">its specification</a> has it, with the
 * rounds that Ansible uses where none are asked for.
 */
final class Passwords {

  private static final String LETTERS =
      "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final int SPEC_ROUNDS = 5000;
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * One of the two methods: its letter, its usual rounds, and the order its bytes are written in.
   */
  private enum Method {
    SHA256("5", "SHA-256", 535_000, 32),
    SHA512("6", "SHA-512", 656_000, 64);

    private final String letter;
    private final String algorithm;
    private final int rounds;
    private final int length;

    Method(String letter, String algorithm, int rounds, int length) {
      this.letter = letter;
      this.algorithm = algorithm;
      this.rounds = rounds;
      this.length = length;
    }
  }

  private final Method method;
  private final byte[] password;
  private final byte[] salt;
  private final int rounds;

  private Passwords(Method method, byte[] password, byte[] salt, int rounds) {
    this.method = method;
    this.password = password;
    this.salt = salt;
    this.rounds = rounds;
  }

  static Object hash(Object value, Bound call) {
    Method method =
        switch (call.text("hashtype", "sha512")) {
          case "sha512", "sha512_crypt" -> Method.SHA512;
          case "sha256", "sha256_crypt" -> Method.SHA256;
          case String other ->
              throw ExpressionException.failed(
                  "password_hash knows sha512 and sha256, not '%s'. Use one of them, or give the"
                      + " hash itself.",
                  other);
        };
    String salt = call.has("salt") ? call.text("salt") : salt(call.number("salt_size", 16));
    if (!salt.matches("[./0-9A-Za-z]{1,16}")) {
      throw ExpressionException.failed("A salt is 1 to 16 letters, digits, dots and slashes.");
    }
    int rounds = Math.clamp(call.number("rounds", method.rounds), 1000, 999_999_999);
    byte[] password = Text.str(value).getBytes(StandardCharsets.UTF_8);
    Passwords hashing =
        new Passwords(method, password, salt.getBytes(StandardCharsets.UTF_8), rounds);
    String shown = rounds == SPEC_ROUNDS ? "" : "rounds=" + rounds + "$";
    return "$" + method.letter + "$" + shown + salt + "$" + encoded(hashing.result(), method);
  }

  private static String salt(int size) {
    StringBuilder salt = new StringBuilder();
    RANDOM
        .ints(Math.clamp(size, 1, 16), 0, LETTERS.length())
        .forEach(i -> salt.append(LETTERS.charAt(i)));
    return salt.toString();
  }

  private byte[] result() {
    byte[] state = start();
    byte[] passwords = repeated(passwordDigest(), password.length);
    byte[] salts = repeated(saltDigest(state), salt.length);
    for (int round = 0; round < rounds; round++) {
      MessageDigest digest = HashFilters.digest(method.algorithm);
      digest.update(round % 2 == 1 ? passwords : state);
      if (round % 3 != 0) {
        digest.update(salts);
      }
      if (round % 7 != 0) {
        digest.update(passwords);
      }
      digest.update(round % 2 == 1 ? state : passwords);
      state = digest.digest();
    }
    return state;
  }

  private byte[] start() {
    MessageDigest other = HashFilters.digest(method.algorithm);
    other.update(password);
    other.update(salt);
    other.update(password);
    byte[] mixed = other.digest();
    MessageDigest digest = HashFilters.digest(method.algorithm);
    digest.update(password);
    digest.update(salt);
    digest.update(repeated(mixed, password.length));
    for (int bits = password.length; bits > 0; bits >>= 1) {
      digest.update((bits & 1) == 1 ? mixed : password);
    }
    return digest.digest();
  }

  private byte[] passwordDigest() {
    MessageDigest digest = HashFilters.digest(method.algorithm);
    for (int i = 0; i < password.length; i++) {
      digest.update(password);
    }
    return digest.digest();
  }

  private byte[] saltDigest(byte[] state) {
    MessageDigest digest = HashFilters.digest(method.algorithm);
    for (int i = 0; i < 16 + (state[0] & 0xFF); i++) {
      digest.update(salt);
    }
    return digest.digest();
  }

  private static byte[] repeated(byte[] bytes, int length) {
    byte[] result = new byte[length];
    for (int i = 0; i < length; i++) {
      result[i] = bytes[i % bytes.length];
    }
    return result;
  }

  /** Three bytes make four letters; their order walks through thirds of the digest. */
  private static String encoded(byte[] digest, Method method) {
    int third = method.length / 3;
    int[] places = {0, third, 2 * third};
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < third; i++) {
      letters(digest[places[0]], digest[places[1]], digest[places[2]], 4, text);
      places = next(places, method);
    }
    byte[] last = Arrays.copyOfRange(digest, 3 * third, digest.length);
    letters((byte) 0, last.length > 1 ? last[1] : 0, last[0], last.length + 1, text);
    return text.toString();
  }

  private static int[] next(int[] places, Method method) {
    return method == Method.SHA512
        ? new int[] {places[1] + 1, places[2] + 1, places[0] + 1}
        : new int[] {places[2] + 1, places[0] + 1, places[1] + 1};
  }

  private static void letters(byte high, byte middle, byte low, int count, StringBuilder text) {
    int bits = (high & 0xFF) << 16 | (middle & 0xFF) << 8 | low & 0xFF;
    for (int i = 0; i < count; i++, bits >>= 6) {
      text.append(LETTERS.charAt(bits & 63));
    }
  }
}
