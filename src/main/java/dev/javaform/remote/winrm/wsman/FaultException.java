package dev.javaform.remote.winrm.wsman;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** The host has understood a request, and says why it does not do it. */
public final class FaultException extends IOException {

  private static final long serialVersionUID = 1;

  /** The operation's time passed, and there was nothing to tell: to be asked again. */
  public static final long TIMED_OUT = 0x80338029L;

  /** There is no such shell or command: it has expired, or the host has been booted since. */
  public static final long UNKNOWN = 0x8033805BL;

  /** The account has as many shells as it may have. */
  public static final long TOO_MANY_SHELLS = 0x803381A5L;

  /** The account has asked as often as it may. */
  public static final long TOO_MANY_OPERATIONS = 0x803381A6L;

  /** Somebody ended the operation. */
  public static final long ABORTED = 0x3E3L;

  private static final String TIMED_OUT_CODE = "TimedOut";

  private final long code;

  private FaultException(long code, String message) {
    super(message);
    this.code = code;
  }

  /** The number in Windows' list; 0 where it tells none. */
  public long code() {
    return code;
  }

  /** The fault that an envelope holds. */
  static Optional<FaultException> in(Element envelope) {
    return Xml.first(envelope, Names.SOAP, "Fault").map(FaultException::of);
  }

  private static FaultException of(Element fault) {
    String subcode =
        Xml.all(fault, Names.SOAP, "Value").stream()
            .map(value -> value.getTextContent().strip())
            .reduce("", (_, last) -> last);
    long told = code(fault);
    long code = told == 0 && subcode.endsWith(":" + TIMED_OUT_CODE) ? TIMED_OUT : told;
    String number = code == 0 ? subcode : "0x%08X".formatted(code);
    return new FaultException(code, "%s (%s)".formatted(reason(fault), number));
  }

  private static long code(Element fault) {
    return Stream.concat(
            Xml.all(fault, Names.FAULT, "WSManFault").stream().map(it -> it.getAttribute("Code")),
            errorCodes(fault).stream())
        .filter(text -> text.matches("\\d{1,10}"))
        .map(Long::parseLong)
        .filter(code -> code != 0)
        .findFirst()
        .orElse(0L);
  }

  /** Some providers tell theirs as MSFT_WmiError. */
  private static List<String> errorCodes(Element fault) {
    return Xml.all(fault, "*", "error_Code").stream()
        .map(element -> element.getTextContent().strip())
        .toList();
  }

  private static String reason(Element fault) {
    return Stream.of(Xml.text(fault, Names.FAULT, "Message"), Xml.text(fault, Names.SOAP, "Reason"))
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse("the host gives no reason")
        .replaceAll("\\s+", " ");
  }
}
