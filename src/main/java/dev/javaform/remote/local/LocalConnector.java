package dev.javaform.remote.local;

import dev.javaform.remote.Connection;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Target;
import dev.javaform.remote.shell.ShellConnection;

/** Connects to the machine that javaform runs on. */
public final class LocalConnector implements Connector<Target.Local> {

  @Override
  public Connection connect(Target.Local target) {
    return new ShellConnection(new LocalCarrier(), target);
  }

  @Override
  public void close() {
    // nothing is shared between connections
  }
}
