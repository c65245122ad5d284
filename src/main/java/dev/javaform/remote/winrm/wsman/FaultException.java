package dev.javaform.remote.winrm.wsman;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** The host has understood a request, and says why it does not do it. */
public final class FaultException extends IOException {

  private static final long serialVersionUID = 1;

  /** What to make of a fault; the numbers are those of Windows' list (MS-WSMV 2.2.4.43). */
  public enum Kind {
    /** The operation's time passed, and there was nothing to tell: to be asked again. */
    TIMED_OUT(0x80338029L),

    /** There is no such shell or command: it has expired, or the host has been booted since. */
    UNKNOWN(0x8033805BL),

    /** The account has as many shells as it may have. */
    TOO_MANY_SHELLS(0x803381A5L),

    /** The account has asked as often as it may. */
    TOO_MANY_OPERATIONS(0x803381A6L),

    /** The program was not found. */
    NO_PROGRAM(0x80070002L),

    /** Somebody ended the operation, as a signal does to what waits for output. */
    ABORTED(0x3E3L),

    /** The host does not let this account do that. */
    DENIED(0x5L),

    /** The request is wrong in itself. */
    BAD_ARGUMENT(0x57L),

    /** A header of the request is wrong in itself. */
    BAD_HEADER(0x8033800FL),

    /** Anything else. */
    OTHER(0);

    private final long code;

    Kind(long code) {
      this.code = code;
    }

    private static Kind of(long code) {
      return Arrays.stream(values()).filter(kind -> kind.code == code).findFirst().orElse(OTHER);
    }
  }

  private final Kind kind;
  private final long code;

  private FaultException(Kind kind, long code, String message) {
    super(message);
    this.kind = kind;
    this.code = code;
  }

  /** What to make of it. */
  public Kind kind() {
    return kind;
  }

  /** The number in Windows' list; 0 where it tells none. */
  public long code() {
    return code;
  }

  /** The fault that an envelope holds. */
  static Optional<FaultException> in(Element envelope) {
    return SoapXml.first(envelope, Namespaces.SOAP, "Fault").map(FaultException::of);
  }

  private static FaultException of(Element fault) {
    String subcode =
        SoapXml.all(fault, Namespaces.SOAP, "Value").stream()
            .map(value -> value.getTextContent().strip())
            .reduce("", (_, last) -> last);
    long code = code(fault);
    Kind kind = code == 0 ? ofSubcode(subcode) : Kind.of(code);
    String number = code == 0 ? subcode : "0x%08X".formatted(code);
    return new FaultException(kind, code, "%s (%s)".formatted(reason(fault), number));
  }

  /** For services that give no number (DSP0226 14.6). */
  private static Kind ofSubcode(String subcode) {
    return switch (subcode.substring(subcode.indexOf(':') + 1)) {
      case "TimedOut" -> Kind.TIMED_OUT;
      case "InvalidSelectors" -> Kind.UNKNOWN;
      case "AccessDenied" -> Kind.DENIED;
      default -> Kind.OTHER;
    };
  }

  private static long code(Element fault) {
    return Stream.concat(
            SoapXml.all(fault, Namespaces.FAULT, "WSManFault").stream()
                .map(it -> it.getAttribute("Code")),
            errorCodes(fault).stream())
        .filter(text -> text.matches("\\d{1,10}"))
        .map(Long::parseLong)
        .filter(code -> code != 0)
        .findFirst()
        .orElse(0L);
  }

  /** Some providers tell theirs as MSFT_WmiError. */
  private static List<String> errorCodes(Element fault) {
    return SoapXml.all(fault, "*", "error_Code").stream()
        .map(element -> element.getTextContent().strip())
        .toList();
  }

  /** What the one says who is nearest to the cause: a provider's fault is inside the service's. */
  private static String reason(Element fault) {
    return Stream.of(
            SoapXml.all(fault, Namespaces.FAULT, "Message").reversed().stream(),
            SoapXml.all(fault, "*", "Message").stream(),
            SoapXml.all(fault, Namespaces.SOAP, "Text").stream())
        .flatMap(elements -> elements)
        .map(element -> element.getTextContent().strip().replaceAll("\\s+", " "))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("the host gives no reason");
  }
}
