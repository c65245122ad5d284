package dev.javaform.module;

/** One clause of a symbolic mode, as chmod(1) reads it: {@code ug+rwX}. */
final class SymbolicMode {

  private static final int SETUID = 04000;
  private static final int SETGID = 02000;
  private static final int STICKY = 01000;

  private SymbolicMode() {}

  static int apply(String clause, int bits, boolean directory) {
    int start = 0;
    while ("ugoa".indexOf(clause.charAt(start)) >= 0) {
      start++;
    }
    String who =
        start == 0 || clause.substring(0, start).contains("a") ? "ugo" : clause.substring(0, start);
    int result = bits;
    for (String action : clause.substring(start).split("(?=[-+=])")) {
      result = act(who, action.charAt(0), action.substring(1), result, directory);
    }
    return result;
  }

  private static int act(String who, char operator, String what, int bits, boolean directory) {
    int result = bits;
    for (char whose : who.toCharArray()) {
      int wanted = wanted(whose, what, bits, directory);
      result =
          switch (operator) {
            case '+' -> result | wanted;
            case '-' -> result & ~wanted;
            default -> (result & ~owned(whose, directory)) | wanted;
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

  /** The bits that {@code =} clears; a directory keeps its set-id bits, as chmod(1) says. */
  private static int owned(char whose, boolean directory) {
    int special =
        switch (whose) {
          case 'u' -> directory ? 0 : SETUID;
          case 'g' -> directory ? 0 : SETGID;
          default -> 0;
        };
    return (7 << shift(whose)) | special;
  }

  private static int wanted(char whose, String what, int bits, boolean directory) {
    int wanted = 0;
    for (char letter : what.toCharArray()) {
      wanted |=
          switch (letter) {
            case 'r' -> 4 << shift(whose);
            case 'w' -> 2 << shift(whose);
            case 'x' -> 1 << shift(whose);
            case 'X' -> directory || (bits & 0111) != 0 ? 1 << shift(whose) : 0;
            case 's' -> whose == 'u' ? SETUID : whose == 'g' ? SETGID : 0;
            case 't' -> STICKY;
            default -> ((bits >> shift(letter)) & 7) << shift(whose);
          };
    }
    return wanted;
  }
}
