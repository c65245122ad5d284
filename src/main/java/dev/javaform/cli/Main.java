package dev.javaform.cli;

/** The program's entry: answers {@code --version} at once, before any library is loaded. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    if (args.length == 1 && (args[0].equals("--version") || args[0].equals("-V"))) {
      System.out.println("javaform " + Version.current());
    }
  }
}
