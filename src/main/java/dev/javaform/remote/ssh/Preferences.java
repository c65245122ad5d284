package dev.javaform.remote.ssh;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.client.session.ClientUserAuthServiceFactory;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.Service;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.core.CoreModuleProperties;

/**
 * Sets what differs from host to host. MINA's services read it when a session makes them, which it
 * does first of all and in the order of their factories: this one has to be the first.
 */
final class Preferences extends ClientUserAuthServiceFactory {

  @Override
  public Service create(Session session) throws IOException {
    ClientSession own = (ClientSession) session;
    Route route = Route.of(own);
    own.addSessionListener(route.trouble());
    askForKnownKeys(own, route);
    set(own, route.settings());
    return super.create(session);
  }

  /** Asks a host for a kind of key that known_hosts has of it, as OpenSSH does. */
  private static void askForKnownKeys(ClientSession session, Route route) {
    List<NamedFactory<Signature>> factories = new ArrayList<>(session.getSignatureFactories());
    factories.removeIf(factory -> factory.getName().contains("-cert-"));
    factories.sort(Comparator.comparingInt(factory -> isKnown(route, factory.getName()) ? 0 : 1));
    session.setSignatureFactories(factories);
  }

  private static boolean isKnown(Route route, String algorithm) {
    return route.knows(KeyUtils.getCanonicalKeyType(algorithm));
  }

  private static void set(ClientSession session, Settings settings) {
    CoreModuleProperties.HEARTBEAT_INTERVAL.set(session, settings.aliveInterval());
    CoreModuleProperties.HEARTBEAT_NO_REPLY_MAX.set(session, settings.aliveCount());
    CoreModuleProperties.PREFERRED_AUTHS.set(
        session,
        settings.credentials().methods().isEmpty()
            ? "none"
            : String.join(",", settings.credentials().methods()));
  }
}
