package dev.javaform.remote.ssh;

import dev.javaform.remote.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Whether a host key is the right one, and what to say where it is not. */
final class HostKeyVerdict {
  private HostKeyVerdict() {}

  /**
   * Empty where the key is accepted, else one clear line.
   *
   * @param type {@code ssh-ed25519}
   * @param key in base64
   */
  static Optional<String> judge(
      Settings settings, List<KnownHosts.Entry> known, String type, String key) {
    Optional<KnownHosts.Entry> same =
        known.stream().filter(entry -> entry.key().equals(key)).findFirst();
    Optional<KnownHosts.Entry> revoked =
        known.stream().filter(entry -> entry.revoked() && entry.key().equals(key)).findFirst();
    if (revoked.isPresent()) {
      return Optional.of(revoked(settings, revoked.get()));
    }
    return same.isPresent() ? Optional.empty() : other(settings, known, type);
  }

  private static Optional<String> other(
      Settings settings, List<KnownHosts.Entry> known, String type) {
    Optional<KnownHosts.Entry> changed =
        known.stream().filter(entry -> !entry.revoked() && entry.type().equals(type)).findFirst();
    if (changed.isPresent()) {
      return Optional.of(changed(settings, changed.get()));
    }
    boolean strict = settings.hostKeys() == Target.HostKeys.STRICT;
    return strict ? Optional.of(unknown(settings, known, type)) : Optional.empty();
  }

  private static String revoked(Settings settings, KnownHosts.Entry entry) {
    return "the host key of "
        + settings.place()
        + " is marked @revoked in "
        + entry.place()
        + "; give the host a new key, or remove that line if it is wrong";
  }

  private static String changed(Settings settings, KnownHosts.Entry entry) {
    return "the host key of "
        + settings.place()
        + " is not the one in "
        + entry.place()
        + ": somebody may be intercepting the connection, or the host was reinstalled; if it was,"
        + " run: ssh-keygen -f "
        + quoted(entry.file())
        + " -R '"
        + settings.known().getFirst()
        + "'";
  }

  private static String unknown(Settings settings, List<KnownHosts.Entry> known, String type) {
    String name = settings.known().getFirst();
    String others =
        known.isEmpty()
            ? ""
            : " (only " + known.getFirst().type() + " in " + known.getFirst().place() + ")";
    return "the "
        + type
        + " host key of "
        + settings.place()
        + " is not in known_hosts as "
        + name
        + others
        + "; compare it and add it (ssh-keyscan -p "
        + settings.port()
        + " "
        + settings.address()
        + "), or accept new hosts with --accept-new";
  }

  private static String quoted(Path file) {
    return "'" + file + "'";
  }
}
