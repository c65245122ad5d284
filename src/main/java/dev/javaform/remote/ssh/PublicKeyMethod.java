package dev.javaform.remote.ssh;

import java.util.Iterator;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKey;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.signature.SignatureFactoriesManager;

/** Public key authentication with the keys that the route names. */
final class PublicKeyMethod extends UserAuthPublicKeyFactory {
  private final KeyFiles files;

  PublicKeyMethod(KeyFiles files) {
    this.files = files;
  }

  @Override
  public UserAuthPublicKey createUserAuth(ClientSession session) {
    return new UserAuthPublicKey(getSignatureFactories()) {
      @Override
      protected Iterator<PublicKeyIdentity> createPublicKeyIterator(
          ClientSession own, SignatureFactoriesManager manager) {
        Route route = Route.of(own);
        return new Identities(route, files, own, manager);
      }
    };
  }
}
