package dev.javaform.remote.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
   * @param line counted from 1, in that file
   * @param type {@code ssh-ed25519}
   * @param key in base64
   */
  record Entry(Path file, int line, boolean revoked, String type, String key) {
    String place() {
      return file + ":" + line;
    }
  }

  /** Files that were read, by path: thousands of hosts ask the same two. */
  private static final Map<Path, Parsed> PARSED = new ConcurrentHashMap<>();

  private record Stamp(long size, FileTime written, String inode) {}

  private record Parsed(Stamp stamp, KnownHostsFile file) {}

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
    for (KnownHostsFile.Line line : read(file).of(name)) {
      entries.add(new Entry(file, line.number(), line.revoked(), line.type(), line.key()));
    }
  }

  /** The file as it is now; read again only where it was written meanwhile. */
  private static KnownHostsFile read(Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    Stamp stamp = new Stamp(now.size(), now.lastModifiedTime(), String.valueOf(now.fileKey()));
    Parsed known = PARSED.get(file);
    if (known != null && known.stamp().equals(stamp)) {
      return known.file();
    }
    String text = Files.readString(file, StandardCharsets.ISO_8859_1);
    KnownHostsFile fresh = KnownHostsFile.parse(text);
    PARSED.put(file, new Parsed(stamp, fresh));
    return fresh;
  }

  private static String hash(byte[] salt, String name) {
    try {
      Mac mac = Mac.getInstance("HmacSHA1");
      mac.init(new SecretKeySpec(salt, "HmacSHA1"));
      byte[] hash = mac.doFinal(bytes(name));
      return Base64.getEncoder().encodeToString(hash);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has this algorithm", e);
    }
  }

  static byte[] bytes(String name) {
    return name.getBytes(StandardCharsets.UTF_8);
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
