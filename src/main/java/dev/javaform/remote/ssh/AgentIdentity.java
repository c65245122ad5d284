package dev.javaform.remote.ssh;

import java.io.IOException;
import java.security.KeyPair;
import java.util.Map;
import org.apache.sshd.client.auth.pubkey.PublicKeyIdentity;
import org.apache.sshd.common.session.SessionContext;

/** A key whose private half only the agent has. */
record AgentIdentity(Agent agent, Agent.Key key) implements PublicKeyIdentity {

  @Override
  public KeyPair getKeyIdentity() {
    return new KeyPair(key.key(), null);
  }

  @Override
  public Map.Entry<String, byte[]> sign(SessionContext session, String algorithm, byte[] data)
      throws IOException {
    return agent.sign(key.blob(), algorithm, data);
  }
}
