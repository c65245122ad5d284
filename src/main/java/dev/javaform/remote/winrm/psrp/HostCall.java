package dev.javaform.remote.winrm.psrp;

import com.google.common.collect.ImmutableList;
import dev.javaform.remote.winrm.clixml.Items;
import dev.javaform.remote.winrm.clixml.Obj;
import java.util.Optional;

/**
 * Something a pipeline wants of the one who runs it (MS-PSRP 2.2.2.27). It is kept and not
 * answered.
 *
 * @param method such as SetShouldExit
 */
public record HostCall(String method, ImmutableList<Object> parameters) {

  private static final String EXIT = "SetShouldExit";

  static HostCall of(Object value) {
    if (!(value instanceof Obj call)) {
      return new HostCall("", ImmutableList.of());
    }
    return new HostCall(
        call.object("mi").flatMap(Obj::text).orElse(""),
        call.object("mp")
            .flatMap(Obj::content)
            .map(content -> content instanceof Items items ? items.values() : ImmutableList.of())
            .orElse(ImmutableList.of()));
  }

  /** The exit code, where it is about that. */
  Optional<Integer> exitCode() {
    return method.equals(EXIT)
            && !parameters.isEmpty()
            && parameters.getFirst() instanceof Integer code
        ? Optional.of(code)
        : Optional.empty();
  }
}
