package dev.javaform.remote.ssh;

import com.google.common.collect.ImmutableList;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Target;
import dev.javaform.remote.UnreachableException;
import dev.javaform.remote.shell.Carrier;
import dev.javaform.remote.shell.ShellConnection;
import dev.javaform.remote.windows.PoolHelper;
import dev.javaform.remote.windows.WindowsConnection;
import dev.javaform.remote.winrm.process.ProcessPools;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Connects by SSH, as OpenSSH's configuration and the inventory say. */
public final class SshConnector implements Connector<Target.Ssh> {
  private static final Path SYSTEM = Path.of("/etc/ssh/ssh_config");

  private final UserDialog user;
  private final KeyFiles files;
  private final Map<Path, ConfigFile> configs = new ConcurrentHashMap<>();
  private final Set<String> warned = ConcurrentHashMap.newKeySet();
  private Optional<Client> client = Optional.empty();

  /**
   * @param user whom to ask for passphrases
   */
  public SshConnector(UserDialog user) {
    this.user = user;
    this.files = new KeyFiles(user);
  }

  /** Loads what the first connection needs; may run while other things are being read. */
  public void prepare() {
    client();
  }

  private synchronized Client client() {
    if (client.isEmpty()) {
      client = Optional.of(Client.start(files));
    }
    return client.get();
  }

  @Override
  public Connection connect(Target.Ssh target) throws UnreachableException, InterruptedException {
    try {
      Settings settings = settings(target);
      Carrier carrier = connecting(target).connect(settings);
      return target.isWindows() ? windows(carrier, target) : new ShellConnection(carrier, target);
    } catch (FileSystemException e) {
      throw new UnreachableException(Cause.of(e), e);
    } catch (IOException e) {
      throw new UnreachableException(e.getMessage(), e);
    }
  }

  private static Connection windows(Carrier carrier, Target.Ssh target) throws IOException {
    PoolHelper helper =
        new PoolHelper(
            new ProcessPools(carrier, target.powerShell(), target.common().loginPatience()));
    try {
      helper.open();
      return new WindowsConnection(helper, target.common().commandPatience());
    } catch (IOException e) {
      helper.close();
      throw e;
    }
  }

  private Connecting connecting(Target.Ssh target) throws InterruptedException {
    return new Connecting(
        client(), jump -> settings(jumpTarget(target, jump)), client().admission().enter());
  }

  /** What is settled about a target before it is contacted. */
  Settings settings(Target.Ssh target) throws IOException {
    Options options = Options.parse(target.options());
    Config config = new Config(target.common().address(), target.common().user(), this::warnOnce);
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
      user.warn(line);
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
  private static Target.Ssh jumpTarget(Target.Ssh target, Jump jump) {
    return new Target.Ssh(
        new Target.Common(
            jump.host(),
            jump.host(),
            jump.user(),
            Optional.empty(),
            target.common().connectPatience(),
            target.common().loginPatience(),
            target.common().commandPatience()),
        jump.port(),
        target.identity(),
        target.passphrase(),
        Jump.optionsFor(target.options()),
        ImmutableList.of(),
        ImmutableList.of(),
        target.checksHostKey(),
        target.acceptsNew(),
        target.shell(),
        target.shellType());
  }

  @Override
  public synchronized void close() {
    client.ifPresent(Client::close);
    client = Optional.empty();
  }
}
