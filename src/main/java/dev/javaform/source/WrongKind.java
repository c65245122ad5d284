package dev.javaform.source;

import java.io.IOException;

/** A file that is there, and is not what is meant; its message goes on after the file's name. */
final class WrongKind extends IOException {

  private static final long serialVersionUID = 1;

  WrongKind(String why) {
    super(why);
  }
}
