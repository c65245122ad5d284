package dev.javaform.remote.winrm.host;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.w3c.dom.Element;

/** Something that runs commands for a user (MS-WSMV 3.1.4.1.31). */
abstract class Shell {

  private final String id;
  private final String user;
  private final String resource;
  private volatile long used = System.nanoTime();

  /** The commands that somebody may still ask after. */
  final Map<String, Running> commands = new ConcurrentHashMap<>();

  Shell(String id, String user, String resource) {
    this.id = id;
    this.user = user;
    this.resource = resource;
  }

  /** A command, and how to break it off. */
  record Running(Output output, Input input, Thread thread) {

    void stop() {
      thread.interrupt();
      output.abort();
    }
  }

  String id() {
    return id;
  }

  String user() {
    return user;
  }

  String resource() {
    return resource;
  }

  void use() {
    used = System.nanoTime();
  }

  boolean isIdleFor(long nanoseconds) {
    return System.nanoTime() - used > nanoseconds;
  }

  /** What the command's streams are; the shell's own where it has some and none is named. */
  Output output(String command) throws HostFault {
    if (command.isEmpty()) {
      throw HostFault.badArgument(); // Receive before Command
    }
    return running(command).output();
  }

  Running running(String command) throws HostFault {
    return Optional.ofNullable(commands.get(command)).orElseThrow(HostFault::unknownCommand);
  }

  /** Begins a command, and names it. */
  abstract String command(Soap request) throws HostFault;

  /** Takes what is sent to a command, or to the shell. */
  abstract void send(String command, byte[] bytes, boolean last) throws HostFault;

  /** Whether this many bytes of output have to be said to be the last of their streams. */
  abstract boolean endsStreams();

  /** Breaks a command off, where it still runs, and forgets it. */
  void signal(String command, String code) throws HostFault {
    Running running = running(command);
    running.stop();
    commands.remove(command);
  }

  /** The last of a command's output is on its way. */
  abstract void done(String command);

  /** How many operations count for the user's quota. */
  abstract int operations();

  void close() {
    commands.values().forEach(Running::stop);
    commands.clear();
  }

  static byte[] decoded(Element element) {
    return Base64.getMimeDecoder().decode(element.getTextContent());
  }
}
