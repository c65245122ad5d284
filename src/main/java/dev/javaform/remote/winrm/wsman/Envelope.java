package dev.javaform.remote.winrm.wsman;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Writes requests as SOAP envelopes (MS-WSMV 3.1.4.1.30).
 *
 * @param to the endpoint's address
 * @param session names this client's conversation
 * @param largest how many bytes an envelope may have, either way
 * @param patience how long the host may hold a request before it says that there is nothing
 */
record Envelope(String to, UUID session, int largest, Duration patience) {

  private static final String YES = "true";
  private static final String NO = "false";

  /** The same with another patience. */
  Envelope within(Duration other) {
    return new Envelope(to, session, largest, other);
  }

  /** The same with another size. */
  Envelope upTo(int bytes) {
    return new Envelope(to, session, bytes, patience);
  }

  byte[] of(Request request, UUID message) {
    XmlWriter xml = new XmlWriter();
    xml.open(
        "s:Envelope",
        "xmlns:s",
        Namespaces.SOAP,
        "xmlns:a",
        Namespaces.ADDRESSING,
        "xmlns:w",
        Namespaces.WSMAN,
        "xmlns:p",
        Namespaces.WINDOWS,
        "xmlns:rsp",
        Namespaces.SHELL);
    header(xml, request, message);
    xml.open("s:Body");
    request.body().ifPresent(body -> body.write(xml));
    return xml.close().close().bytes();
  }

  private void header(XmlWriter xml, Request request, UUID message) {
    xml.open("s:Header").element("a:To", to);
    xml.open("a:ReplyTo")
        .element("a:Address", Namespaces.ANONYMOUS, "s:mustUnderstand", YES)
        .close();
    xml.element("a:Action", request.action(), "s:mustUnderstand", YES);
    xml.element("a:MessageID", id(message));
    xml.element("p:SessionId", id(session), "s:mustUnderstand", NO);
    xml.element("w:ResourceURI", request.resource(), "s:mustUnderstand", YES);
    xml.element("w:MaxEnvelopeSize", "" + largest, "s:mustUnderstand", YES);
    xml.element("w:OperationTimeout", "PT%dS".formatted(Math.max(1, patience.toSeconds())));
    xml.open("w:Locale", "s:mustUnderstand", NO, "xml:lang", "en-US").close();
    xml.open("p:DataLocale", "s:mustUnderstand", NO, "xml:lang", "en-US").close();
    set(xml, "w:SelectorSet", "w:Selector", request.selectors(), NO);
    set(xml, "w:OptionSet", "w:Option", request.options(), request.binding() ? YES : NO);
    xml.close();
  }

  private static void set(
      XmlWriter xml, String set, String element, Map<String, String> values, String must) {
    if (values.isEmpty()) {
      return;
    }
    boolean options = set.equals("w:OptionSet");
    if (options) {
      xml.open(set, "s:mustUnderstand", YES);
    } else {
      xml.open(set);
    }
    values.forEach(
        (name, value) -> {
          if (options && must.equals(YES)) {
            xml.element(element, value, "Name", name, "MustComply", YES);
          } else {
            xml.element(element, value, "Name", name);
          }
        });
    xml.close();
  }

  private static String id(UUID id) {
    return "uuid:" + id.toString().toUpperCase(Locale.ROOT);
  }
}
