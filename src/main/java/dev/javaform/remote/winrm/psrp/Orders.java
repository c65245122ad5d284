package dev.javaform.remote.winrm.psrp;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.javaform.remote.winrm.clixml.Clixml;
import dev.javaform.remote.winrm.clixml.Items;
import dev.javaform.remote.winrm.clixml.Nil;
import dev.javaform.remote.winrm.clixml.Obj;
import dev.javaform.remote.winrm.clixml.Scalar;
import java.util.List;
import java.util.Map;

/** The contents of the messages that a client sends (MS-PSRP 2.2.2). */
final class Orders {

  private static final String RUNSPACES = "System.Management.Automation.Runspaces.";

  private static final ImmutableList<String> LIST =
      ImmutableList.of(
          "System.Collections.Generic.List`1[[System.Management.Automation.PSObject, System.Management.Automation, Version=1.0.0.0, Culture=neutral, PublicKeyToken=31bf3856ad364e35]]",
          "System.Object");

  private static final ImmutableList<String> PRIMITIVE_DICTIONARY =
      ImmutableList.of(
          "System.Management.Automation.PSPrimitiveDictionary",
          "System.Collections.Hashtable",
          "System.Object");

  private static final Obj APARTMENT = Obj.enumeration(RUNSPACES + "ApartmentState", "UNKNOWN", 2);

  /** What a part of the pipeline says goes where it belongs, and nowhere else. */
  private static final Obj NOT_MERGED =
      Obj.enumeration(RUNSPACES + "PipelineResultTypes", "None", 0);

  /** There is nobody to be asked anything: what asks fails, and does not wait. */
  private static final Obj NO_HOST =
      Obj.of(
          ImmutableMap.of(
              "_isHostNull", true,
              "_isHostUINull", true,
              "_isHostRawUINull", true,
              "_useRunspaceHost", true));

  private Orders() {}

  static String capability() {
    return Clixml.write(
        Obj.of(
            ImmutableMap.of(
                "protocolversion", Scalar.version("2.3"),
                "PSVersion", Scalar.version("2.0"),
                "SerializationVersion", Scalar.version("1.1.0.1"))));
  }

  /** A pool of one runspace. */
  static String pool(Map<String, ?> arguments) {
    return Clixml.write(
        Obj.of(
            ImmutableMap.<String, Object>builder()
                .put("MinRunspaces", 1)
                .put("MaxRunspaces", 1)
                .put(
                    "PSThreadOptions", Obj.enumeration(RUNSPACES + "PSThreadOptions", "Default", 0))
                .put("ApartmentState", APARTMENT)
                .put("HostInfo", NO_HOST)
                .put(
                    "ApplicationArguments",
                    arguments.isEmpty()
                        ? Nil.NIL
                        : Obj.of(PRIMITIVE_DICTIONARY, ImmutableMap.copyOf(arguments)))
                .buildOrThrow()));
  }

  /**
   * A pipeline of one command.
   *
   * @param minor the host's version of protocol 2
   */
  static String pipeline(Pipeline pipeline, int minor) {
    return Clixml.write(
        Obj.of(
            ImmutableMap.<String, Object>builder()
                .put("NoInput", pipeline.input().isEmpty())
                .put("ApartmentState", APARTMENT)
                .put(
                    "RemoteStreamOptions",
                    Obj.enumeration(RUNSPACES + "RemoteStreamOptions", "AddInvocationInfo", 15))
                .put("AddToHistory", false)
                .put("HostInfo", NO_HOST)
                .put("PowerShell", powerShell(command(pipeline, minor)))
                .put("IsNested", false)
                .buildOrThrow()));
  }

  private static Obj powerShell(Obj command) {
    return Obj.of(
        ImmutableMap.of(
            "IsNested",
            false,
            "ExtraCmds",
            Nil.NIL,
            "Cmds",
            list(ImmutableList.of(command)),
            "History",
            Nil.NIL,
            "RedirectShellErrorOutputPipe",
            false));
  }

  private static Obj list(List<?> values) {
    return Obj.of(LIST, new Items(Items.Kind.LIST, ImmutableList.copyOf(values)));
  }

  private static Obj command(Pipeline pipeline, int minor) {
    ImmutableMap.Builder<String, Object> command =
        ImmutableMap.<String, Object>builder()
            .put("Cmd", pipeline.text())
            .put("IsScript", pipeline.script())
            .put("UseLocalScope", Nil.NIL)
            .put("MergeMyResult", NOT_MERGED)
            .put("MergeToResult", NOT_MERGED)
            .put("MergePreviousResults", NOT_MERGED)
            .put("Args", list(pipeline.arguments().stream().map(Orders::argument).toList()))
            .put("MergeError", NOT_MERGED)
            .put("MergeWarning", NOT_MERGED)
            .put("MergeVerbose", NOT_MERGED)
            .put("MergeDebug", NOT_MERGED);
    if (minor >= 3) { // hosts before PowerShell 5 do not know it
      command.put("MergeInformation", NOT_MERGED);
    }
    return Obj.of(command.buildOrThrow());
  }

  private static Obj argument(Pipeline.Argument argument) {
    Object name = argument.name().isPresent() ? argument.name().get() : Nil.NIL;
    return Obj.of(ImmutableMap.of("N", name, "V", argument.value()));
  }
}
