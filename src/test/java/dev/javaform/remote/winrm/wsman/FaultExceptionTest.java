package dev.javaform.remote.winrm.wsman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.javaform.remote.winrm.wsman.FaultException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultExceptionTest {

  @ParameterizedTest
  @CsvSource({
    "2150858793, TIMED_OUT",
    "2150858843, UNKNOWN",
    "2150859173, TOO_MANY_SHELLS",
    "2150859174, TOO_MANY_OPERATIONS",
    "2147942402, NO_PROGRAM",
    "87, BAD_ARGUMENT",
    "2150858767, BAD_HEADER",
    "995, ABORTED",
    "5, DENIED",
    "1, OTHER"
  })
  void theNumberSaysWhatToMakeOfIt(String code, Kind kind) throws IOException {
    FaultException fault = fault("<f:WSManFault Code='%s'/>".formatted(code));
    assertEquals(kind, fault.kind());
  }

  @Test
  void theOneNearestToTheCauseSaysWhy() throws IOException {
    FaultException fault =
        fault(
            "<f:WSManFault Code='2147942402'><f:Message><f:ProviderFault>The system cannot"
                + "\n find the file specified. </f:ProviderFault></f:Message></f:WSManFault>");
    assertEquals("The system cannot find the file specified. (0x80070002)", fault.getMessage());
  }

  @Test
  void someProvidersHaveTheirOwnKindOfFault() throws IOException {
    FaultException fault =
        fault(
            "<p:MSFT_WmiError xmlns:p='x'><p:error_Code>2150859173</p:error_Code>"
                + "<p:Message>Too many shells.</p:Message></p:MSFT_WmiError>");
    assertEquals(Kind.TOO_MANY_SHELLS, fault.kind());
    assertEquals("Too many shells. (0x803381A5)", fault.getMessage());
  }

  @Test
  void aFaultMayHaveNoNumber() throws IOException {
    FaultException fault = fault("");
    assertEquals(Kind.TIMED_OUT, fault.kind());
    assertEquals("It took too long. (w:TimedOut)", fault.getMessage());
  }

  @Test
  void aProviderSaysWhatIsWrong() throws IOException {
    Path file = Recording.folder().resolve("faults/wmi_provider_fault.xml");
    assumeTrue(Files.exists(file), "the recordings are not there");
    FaultException fault = FaultException.in(SoapXml.parse(Files.readAllBytes(file))).orElseThrow();
    assertEquals(2150858778L, fault.code());
    assertEquals(Kind.OTHER, fault.kind());
    assertTrue(
        fault.getMessage().startsWith("The specified class does not exist"), fault.getMessage());
  }

  private static FaultException fault(String detail) throws IOException {
    String envelope =
        "<s:Envelope xmlns:s='%s' xmlns:f='%s'><s:Body><s:Fault><s:Code><s:Value>s:Receiver</s:Value><s:Subcode><s:Value>w:TimedOut</s:Value></s:Subcode></s:Code><s:Reason><s:Text>It took too long.</s:Text></s:Reason><s:Detail>%s</s:Detail></s:Fault></s:Body></s:Envelope>"
            .formatted(Namespaces.SOAP, Namespaces.FAULT, detail);
    return FaultException.in(SoapXml.parse(envelope.getBytes(StandardCharsets.UTF_8)))
        .orElseThrow();
  }
}
