package dev.javaform.remote.winrm.psrp;

import com.google.common.collect.ImmutableList;
import dev.javaform.remote.winrm.clixml.Obj;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An error as PowerShell tells it (MS-PSRP 2.2.3.15).
 *
 * @param message what is wrong
 * @param id its name among errors, the fully qualified one
 * @param category one of PowerShell's words, such as ObjectNotFound
 * @param exception the type of .NET's exception
 * @param position where in the script it is, in several lines; empty where that is not known
 * @param trace through which functions it came there
 */
public record ErrorRecord(
    String message, String id, String category, String exception, String position, String trace) {

  /** System.Management.Automation.ErrorCategory, by number. */
  private static final ImmutableList<String> CATEGORIES =
      ImmutableList.of(
          "NotSpecified",
          "OpenError",
          "CloseError",
          "DeviceError",
          "DeadlockDetected",
          "InvalidArgument",
          "InvalidData",
          "InvalidOperation",
          "InvalidResult",
          "InvalidType",
          "MetadataError",
          "NotImplemented",
          "NotInstalled",
          "ObjectNotFound",
          "OperationStopped",
          "OperationTimeout",
          "SyntaxError",
          "ParserError",
          "PermissionDenied",
          "ResourceBusy",
          "ResourceExists",
          "ResourceUnavailable",
          "ReadError",
          "WriteError",
          "FromStdErr",
          "SecurityError",
          "ProtocolError",
          "ConnectionError",
          "AuthenticationError",
          "LimitsExceeded",
          "QuotaExceeded",
          "NotEnabled");

  /** The record that a value is. */
  static ErrorRecord of(Object value) {
    if (!(value instanceof Obj record)) {
      return new ErrorRecord(value.toString(), "", CATEGORIES.getFirst(), "", "", "");
    }
    Optional<Obj> exception = record.object("Exception");
    return new ErrorRecord(
        firstOf(
            record.string("ErrorDetails_Message"),
            exception.map(it -> it.string("Message")).orElse(""),
            record.text().orElse("")),
        record.string("FullyQualifiedErrorId"),
        category(record.number("ErrorCategory_Category").orElse(0)),
        exception.flatMap(it -> it.types().stream().findFirst()).orElse(""),
        firstOf(
            record.string("InvocationInfo_PositionMessage"),
            record.object("InvocationInfo").map(info -> info.string("PositionMessage")).orElse("")),
        record.string("ErrorDetails_ScriptStackTrace"));
  }

  private static String firstOf(String... texts) {
    return Stream.of(texts).filter(text -> !text.isEmpty()).findFirst().orElse("");
  }

  private static String category(int number) {
    return number >= 0 && number < CATEGORIES.size()
        ? CATEGORIES.get(number)
        : CATEGORIES.getFirst();
  }
}
