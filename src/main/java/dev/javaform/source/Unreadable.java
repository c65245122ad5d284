package dev.javaform.source;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file of the controller cannot be read, in words that go on after its name. */
public final class Unreadable {

  private Unreadable() {}

  /** Such as {@code does not exist}, without a full stop. */
  public static String why(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "does not exist";
      case AccessDeniedException _ -> "cannot be read: permission denied";
      case NotDirectoryException _ -> "is not a directory";
      case FileSystemLoopException _ -> "is a symbolic link that leads to itself";
      case CharacterCodingException _ -> "is not UTF-8 text";
      case FileSystemException it when it.getReason() != null ->
          "cannot be read: " + it.getReason(); // the system's words
      default -> "cannot be read";
    };
  }
}
