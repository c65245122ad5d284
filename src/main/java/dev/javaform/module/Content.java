package dev.javaform.module;

import static java.util.Objects.requireNonNull;

import com.google.common.hash.Hashing;
import com.google.common.hash.HashingOutputStream;
import com.google.common.io.ByteSource;
import com.google.common.io.Files;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bytes on their way to a host: in memory, or in a file of the controller that is read only when
 * needed. Contents are equal when their bytes are. What was once worked out of them is kept.
 */
public final class Content {

  private final ByteSource bytes;
  private final boolean secret;
  private @Nullable Digest digest;
  private @Nullable String sha1;
  private @Nullable String md5;

  private Content(ByteSource bytes, boolean secret) {
    this.bytes = bytes;
    this.secret = secret;
  }

  /** The UTF-8 bytes of a text. */
  public static Content of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The bytes themselves; the array must not change afterwards. */
  public static Content of(byte[] bytes) {
    return new Content(ByteSource.wrap(bytes), false);
  }

  /** A file of the controller. */
  public static Content of(Path file) {
    return new Content(Files.asByteSource(file.toFile()), false);
  }

  /** Bytes that are made when they are read, the same each time. */
  public static Content of(ByteSource bytes) {
    return new Content(bytes, false);
  }

  /** The same bytes, never to be shown. */
  public Content hidden() {
    return new Content(bytes, true);
  }

  /** Whether the bytes must never be shown. */
  public boolean isSecret() {
    return secret;
  }

  /** The bytes, to be read as a stream or whole. */
  public ByteSource bytes() {
    return bytes;
  }

  /** The number of bytes. */
  public long size() {
    return reading(bytes::size);
  }

  /** The SHA-256. */
  public synchronized Digest digest() {
    if (digest == null) {
      digest = new Digest(reading(() -> bytes.hash(Hashing.sha256())).toString());
    }
    return digest;
  }

  /** The SHA-1 in hexadecimal: what Ansible calls the checksum of a file. */
  public synchronized String sha1() {
    if (sha1 == null) {
      sum();
    }
    return requireNonNull(sha1);
  }

  /** The MD5 in hexadecimal, another documented result of Ansible's copy. */
  public synchronized String md5() {
    if (md5 == null) {
      sum();
    }
    return requireNonNull(md5);
  }

  /** Reads the bytes once for all there is to know of them: they may be many. */
  @SuppressWarnings("deprecation") // two of the values are part of Ansible's documented results
  private void sum() {
    var forMd5 = new HashingOutputStream(Hashing.md5(), OutputStream.nullOutputStream());
    var forSha1 = new HashingOutputStream(Hashing.sha1(), forMd5);
    var forDigest = new HashingOutputStream(Hashing.sha256(), forSha1);
    reading(() -> bytes.copyTo(forDigest));
    digest = new Digest(forDigest.hash().toString());
    sha1 = forSha1.hash().toString();
    md5 = forMd5.hash().toString();
  }

  /** The text, where the bytes are UTF-8 and at most {@code limit} many. */
  public Optional<String> text(long limit) {
    return size() > limit ? Optional.empty() : Output.utf8(reading(bytes::read));
  }

  /** Whether the bytes begin with those of {@code text}. */
  boolean startsWith(String text) {
    byte[] wanted = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(wanted, reading(() -> bytes.slice(0, wanted.length).read()));
  }

  private static <T> T reading(Reading<T> reading) {
    try {
      return reading.read();
    } catch (IOException e) {
      throw new UncheckedIOException("a file on the controller cannot be read any more", e);
    }
  }

  private interface Reading<T> {
    T read() throws IOException;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Content content && digest().equals(content.digest());
  }

  @Override
  public int hashCode() {
    return digest().hashCode();
  }

  @Override
  public String toString() {
    return secret ? "***" : "content " + digest();
  }
}
