package dev.javaform.module;

/**
 * One clause of a symbolic mode, as chmod(1) reads it: {@code ug+rwX}. It says all there is to say
 * of a directory, too: {@code g=rx} takes its set-group-id bit off, which chmod(1) would keep.
 */
final class SymbolicMode {

  private static final int SETUID = 04000;
  private static final int SETGID = 02000;
  private static final int STICKY = 01000;
  private static final int NOTHING = 0;

  private SymbolicMode() {}

  /**
   * @param umask the bits that a clause without {@code u}, {@code g}, {@code o} or {@code a} leaves
   *     alone
   */
  static int apply(String clause, int bits, boolean directory, int umask) {
    int start = 0;
    while ("ugoa".indexOf(clause.charAt(start)) >= 0) {
      start++;
    }
    String who =
        start == 0 || clause.substring(0, start).contains("a") ? "ugo" : clause.substring(0, start);
    int kept = start == 0 ? umask : NOTHING;
    int result = bits;
    for (String action : clause.substring(start).split("(?=[-+=])", -1)) {
      result = act(who, action.charAt(0), action.substring(1), result, directory, kept);
    }
    return result;
  }

  private static int act(
      String who, char operator, String what, int bits, boolean directory, int kept) {
    int result = bits;
    for (char whose : who.toCharArray()) {
      int wanted = wanted(whose, what, bits, directory, kept);
      result =
          switch (operator) {
            case '+' -> result | wanted;
            case '-' -> result & ~wanted;
            default -> (result & ~owned(whose)) | wanted;
          };
    }
    return result;
  }

  private static int shift(char whose) {
    return switch (whose) {
      case 'u' -> 6;
      case 'g' -> 3;
      default -> 0;
    };
  }

  /** The bits that {@code =} clears. */
  private static int owned(char whose) {
    return (7 << shift(whose)) | special(whose);
  }

  /** The bit that {@code s} means for the owner and the group, and {@code t} for all others. */
  private static int special(char whose) {
    return switch (whose) {
      case 'u' -> SETUID;
      case 'g' -> SETGID;
      default -> STICKY;
    };
  }

  private static int wanted(char whose, String what, int bits, boolean directory, int kept) {
    int wanted = 0;
    for (char letter : what.toCharArray()) {
      wanted |=
          switch (letter) {
            case 'r' -> 4 << shift(whose) & ~kept;
            case 'w' -> 2 << shift(whose) & ~kept;
            case 'x' -> 1 << shift(whose) & ~kept;
            case 'X' -> directory || (bits & 0111) != 0 ? 1 << shift(whose) : 0;
            case 's' -> whose == 'o' ? 0 : special(whose);
            case 't' -> whose == 'o' ? STICKY : 0;
            default -> ((bits >> shift(letter)) & 7) << shift(whose);
          };
    }
    return wanted;
  }
}
