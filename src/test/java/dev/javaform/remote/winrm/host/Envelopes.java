package dev.javaform.remote.winrm.host;

import com.google.common.xml.XmlEscapers;
import java.util.Locale;
import java.util.UUID;

/** Writes answers, ids in capitals. */
final class Envelopes {

  private static final String OPEN =
      "<s:Envelope xml:lang=\"en-US\""
          + " xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\""
          + " xmlns:a=\"http://schemas.xmlsoap.org/ws/2004/08/addressing\""
          + " xmlns:x=\"http://schemas.xmlsoap.org/ws/2004/09/transfer\""
          + " xmlns:w=\"http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd\""
          + " xmlns:rsp=\"http://schemas.microsoft.com/wbem/wsman/1/windows/shell\""
          + " xmlns:p=\"http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd\">"
          + "<s:Header><a:Action>%s</a:Action><a:MessageID>uuid:%s</a:MessageID>"
          + "<a:To>http://schemas.xmlsoap.org/ws/2004/08/addressing/role/anonymous</a:To>"
          + "<a:RelatesTo>%s</a:RelatesTo></s:Header><s:Body>%s</s:Body></s:Envelope>";

  private static final String FAULT =
      "<s:Fault><s:Code><s:Value>%1$s</s:Value><s:Subcode><s:Value>%2$s</s:Value></s:Subcode>"
          + "</s:Code><s:Reason><s:Text xml:lang=\"en-US\">%3$s </s:Text></s:Reason><s:Detail>"
          + "<f:WSManFault xmlns:f=\"http://schemas.microsoft.com/wbem/wsman/1/wsmanfault\""
          + " Code=\"%4$d\" Machine=\"127.0.0.1\"><f:Message>%3$s </f:Message></f:WSManFault>"
          + "</s:Detail></s:Fault>";

  private Envelopes() {}

  static String answer(Soap request, String body) {
    return OPEN.formatted(
        escape(request.action()) + "Response", id(), escape(request.message()), body);
  }

  static String fault(String message, HostFault fault) {
    String body =
        FAULT.formatted(fault.party(), fault.subcode(), escape(fault.getMessage()), fault.code());
    return OPEN.formatted(
        "http://schemas.dmtf.org/wbem/wsman/1/wsman/fault", id(), escape(message), body);
  }

  static String id() {
    return UUID.randomUUID().toString().toUpperCase(Locale.ROOT);
  }

  static String escape(String text) {
    return XmlEscapers.xmlAttributeEscaper().escape(text);
  }
}
