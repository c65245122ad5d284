package dev.javaform.remote.ssh;

import dev.javaform.module.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.config.keys.FilePasswordProvider.ResourceDecodeResult;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** Private key files, each read once per run; an encrypted one asks for its passphrase once. */
final class KeyFiles {
  private static final int ATTEMPTS = 3;

  private final UserDialog user;
  private volatile boolean asking;
  private final Map<Path, Loaded> loaded = new ConcurrentHashMap<>();

  /**
   * What became of a file.
   *
   * @param problem why there is no key pair, else empty
   */
  record Loaded(Optional<KeyPair> pair, String problem) {}

  KeyFiles(UserDialog user) {
    this.user = user;
  }

  /** Whether a person is being asked, who may take all the time there is. */
  boolean isAsking() {
    return asking;
  }

  /** The key pair in a file; the passphrase from the inventory is tried before anybody is asked. */
  Loaded load(Path file, Optional<Secret> passphrase) {
    Loaded known = loaded.get(file);
    return known != null ? known : loadOnce(file, passphrase);
  }

  private synchronized Loaded loadOnce(Path file, Optional<Secret> passphrase) {
    return loaded.computeIfAbsent(file, _ -> read(file, passphrase));
  }

  private Loaded read(Path file, Optional<Secret> passphrase) {
    Passphrases passphrases = new Passphrases(file, passphrase);
    try (InputStream stream = Files.newInputStream(file)) {
      Iterator<KeyPair> pairs =
          SecurityUtils.loadKeyPairIdentities(
                  null, NamedResource.ofName(file.toString()), stream, passphrases)
              .iterator();
      return pairs.hasNext()
          ? new Loaded(Optional.of(pairs.next()), "")
          : new Loaded(Optional.empty(), "holds no key");
    } catch (NoSuchFileException e) {
      return new Loaded(Optional.empty(), "does not exist");
    } catch (AccessDeniedException e) {
      return new Loaded(Optional.empty(), "cannot be read: permission denied");
    } catch (IOException | GeneralSecurityException | RuntimeException e) {
      return new Loaded(Optional.empty(), passphrases.problem());
    }
  }

  private final class Passphrases implements FilePasswordProvider {
    private final Path file;
    private final Optional<Secret> given;
    private boolean asked;
    private boolean answered;

    Passphrases(Path file, Optional<Secret> given) {
      this.file = file;
      this.given = given;
    }

    String problem() {
      if (!asked) {
        return "cannot be read as a private key";
      }
      return answered ? "has another passphrase" : "needs a passphrase, and none was given";
    }

    @Override
    public @Nullable String getPassword(SessionContext session, NamedResource resource, int retry) {
      asked = true;
      Optional<Secret> answer = retry == 0 && given.isPresent() ? given : ask();
      answered |= answer.isPresent();
      return answer.map(Secret::reveal).orElse(null);
    }

    private Optional<Secret> ask() {
      asking = true;
      try {
        return user.secret("Passphrase for " + file + ": ");
      } finally {
        asking = false;
      }
    }

    @Override
    public ResourceDecodeResult handleDecodeAttemptResult(
        SessionContext session, NamedResource resource, int retry, String password, Exception e) {
      boolean again = e != null && password != null && retry + 1 < ATTEMPTS;
      return again ? ResourceDecodeResult.RETRY : ResourceDecodeResult.TERMINATE;
    }
  }
}
