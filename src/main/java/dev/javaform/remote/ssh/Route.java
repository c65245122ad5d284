package dev.javaform.remote.ssh;

import dev.javaform.remote.Target;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.jspecify.annotations.Nullable;

/**
 * One SSH connection in the making: its settings, what is known of the host, and what was seen on
 * the way, for the message where it fails. MINA carries it along as the connection's context.
 */
final class Route implements AttributeRepository {
  static final AttributeKey<Route> KEY = new AttributeKey<>();

  private final Settings settings;
  private final Trouble trouble;
  private final List<KnownHosts.Entry> known;
  private final List<KnownHosts.Entry> knownOtherwise = new ArrayList<>();
  private final Tried tried = new Tried();
  private volatile Optional<String> refusal = Optional.empty();
  private volatile boolean verified;

  Route(Settings settings, Trouble trouble) throws IOException {
    this.settings = settings;
    this.trouble = trouble;
    List<Path> files = new ArrayList<>(settings.userKnownHosts());
    files.addAll(settings.globalKnownHosts());
    KnownHosts hosts = new KnownHosts(files);
    this.known = hosts.of(settings.known().getFirst());
    for (String name : settings.known().subList(1, settings.known().size())) {
      knownOtherwise.addAll(hosts.of(name));
    }
  }

  /** The one that a session came by. */
  static Route of(ClientSession session) {
    return session.getConnectionContext().getAttribute(KEY);
  }

  Settings settings() {
    return settings;
  }

  /** Told of all that goes wrong. */
  Trouble trouble() {
    return trouble;
  }

  /** Whether known_hosts has a key of this type for the host. */
  boolean knows(String type) {
    return Stream.concat(known.stream(), knownOtherwise.stream())
        .anyMatch(entry -> KeyUtils.getCanonicalKeyType(entry.type()).equals(type));
  }

  /** What was offered to prove who we are. */
  Tried tried() {
    return tried;
  }

  /** Why the host's key was not accepted. */
  Optional<String> refusal() {
    return refusal;
  }

  /** Whether the host is who it should be; writes down a new key where that is wanted. */
  boolean accepts(String type, String key) {
    List<KnownHosts.Entry> same = new ArrayList<>(known);
    knownOtherwise.stream().filter(entry -> entry.key().equals(key)).forEach(same::add);
    refusal = HostKeyVerdict.judge(settings, same, type, key);
    boolean isNew = refusal.isEmpty() && same.stream().noneMatch(entry -> entry.key().equals(key));
    if (isNew && settings.hostKeys() == Target.HostKeys.ACCEPT_NEW) {
      writeDown(type, key);
    }
    verified = refusal.isEmpty();
    return verified;
  }

  /** Whether the host has shown that it is who it should be. */
  boolean isVerified() {
    return verified;
  }

  private void writeDown(String type, String key) {
    try {
      new KnownHosts(settings.userKnownHosts())
          .add(settings.known().getFirst(), settings.hashes(), type, key);
    } catch (FileSystemException e) {
      refusal = Optional.of("the new host key cannot be written to " + Cause.of(e));
    } catch (IOException e) {
      refusal = Optional.of("the new host key cannot be written into known_hosts");
    }
  }

  @Override
  public int getAttributesCount() {
    return 1;
  }

  @Override
  @SuppressWarnings("unchecked") // there is one attribute, and its key is typed
  public <T> @Nullable T getAttribute(AttributeKey<T> key) {
    return key == KEY ? (T) this : null;
  }

  @Override
  public List<AttributeKey<?>> attributeKeys() {
    return List.of(KEY);
  }
}
