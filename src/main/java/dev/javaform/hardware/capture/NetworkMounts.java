package dev.javaform.hardware.capture;

/** Puts numbers in place of the servers whose file systems are mounted, and of what they share. */
final class NetworkMounts {

  private final Numbered exports =
      new Numbered("(?m)(?<=\\s|^)([^\\s/=#]+:/[^\\s]*)", "server-%d:/export"::formatted);
  private final Numbered shares =
      new Numbered("(?m)(?<=\\s|^)(//[^\\s]+)", "//server-%d/share"::formatted);

  String in(String text) {
    return shares.in(exports.in(text));
  }
}
