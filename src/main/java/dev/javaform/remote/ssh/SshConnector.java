package dev.javaform.remote.ssh;

import dev.javaform.remote.Connection;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Target;
import dev.javaform.remote.UnreachableException;
import dev.javaform.remote.shell.ShellConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.client.SshClient;

/** Connects by SSH, as OpenSSH's configuration and the inventory say. */
public final class SshConnector implements Connector {
  private static final Path SYSTEM = Path.of("/etc/ssh/ssh_config");

  private final Console console;
  private final KeyFiles files;
  private final Map<Path, ConfigFile> configs = new ConcurrentHashMap<>();
  private final Set<String> warned = ConcurrentHashMap.newKeySet();
  private Optional<SshClient> client = Optional.empty();

  /**
   * @param console whom to ask for passphrases
   */
  public SshConnector(Console console) {
    this.console = console;
    this.files = new KeyFiles(console);
  }

  /** Loads what the first connection needs; may run while other things are being read. */
  public void prepare() {
    client();
  }

  private synchronized SshClient client() {
    if (client.isEmpty()) {
      client = Optional.of(Client.start(files));
    }
    return client.get();
  }

  @Override
  public Connection connect(Target target) throws UnreachableException, InterruptedException {
    try {
      Settings settings = settings(target);
      return new ShellConnection(connecting(target).connect(settings), target);
    } catch (IOException e) {
      throw new UnreachableException(e.getMessage(), e);
    }
  }

  private Connecting connecting(Target target) {
    return new Connecting(client(), files, jump -> settings(jumpTarget(target, jump)));
  }

  /** What is settled about a target before it is contacted. */
  Settings settings(Target target) throws IOException {
    Options options = Options.parse(target.options());
    Config config = new Config(target.address(), target.user(), this::warnOnce);
    config.add(options.lines());
    if (options.file().isEmpty()) {
      config.add(config(Homes.ssh().resolve("config"), Homes.ssh()).lines());
      config.add(config(SYSTEM, SYSTEM.getParent()).lines());
    } else if (!options.file().get().equals("none")) {
      Path file = Path.of(Homes.expand(options.file().get()));
      config.add(config(file, Homes.ssh()).lines());
    }
    return Settings.of(target, config);
  }

  private void warnOnce(String line) {
    if (warned.add(line)) {
      console.warn(line);
    }
  }

  private ConfigFile config(Path file, Path includes) throws IOException {
    ConfigFile known = configs.get(file);
    if (known == null) {
      known = ConfigFile.read(file, includes);
      configs.put(file, known);
    }
    return known;
  }

  /** A host on the way: known by its own name, reached as ssh_config and the same options say. */
  private static Target jumpTarget(Target target, Jump jump) {
    return new Target(
        jump.host(),
        target.carrier(),
        jump.host(),
        jump.port(),
        jump.user(),
        Optional.empty(),
        target.identities(),
        target.passphrase(),
        Jump.optionsFor(target.options()),
        target.hostKeys(),
        target.connectPatience(),
        target.commandPatience(),
        target.shell());
  }

  @Override
  public synchronized void close() {
    client.ifPresent(each -> each.close(true));
    client = Optional.empty();
  }
}
