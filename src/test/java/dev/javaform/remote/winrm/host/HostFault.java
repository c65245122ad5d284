package dev.javaform.remote.winrm.host;

/** Why an operation is refused, by its number in Windows' list (wsmerror.h, winerror.h). */
final class HostFault extends Exception {

  private static final long serialVersionUID = 1;

  private final long code;
  private final String subcode;

  private HostFault(long code, String subcode, String reason) {
    super(reason);
    this.code = code;
    this.subcode = subcode;
  }

  static HostFault timedOut() {
    return new HostFault(
        0x80338029L, "w:TimedOut", "Nothing happened in the time that OperationTimeout gives.");
  }

  static HostFault unknownShell() {
    return new HostFault(0x8033805BL, "w:InvalidSelectors", "There is no shell of this id.");
  }

  static HostFault unknownCommand() {
    return new HostFault(0x8033805BL, "w:InvalidSelectors", "There is no command of this id.");
  }

  static HostFault tooManyShells() {
    return new HostFault(0x803381A5L, "w:QuotaLimit", "The user has as many shells as allowed.");
  }

  static HostFault tooManyOperations() {
    return new HostFault(
        0x803381A6L, "w:QuotaLimit", "The user has as many operations as allowed.");
  }

  static HostFault noSuchProgram() {
    return new HostFault(
        0x80070002L, "w:InternalError", "The system cannot find the file specified.");
  }

  static HostFault badArgument() {
    return new HostFault(0x57L, "w:InvalidParameter", "The parameter is incorrect.");
  }

  static HostFault badHeader() {
    return new HostFault(0x8033800FL, "w:InvalidParameter", "A header has an invalid value.");
  }

  static HostFault notSupported() {
    return new HostFault(0x80338028L, "wsa:ActionNotSupported", "There is no such operation.");
  }

  static HostFault aborted() {
    return new HostFault(
        0x3E3L, "w:InternalError", "The I/O operation has been aborted by a request.");
  }

  /** Half of the faults are the client's, half the host's, as far as SOAP is concerned. */
  String party() {
    return code == 0x80338029L || code == 0x3E3L ? "s:Receiver" : "s:Sender";
  }

  long code() {
    return code;
  }

  String subcode() {
    return subcode;
  }
}
