package dev.javaform.inventory;

import com.google.common.collect.ImmutableList;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.DiagnosticException;
import dev.javaform.source.Mark;
import java.util.OptionalInt;

/**
 * The hosts that one definition of an inventory names.
 *
 * @param names in order, ranges written out
 * @param port the port all of them share, if one is given
 */
record HostNames(ImmutableList<String> names, OptionalInt port) {

  private static final int HIGHEST_PORT = 65_535;

  /** The hosts of a definition such as {@code lab[01:40]:2222}; throws where it makes no sense. */
  static HostNames parse(String definition, Mark mark) {
    HostAddress address =
        HostAddress.parse(definition)
            .orElseGet(() -> new HostAddress(definition, OptionalInt.empty()));
    check(definition, address, mark);
    int bracket = definition.startsWith("[") && address.port().isPresent() ? 1 : 0;
    return new HostNames(HostRange.expand(address.host(), mark.right(bracket)), address.port());
  }

  /** One host of a list, where brackets are no range; throws where it makes no sense. */
  static HostNames plain(String definition, Mark mark) {
    HostAddress address =
        HostAddress.parse(definition)
            .filter(parsed -> !parsed.host().contains("["))
            .orElseGet(() -> new HostAddress(definition, OptionalInt.empty()));
    check(definition, address, mark);
    return new HostNames(ImmutableList.of(address.host()), address.port());
  }

  private static void check(String definition, HostAddress address, Mark mark) {
    if (definition.isBlank() || definition.indexOf('\0') >= 0) {
      throw error("A host needs a name that can be printed.", mark);
    }
    if (definition.length() > HostAddress.LONGEST) {
      throw error("A host's name cannot have %d characters.".formatted(definition.length()), mark);
    }
    if (definition.endsWith(":")) {
      throw error(
          ("\"%s\" ends in a colon, after which a port is expected. Add the port, or remove the"
                  + " colon.")
              .formatted(definition),
          mark);
    }
    int port = address.port().orElse(1);
    if (port < 1 || port > HIGHEST_PORT) {
      throw error("There is no port %d. Ports go from 1 to 65535.".formatted(port), mark);
    }
  }

  private static DiagnosticException error(String detail, Mark mark) {
    return new DiagnosticException(Diagnostic.error("Invalid host name", detail, mark));
  }
}
