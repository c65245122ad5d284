package dev.javaform.remote.ssh;

import dev.javaform.remote.shell.Escaped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.sshd.client.auth.pubkey.KeyAgentIdentity;
import org.apache.sshd.client.auth.pubkey.KeyPairIdentity;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.signature.SignatureFactoriesManager;

/**
 * The keys to try on a host: the files that somebody names (through the agent where it holds them),
 * then what else the agent has, then the usual files, for which a person may have to be asked. Each
 * is read when its turn comes, not before.
 */
final class Identities implements Iterator<PublicKeyIdentity> {
  private final Credentials credentials;
  private final Tried tried;
  private final KeyFiles files;
  private final ClientSession session;
  private final SignatureFactoriesManager signatures;
  private final Deque<Supplier<List<? extends PublicKeyIdentity>>> turns = new ArrayDeque<>();
  private final Deque<PublicKeyIdentity> ready = new ArrayDeque<>();
  private Optional<List<KeyAgentIdentity>> agentKeys = Optional.empty();

  Identities(
      Route route, KeyFiles files, ClientSession session, SignatureFactoriesManager signatures) {
    credentials = route.settings().credentials();
    this.tried = route.tried();
    this.files = files;
    this.session = session;
    this.signatures = signatures;
    credentials.identities().forEach(file -> turns.add(() -> fromFile(file).stream().toList()));
    turns.add(this::othersOfAgent);
    credentials.usual().forEach(file -> turns.add(() -> fromUsual(file).stream().toList()));
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && !turns.isEmpty()) {
      ready.addAll(turns.remove().get());
    }
    return !ready.isEmpty();
  }

  @Override
  public PublicKeyIdentity next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    return ready.remove();
  }

  private Optional<PublicKeyIdentity> fromFile(Path file) {
    Optional<PublicKeyIdentity> held = publicHalf(file).flatMap(this::inAgent);
    if (held.isPresent()) {
      tried.add(file + " (agent)");
      return held;
    }
    KeyFiles.Loaded loaded = files.load(file, credentials.passphrase());
    tried.add(
        loaded.pair().isPresent() ? file.toString() : file + " (which " + loaded.problem() + ")");
    return loaded.pair().map(this::identity);
  }

  /** The agent's keys had their turn, unless they were left alone. */
  private Optional<PublicKeyIdentity> fromUsual(Path file) {
    boolean tried =
        !credentials.identitiesOnly() && publicHalf(file).flatMap(this::inAgent).isPresent();
    return tried ? Optional.empty() : fromFile(file);
  }

  private PublicKeyIdentity identity(KeyPair pair) {
    return new KeyPairIdentity(signatures, session, pair);
  }

  private Optional<PublicKeyIdentity> inAgent(PublicKey half) {
    return agentKeys().stream()
        .filter(key -> isSame(key, half))
        .map(PublicKeyIdentity.class::cast)
        .findFirst();
  }

  private static boolean isSame(KeyAgentIdentity key, PublicKey half) {
    return KeyUtils.compareKeys(key.getKeyIdentity().getPublic(), half);
  }

  private List<? extends PublicKeyIdentity> othersOfAgent() {
    if (credentials.identitiesOnly()) {
      return List.of();
    }
    List<KeyAgentIdentity> others = agentKeys().stream().filter(key -> !isNamed(key)).toList();
    others.forEach(key -> tried.add("the agent's " + Escaped.line(key.getComment())));
    return others;
  }

  private boolean isNamed(KeyAgentIdentity key) {
    return credentials.identities().stream()
        .flatMap(file -> publicHalf(file).stream())
        .anyMatch(half -> isSame(key, half));
  }

  private List<KeyAgentIdentity> agentKeys() {
    if (agentKeys.isEmpty()) {
      agentKeys = Optional.of(credentials.agent().map(this::list).orElse(List.of()));
    }
    return agentKeys.get();
  }

  private List<KeyAgentIdentity> list(Path socket) {
    try {
      return new Agent(socket).keys();
    } catch (IOException | RuntimeException e) {
      tried.add("the agent (which does not answer)");
      return List.of();
    }
  }

  /**
   * The key in {@code file.pub}, or in the file itself, where the agent may hold the private half.
   */
  private Optional<PublicKey> publicHalf(Path file) {
    if (credentials.agent().isEmpty()) {
      return Optional.empty();
    }
    Path half = Path.of(file + ".pub");
    return Files.isReadable(half) ? publicKey(half) : publicKey(file);
  }

  private static Optional<PublicKey> publicKey(Path half) {
    try {
      PublicKeyEntry entry =
          AuthorizedKeyEntry.parseAuthorizedKeyEntry(Files.readString(half).strip());
      return Optional.ofNullable(
          entry.resolvePublicKey(null, null, PublicKeyEntryResolver.IGNORING));
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return Optional.empty(); // the private half alone decides then
    }
  }
}
