package dev.javaform.remote.winrm.psrp;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.remote.winrm.clixml.Clixml;
import dev.javaform.remote.winrm.clixml.Nil;
import dev.javaform.remote.winrm.clixml.Obj;
import dev.javaform.remote.winrm.clixml.Scalar;
import dev.javaform.remote.winrm.wsman.FaultException;
import dev.javaform.remote.winrm.wsman.PoolCarrier;
import dev.javaform.remote.winrm.wsman.RunspaceShell;
import dev.javaform.remote.winrm.wsman.Wsman;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * A PowerShell at a host that keeps what is defined in it from one pipeline to the next. One
 * pipeline at a time; for one thread. What it holds at the host ends with {@link #close}.
 */
public final class RunspacePool implements Closeable {

  /** How much of one message, and of one pipeline, is read. */
  static final int MOST = 64 << 20;

  /** How long PowerShell may take to start. */
  private static final Duration OPENING = Duration.ofMinutes(2);

  /** How long each way to stop a pipeline is waited for. */
  private static final Duration STOPPING = Duration.ofSeconds(5);

  private final Supplier<UUID> ids;
  private final UUID id;
  private final PoolCarrier shell;
  private final Fragments fragments;
  private Optional<Integer> minor = Optional.empty();
  private Object applicationData = Nil.NIL;
  private boolean opened;
  private boolean sized;

  private RunspacePool(Supplier<UUID> ids, UUID id, PoolCarrier shell, Fragments fragments) {
    this.ids = ids;
    this.id = id;
    this.shell = shell;
    this.fragments = fragments;
  }

  /** Opens one. */
  public static RunspacePool open(Wsman wsman) throws IOException {
    return open(wsman, ImmutableMap.of());
  }

  /**
   * Opens one.
   *
   * @param arguments what scripts see as {@code $PSSenderInfo.ApplicationArguments}
   * @throws PoolGoneException where PowerShell does not start
   */
  public static RunspacePool open(Wsman wsman, Map<String, ?> arguments) throws IOException {
    return open(
        (pool, creation) -> RunspaceShell.open(wsman, pool, creation), wsman::id, arguments);
  }

  /**
   * Opens one by any carrier.
   *
   * @param ids new ones
   * @param arguments what scripts see as {@code $PSSenderInfo.ApplicationArguments}
   * @throws PoolGoneException where PowerShell does not start
   */
  public static RunspacePool open(
      PoolCarrier.Opening carriers, Supplier<UUID> ids, Map<String, ?> arguments)
      throws IOException {
    UUID id = ids.get();
    Fragments fragments = new Fragments();
    ImmutableList<byte[]> creation =
        fragments.loads(
            ImmutableList.of(
                Message.of(MessageType.SESSION_CAPABILITY, id, Message.NOBODY, Orders.capability()),
                Message.of(
                    MessageType.INIT_RUNSPACEPOOL, id, Message.NOBODY, Orders.pool(arguments))),
            Integer.MAX_VALUE,
            Integer.MAX_VALUE);
    PoolCarrier shell = created(carriers, id, creation.getFirst());
    RunspacePool pool = new RunspacePool(ids, id, shell, fragments);
    try {
      pool.awaitOpening();
      return pool;
    } catch (IOException | RuntimeException e) {
      pool.deleteAfter(e);
      throw e;
    }
  }

  private static PoolCarrier created(PoolCarrier.Opening carriers, UUID id, byte[] creation)
      throws IOException {
    try {
      return carriers.open(id, creation);
    } catch (FaultException e) {
      throw Troubles.of(e, false);
    }
  }

  private void awaitOpening() throws IOException {
    Reassembly incoming = new Reassembly(MOST);
    long end = System.nanoTime() + OPENING.toNanos();
    while (!opened) {
      if (System.nanoTime() - end > 0) {
        throw new PsrpException(
            "PowerShell at the host was not ready within " + OPENING.toSeconds() + " seconds");
      }
      PoolCarrier.Received received = shell.receive();
      for (byte[] bytes : received.fragments()) {
        for (Message message : added(incoming, bytes)) {
          take(message);
        }
      }
      if (received.done() && !opened) {
        throw new PoolGoneException("PowerShell at the host ended before it was ready", false);
      }
    }
  }

  private static ImmutableList<Message> added(Reassembly incoming, byte[] bytes)
      throws PsrpException {
    try {
      return incoming.add(bytes);
    } catch (TooLargeException e) {
      throw new PsrpException(e.getMessage());
    }
  }

  private void take(Message message) throws IOException {
    Object value = Clixml.readOne(message.data());
    Optional<MessageType> type = MessageType.of(message.code());
    if (type.isEmpty()) {
      return;
    }
    switch (type.get()) {
      case SESSION_CAPABILITY -> minor = Optional.of(minor(value));
      case APPLICATION_PRIVATE_DATA -> applicationData = value;
      case RUNSPACEPOOL_STATE -> {
        PoolState state = PoolState.of(value);
        state.requireOpen(false);
        opened = state.isOpened();
      }
      default -> {} // nothing else bears on whether it opens
    }
  }

  private static int minor(Object capability) throws PsrpException {
    String version =
        capability instanceof Obj told
                && told.member("protocolversion").orElse(Nil.NIL) instanceof Scalar scalar
            ? scalar.text()
            : "";
    if (!version.matches("2\\.\\d{1,3}(\\..*)?")) {
      throw new PsrpException(
          "the host speaks version \"%s\" of PowerShell's remoting protocol, and not 2"
              .formatted(version));
    }
    return Integer.parseInt(version.split("\\.", -1)[1]);
  }

  /** What the host tells of itself: its version table, as a value. */
  public Object applicationData() {
    return applicationData;
  }

  /** Whether pipelines can be run; not where the pool is known to be gone. */
  public boolean isOpen() {
    return opened;
  }

  /** Whether the host still has it, which this asks. */
  public boolean exists() throws IOException {
    return shell.exists();
  }

  /** Runs a command with parameters. */
  public PipelineResult invoke(String command, Map<String, ?> parameters, Duration patience)
      throws IOException, InterruptedException {
    return invoke(Pipeline.command(command, parameters), patience);
  }

  /** Runs a script. */
  public PipelineResult invoke(String script, Duration patience)
      throws IOException, InterruptedException {
    return invoke(Pipeline.script(script), patience);
  }

  /**
   * Runs a pipeline to its end.
   *
   * @param patience after which it is stopped, which the result says then
   * @throws PoolGoneException where the pool is no more
   * @throws QuotaException where the account has asked too often
   * @throws IOException where the connection breaks and what it has done is not known
   * @throws InterruptedException after the pipeline was stopped
   */
  public PipelineResult invoke(Pipeline pipeline, Duration patience)
      throws IOException, InterruptedException {
    if (!opened) {
      throw new PoolGoneException("the host's PowerShell is gone already", false);
    }
    PipelineRun run = new PipelineRun(shell, ids.get(), MOST, STOPPING);
    try {
      return run.invoke(loads(pipeline, run.id()), patience);
    } finally {
      opened = run.isSound();
    }
  }

  /** The script in one go where it fits; what it reads follows on its own. */
  private ImmutableList<byte[]> loads(Pipeline pipeline, UUID name) throws IOException {
    Message create =
        Message.of(
            MessageType.CREATE_PIPELINE, id, name, Orders.pipeline(pipeline, minor.orElse(0)));
    learnSize(create);
    ImmutableList.Builder<byte[]> loads = ImmutableList.builder();
    loads.addAll(
        fragments.loads(ImmutableList.of(create), shell.roomToBegin(), shell.roomToSend()));
    if (pipeline.input().isPresent()) {
      int room = shell.roomToSend();
      loads.addAll(fragments.loads(input(pipeline.input().get(), name), room, room));
    }
    return loads.build();
  }

  private ImmutableList<Message> input(ImmutableList<Object> values, UUID name) {
    ImmutableList.Builder<Message> messages = ImmutableList.builder();
    for (Object value : values) {
      String clixml = value == Nil.NIL ? "" : Clixml.write(value);
      messages.add(Message.of(MessageType.PIPELINE_INPUT, id, name, clixml));
    }
    return messages.add(Message.of(MessageType.END_OF_PIPELINE_INPUT, id, name, "")).build();
  }

  /**
   * Asks how large envelopes may be once a message is so large that it costs less than it saves.
   */
  private void learnSize(Message message) throws IOException {
    if (sized || message.data().length < 2 * shell.roomToBegin()) {
      return;
    }
    sized = true;
    try {
      shell.learnRoom();
    } catch (FaultException _) {
      // who may run scripts may not always see the service's configuration
    }
  }

  private void deleteAfter(Exception failure) {
    try {
      shell.delete();
    } catch (IOException e) {
      failure.addSuppressed(e);
    }
  }

  @Override
  public void close() throws IOException {
    opened = false;
    try {
      shell.delete();
    } catch (FaultException e) {
      if (e.kind() != FaultException.Kind.UNKNOWN) {
        throw e;
      }
    }
  }
}
