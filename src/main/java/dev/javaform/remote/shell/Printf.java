package dev.javaform.remote.shell;

/**
 * Bytes as a command that prints them: {@code printf} with an octal escape for every byte that is
 * not plain ASCII (POSIX.1-2017, printf, extended description). It is built into dash, bash and
 * busybox, so nothing shows in an argument list and no base64 is needed on the host.
 */
final class Printf {
  private static final byte[] PLAIN = plain();

  private Printf() {}

  static String command(byte[] bytes) {
    StringBuilder command = new StringBuilder(bytes.length + bytes.length / 4 + 16);
    command.append("printf '");
    if (bytes.length > 0) {
      octal(command, bytes[0]); // so that it is never taken for an option
    }
    for (int i = 1; i < bytes.length; i++) {
      append(command, bytes[i]);
    }
    return command.append('\'').toString();
  }

  /**
   * The same with hardly a character that any shell on the way could take for its own: csh stumbles
   * over line ends and {@code !}, and {@code sudo -i} leaves {@code $} to the login shell.
   */
  static String line(byte[] bytes) {
    StringBuilder command = new StringBuilder("printf '");
    for (byte each : bytes) {
      if (each == '%' || isLetterOrDigit(each)) {
        append(command, each);
      } else {
        octal(command, each);
      }
    }
    return command.append('\'').toString();
  }

  private static boolean isLetterOrDigit(byte each) {
    return each > 0 && Character.isLetterOrDigit(each);
  }

  private static void append(StringBuilder command, byte each) {
    if (each == '%') {
      command.append("%%");
    } else if (each >= 0 && PLAIN[each] == 1) {
      command.append((char) each);
    } else {
      octal(command, each);
    }
  }

  private static void octal(StringBuilder command, byte each) {
    command
        .append('\\')
        .append((char) ('0' + (each >> 6 & 3)))
        .append((char) ('0' + (each >> 3 & 7)))
        .append((char) ('0' + (each & 7)));
  }

  private static byte[] plain() {
    byte[] plain = new byte[128];
    for (int i = ' '; i < 127; i++) {
      plain[i] = 1;
    }
    plain['\n'] = 1;
    plain['\t'] = 1;
    plain['\\'] = 0;
    plain['\''] = 0;
    return plain;
  }
}
