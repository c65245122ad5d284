package dev.javaform.remote.winrm.wsman;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.w3c.dom.Element;

/**
 * A shell of Windows in which PowerShell holds a pool of runspaces; it carries the fragments of
 * PowerShell's remoting protocol and does not look into them (MS-PSRP 3.1.5.3).
 */
public final class RunspaceShell implements PoolCarrier {

  private static final String CREATION = "http://schemas.microsoft.com/powershell";

  private final Wsman wsman;
  private final String shell;

  private RunspaceShell(Wsman wsman, UUID pool) {
    this.wsman = wsman;
    this.shell = text(pool);
  }

  private static String text(UUID id) {
    return id.toString().toUpperCase(Locale.ROOT);
  }

  /**
   * Opens one.
   *
   * @param pool its id, which is the pool's
   * @param creation the pool's first messages
   */
  public static RunspaceShell open(Wsman wsman, UUID pool, byte[] creation) throws IOException {
    RunspaceShell opened = new RunspaceShell(wsman, pool);
    wsman.call(
        Request.of(Namespaces.TRANSFER + "/Create", Namespaces.POWERSHELL)
            .with(ImmutableMap.of("protocolversion", "2.3"), true)
            .saying(
                xml ->
                    xml.open("rsp:Shell", "ShellId", opened.shell)
                        .element("rsp:InputStreams", "stdin pr")
                        .element("rsp:OutputStreams", "stdout")
                        .unprefixed("creationXml", CREATION, base64(creation))
                        .close()));
    return opened;
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  private Request request(String action) {
    return Request.of(Namespaces.SHELL + "/" + action, Namespaces.POWERSHELL).select(shell);
  }

  @Override
  public int roomToBegin() {
    return wsman.room(beginning(new UUID(0, 0), new byte[0]));
  }

  @Override
  public void learnRoom() throws IOException {
    wsman.learnSize();
  }

  @Override
  public int roomToSend() {
    return wsman.room(sending(new UUID(0, 0), new byte[0]));
  }

  @Override
  public void begin(UUID pipeline, byte[] fragments) throws IOException {
    wsman.call(beginning(pipeline, fragments));
  }

  private Request beginning(UUID pipeline, byte[] fragments) {
    return request("Command")
        .with(ImmutableMap.of("WINRS_SKIP_CMD_SHELL", "FALSE"), false)
        .saying(
            xml ->
                xml.open("rsp:CommandLine", "CommandId", text(pipeline))
                    .element("rsp:Command", "")
                    .element("rsp:Arguments", base64(fragments))
                    .close());
  }

  @Override
  public void send(UUID pipeline, byte[] fragments) throws IOException {
    wsman.call(sending(pipeline, fragments));
  }

  private Request sending(UUID pipeline, byte[] fragments) {
    return request("Send")
        .saying(
            xml ->
                xml.open("rsp:Send")
                    .element(
                        "rsp:Stream",
                        base64(fragments),
                        "Name",
                        "stdin",
                        "CommandId",
                        text(pipeline))
                    .close());
  }

  @Override
  public Received receive() throws IOException {
    return received(wsman.waitFor(receiving(xml -> xml.element("rsp:DesiredStream", "stdout"))));
  }

  @Override
  public Received receive(UUID pipeline, Duration most) throws IOException {
    return received(
        wsman.waitFor(
            receiving(
                xml -> xml.element("rsp:DesiredStream", "stdout", "CommandId", text(pipeline))),
            most.compareTo(wsman.patience()) < 0 ? most : wsman.patience()));
  }

  private Request receiving(Request.Body stream) {
    return request("Receive")
        .with(ImmutableMap.of("WSMAN_CMDSHELL_OPTION_KEEPALIVE", "TRUE"), false)
        .saying(
            xml -> {
              xml.open("rsp:Receive");
              stream.write(xml);
              xml.close();
            });
  }

  private static Received received(Optional<Element> answer) throws IOException {
    if (answer.isEmpty()) {
      return new Received(ImmutableList.of(), false);
    }
    ImmutableList.Builder<byte[]> fragments = ImmutableList.builder();
    for (Element stream : SoapXml.all(answer.get(), Namespaces.SHELL, "Stream")) {
      fragments.add(SoapXml.base64(stream));
    }
    return new Received(fragments.build(), CommandShell.done(answer.get()).isPresent());
  }

  @Override
  public void stop(UUID pipeline, Stop how) throws IOException {
    wsman.call(
        request("Signal")
            .saying(
                xml ->
                    xml.open("rsp:Signal", "CommandId", text(pipeline))
                        .element("rsp:Code", how.code())
                        .close()));
  }

  @Override
  public boolean exists() throws IOException {
    try {
      wsman.call(Request.of(Namespaces.TRANSFER + "/Get", Namespaces.SHELL).select(shell));
      return true;
    } catch (FaultException e) {
      if (e.kind() == FaultException.Kind.UNKNOWN) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public void delete() throws IOException {
    wsman.call(Request.of(Namespaces.TRANSFER + "/Delete", Namespaces.POWERSHELL).select(shell));
  }
}
