package dev.javaform.template.function;

import dev.javaform.template.expression.Bound;
import dev.javaform.template.expression.ExpressionException;
import dev.javaform.template.expression.Text;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Digests, passwords, base64 and names made from text. */
final class HashFilters {

  private static final UUID ANSIBLE = UUID.fromString("361E6D51-FAEC-444A-9079-341386DA8E2E");
  private static final Map<String, String> ALGORITHMS =
      Map.of(
          "md5",
          "MD5",
          "sha1",
          "SHA-1",
          "sha224",
          "SHA-224",
          "sha256",
          "SHA-256",
          "sha384",
          "SHA-384",
          "sha512",
          "SHA-512",
          "sha3_256",
          "SHA3-256",
          "sha3_512",
          "SHA3-512");

  private HashFilters() {}

  static void addTo(Filters filters) {
    filters
        .add(
            "hash",
            "hashtype?",
            (value, call) -> digest(call.text("hashtype", "sha1"), Text.str(value)))
        .add("checksum", value -> digest("sha1", Text.str(value)))
        .add("sha1", value -> digest("sha1", Text.str(value)))
        .add("md5", value -> digest("md5", Text.str(value)))
        .add(
            "b64encode",
            "encoding?",
            (value, call) ->
                Base64.getEncoder().encodeToString(Text.str(value).getBytes(charset(call))))
        .add("b64decode", "encoding?", HashFilters::decode)
        .add("password_hash", "hashtype? salt? salt_size? rounds? ident?", Passwords::hash)
        .add("to_uuid", "namespace?", HashFilters::uuid);
  }

  static String digest(String type, String text) {
    String algorithm = ALGORITHMS.get(type.toLowerCase(Locale.ROOT));
    if (algorithm == null) {
      throw ExpressionException.failed("unsupported hash type %s", type);
    }
    return HexFormat.of()
        .formatHex(digest(algorithm).digest(text.getBytes(StandardCharsets.UTF_8)));
  }

  static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException failure) {
      throw new IllegalStateException(failure);
    }
  }

  private static Charset charset(Bound call) {
    try {
      return Charset.forName(call.text("encoding", "utf-8"));
    } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
      throw ExpressionException.failed("unknown encoding: %s", call.text("encoding"));
    }
  }

  private static Object decode(@Nullable Object value, Bound call) {
    try {
      return new String(Base64.getMimeDecoder().decode(Text.str(value)), charset(call));
    } catch (IllegalArgumentException _) {
      throw ExpressionException.failed(
          "b64decode cannot read this as base64: it is cut off, or holds other characters");
    }
  }

  private static UUID namespace(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException _) {
      throw ExpressionException.failed("to_uuid takes a UUID as namespace, not %s", text);
    }
  }

  private static Object uuid(@Nullable Object value, Bound call) {
    UUID space = call.has("namespace") ? namespace(call.text("namespace")) : ANSIBLE;
    MessageDigest sha = digest("SHA-1");
    sha.update(
        ByteBuffer.allocate(16)
            .putLong(space.getMostSignificantBits())
            .putLong(space.getLeastSignificantBits())
            .flip());
    ByteBuffer hash = ByteBuffer.wrap(sha.digest(Text.str(value).getBytes(StandardCharsets.UTF_8)));
    long most = (hash.getLong() & ~0xF000L) | 0x5000L;
    long least = (hash.getLong() & ~(3L << 62)) | 2L << 62;
    return new UUID(most, least).toString();
  }
}
