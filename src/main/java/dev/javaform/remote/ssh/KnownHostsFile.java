package dev.javaform.remote.ssh;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.sshd.client.config.hosts.KnownHostHashValue;

/**
 * The text of a known_hosts file, read once for all hosts: names are looked up, patterns and hashed
 * names tried one after the other.
 *
 * <p>Source: sshd(8), SSH_KNOWN_HOSTS FILE FORMAT.
 */
final class KnownHostsFile {
  private static final String HMAC = "HmacSHA1";
  private static final Splitter LINES = Splitter.on('\n');

  /**
   * One line that gives a key to a host.
   *
   * @param type {@code ssh-ed25519}
   * @param key in base64
   */
  record Line(int number, boolean revoked, String type, String key) {}

  private record Patterns(List<String> patterns, Line line) {}

  private record Hashed(KnownHostHashValue hash, Line line) {}

  private final ImmutableListMultimap<String, Line> named;
  private final ImmutableList<Patterns> patterns;
  private final ImmutableList<Hashed> hashed;

  private KnownHostsFile(Reading reading) {
    named = reading.named.build();
    patterns = reading.patterns.build();
    hashed = reading.hashed.build();
  }

  /** What the text says; lines that say nothing are passed over, as OpenSSH does. */
  static KnownHostsFile parse(String text) {
    Reading reading = new Reading();
    int number = 0;
    for (String line : LINES.split(text)) {
      reading.line(++number, line.strip());
    }
    return new KnownHostsFile(reading);
  }

  /** The lines about a host that the files call so, in their order. */
  List<Line> of(String name) {
    List<Line> found = new ArrayList<>(named.get(name.toLowerCase(Locale.ROOT)));
    patterns.stream()
        .filter(each -> Pattern.any(each.patterns(), name))
        .map(Patterns::line)
        .forEach(found::add);
    if (!hashed.isEmpty()) {
      Hmac hmac = new Hmac(name);
      hashed.stream().filter(each -> hmac.gives(each.hash())).map(Hashed::line).forEach(found::add);
    }
    found.sort(Comparator.comparingInt(Line::number));
    return found;
  }

  /** Hashes one name with many salts. */
  private static final class Hmac {
    private final Mac mac;
    private final byte[] name;

    Hmac(String name) {
      try {
        this.mac = Mac.getInstance(HMAC);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every Java has this algorithm", e);
      }
      this.name = KnownHosts.bytes(name);
    }

    boolean gives(KnownHostHashValue hash) {
      try {
        mac.init(new SecretKeySpec(hash.getSaltValue(), HMAC));
        return Arrays.equals(mac.doFinal(name), hash.getDigestValue());
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("a salt may have any length", e);
      }
    }
  }

  /** Sorts lines by how they name their hosts. */
  private static final class Reading {
    private final ImmutableListMultimap.Builder<String, Line> named =
        ImmutableListMultimap.builder();
    private final ImmutableList.Builder<Patterns> patterns = ImmutableList.builder();
    private final ImmutableList.Builder<Hashed> hashed = ImmutableList.builder();

    void line(int number, String line) {
      if (line.isEmpty() || line.startsWith("#")) {
        return;
      }
      String[] words = line.split("[ \t]+", 5);
      int first = words[0].startsWith("@") ? 1 : 0;
      boolean authority = words[0].equals("@cert-authority"); // certificates are not asked for
      if (authority || words.length < first + 3) {
        return;
      }
      boolean revoked = words[0].equals("@revoked");
      hosts(words[first], new Line(number, revoked, words[first + 1], words[first + 2]));
    }

    private void hosts(String hosts, Line line) {
      List<String> names = List.of(hosts.split(","));
      if (hosts.startsWith("|")) {
        hash(hosts, line);
      } else if (names.stream().anyMatch(Reading::isPattern)) {
        patterns.add(new Patterns(names, line));
      } else {
        names.stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .distinct()
            .forEach(name -> named.put(name, line));
      }
    }

    private void hash(String hosts, Line line) {
      try {
        KnownHostHashValue hash = KnownHostHashValue.parse(hosts);
        if (hash.getSaltValue().length > 0) {
          hashed.add(new Hashed(hash, line));
        }
      } catch (RuntimeException _) {
        // not a hash that OpenSSH writes: the line is about nobody
      }
    }

    private static boolean isPattern(String name) {
      return name.startsWith("!") || name.contains("*") || name.contains("?");
    }
  }
}
