package dev.javaform.remote.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Host keys in the files that sshd(8), SSH_KNOWN_HOSTS FILE FORMAT, describes. */
final class KnownHosts {
  private static final Object WRITING = new Object();
  private static final int SSH_PORT = 22;
  private static final int SALT = 20;

  /**
   * A key known for a host.
   *
   * @param place file and line
   * @param type {@code ssh-ed25519}
   * @param key in base64
   */
  record Entry(Path file, int line, boolean revoked, String type, String key) {
    String place() {
      return file + ":" + line;
    }
  }

  private final List<Path> files;

  KnownHosts(List<Path> files) {
    this.files = files;
  }

  /** What the files say about a host of this {@link #name}. */
  List<Entry> of(String name) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Path file : files) {
      if (Files.isReadable(file) && !Files.isDirectory(file)) {
        add(file, name, entries);
      }
    }
    return entries;
  }

  private static void add(Path file, String name, List<Entry> entries) throws IOException {
    int number = 0;
    for (String line : Files.readString(file, StandardCharsets.ISO_8859_1).split("\n")) {
      number++;
      entry(file, number, line.strip(), name).ifPresent(entries::add);
    }
  }

  private static Optional<Entry> entry(Path file, int number, String line, String name) {
    if (line.isEmpty() || line.startsWith("#")) {
      return Optional.empty();
    }
    String[] words = line.split("[ \t]+", 5);
    int first = words[0].startsWith("@") ? 1 : 0;
    boolean authority = words[0].equals("@cert-authority"); // certificates are not asked for
    if (authority || words.length < first + 3 || !isFor(words[first], name)) {
      return Optional.empty();
    }
    boolean revoked = words[0].equals("@revoked");
    return Optional.of(new Entry(file, number, revoked, words[first + 1], words[first + 2]));
  }

  private static boolean isFor(String hosts, String name) {
    return hosts.startsWith("|1|")
        ? hashed(hosts, name)
        : Pattern.any(List.of(hosts.split(",")), name);
  }

  /** {@code |1|salt|HMAC-SHA1 of the name}, both in base64. */
  private static boolean hashed(String hosts, String name) {
    String[] parts = hosts.split("\\|");
    if (parts.length != 4) {
      return false;
    }
    try {
      return hash(Base64.getDecoder().decode(parts[2]), name).equals(parts[3]);
    } catch (IllegalArgumentException e) {
      return false; // not a hash: the line is about nobody
    }
  }

  private static String hash(byte[] salt, String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(salt, "HmacSHA1"));
      byte[] hash = mac.doFinal(name.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has this algorithm", e);
    }
  }

  private static String hashed(String name) {
    byte[] salt = new byte[SALT];
    new SecureRandom().nextBytes(salt);
    return "|1|" + Base64.getEncoder().encodeToString(salt) + "|" + hash(salt, name);
  }

  /** Writes a key down for a host of this {@link #name}, in the first file, once. */
  void add(String name, boolean hashes, String type, String key) throws IOException {
    if (files.isEmpty()) {
      return;
    }
    synchronized (WRITING) {
      if (of(name).stream().anyMatch(entry -> entry.key().equals(key))) {
        return; // somebody else has just met the same host
      }
      Path file = files.getFirst();
      create(file);
      String start = endsOpen(file) ? "\n" : "";
      String line = start + (hashes ? hashed(name) : name) + " " + type + " " + key + "\n";
      Files.writeString(file, line, StandardOpenOption.APPEND);
    }
  }

  private static void create(Path file) throws IOException {
    var folderMode = PosixFilePermissions.fromString("rwx------");
    var fileMode = PosixFilePermissions.fromString("rw-------");
    if (file.getParent() != null && Files.notExists(file.getParent())) {
      Files.createDirectories(file.getParent(), PosixFilePermissions.asFileAttribute(folderMode));
    }
    if (Files.notExists(file)) {
      Files.createFile(file, PosixFilePermissions.asFileAttribute(fileMode));
    }
  }

  private static boolean endsOpen(Path file) throws IOException {
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    return !text.isEmpty() && !text.endsWith("\n");
  }

  /** A host as the files call it. */
  static String name(String host, int port) {
    String lower = host.toLowerCase(Locale.ROOT);
    return port == SSH_PORT ? lower : "[" + lower + "]:" + port;
  }
}
