package dev.javaform.remote.winrm.wsman;

/** Namespaces and addresses of WS-Management and of Windows' shells. */
final class Namespaces {

  static final String SOAP = "http://www.w3.org/2003/05/soap-envelope";
  static final String ADDRESSING = "http://schemas.xmlsoap.org/ws/2004/08/addressing";
  static final String TRANSFER = "http://schemas.xmlsoap.org/ws/2004/09/transfer";
  static final String WSMAN = "http://schemas.dmtf.org/wbem/wsman/1/wsman.xsd";
  static final String WINDOWS = "http://schemas.microsoft.com/wbem/wsman/1/wsman.xsd";
  static final String SHELL = "http://schemas.microsoft.com/wbem/wsman/1/windows/shell";
  static final String FAULT = "http://schemas.microsoft.com/wbem/wsman/1/wsmanfault";
  static final String ANONYMOUS = ADDRESSING + "/role/anonymous";

  /** The shell that runs cmd.exe. */
  static final String CMD = SHELL + "/cmd";

  /** The shell that speaks PowerShell's remoting protocol. */
  static final String POWERSHELL = "http://schemas.microsoft.com/powershell/Microsoft.PowerShell";

  /** What the service says of itself. */
  static final String CONFIG = "http://schemas.microsoft.com/wbem/wsman/1/config";

  private Namespaces() {}
}
