package dev.javaform.binding;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Content;
import dev.javaform.module.ControllerFile;
import dev.javaform.source.SourceText;
import dev.javaform.source.Unreadable;
import dev.javaform.source.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads the files that tasks name on the controller. */
final class ControllerFiles {

  private ControllerFiles() {}

  /** The file or directory at {@code path}, called {@code name} by the task. */
  static ControllerFile read(Path path, String name) {
    requireReadable(path);
    return Files.isDirectory(path)
        ? new ControllerFile(name, true, false, entries(path), modes(path))
        : single(name, path);
  }

  private static void requireReadable(Path path) {
    if (!Files.isReadable(path)) {
      String why = Files.exists(path) ? "permission denied" : "it leads nowhere";
      throw new BadArgument("\"" + path + "\" on the controller cannot be read: " + why);
    }
  }

  private static ControllerFile single(String name, Path path) {
    ControllerFile file = ControllerFile.file(name, Content.of(path));
    String entry = file.entries().keySet().iterator().next();
    return new ControllerFile(
        name, false, false, file.entries(), ImmutableMap.of(entry, mode(path)));
  }

  private static ImmutableMap<String, String> modes(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      return walk.filter(each -> !isFolder(each) && Files.exists(each))
          .collect(ImmutableMap.toImmutableMap(each -> key(folder, each), ControllerFiles::mode));
    } catch (IOException e) {
      throw new BadArgument("\"" + folder + "\" " + Unreadable.why(e));
    } catch (UncheckedIOException e) {
      throw new BadArgument("\"" + folder + "\": a folder in it " + Unreadable.why(e.getCause()));
    }
  }

  /** The permissions as four octal digits. */
  private static String mode(Path file) {
    try {
      int bits = (Integer) Files.getAttribute(file, "unix:mode");
      return "%04o".formatted(bits & 07777);
    } catch (IOException e) {
      throw new BadArgument("\"" + file + "\" " + Unreadable.why(e));
    }
  }

  /** What a template became, with the template's name and mode. */
  static ControllerFile rendered(Path template, String name, String text) {
    String entry = template.getFileName().toString();
    return new ControllerFile(
        name,
        false,
        false,
        ImmutableMap.of(entry, Content.of(text)),
        ImmutableMap.of(entry, mode(template)));
  }

  /** The text of a template. */
  static SourceText text(Path path) {
    try {
      String text = Files.readString(path);
      if (Vault.encrypted(text)) {
        throw new BadArgument("the template \"" + path + "\" is no text. " + Vault.REFUSAL);
      }
      return SourceText.of(SourceText.name(path), text);
    } catch (CharacterCodingException _) {
      throw new BadArgument(
          "the template \"" + path + "\" is not UTF-8 text; use copy for files that are not text");
    } catch (IOException e) {
      throw new BadArgument("the template \"" + path + "\" " + Unreadable.why(e));
    }
  }

  private static ImmutableMap<String, Content> entries(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      List<Path> below = walk.filter(each -> !each.equals(folder)).sorted().toList();
      ImmutableMap.Builder<String, Content> entries = ImmutableMap.builder();
      for (Path each : below) {
        entries.put(key(folder, each), content(each));
      }
      return entries.buildOrThrow();
    } catch (IOException e) {
      throw new BadArgument("\"" + folder + "\" " + Unreadable.why(e));
    } catch (UncheckedIOException e) {
      throw new BadArgument("\"" + folder + "\": a folder in it " + Unreadable.why(e.getCause()));
    }
  }

  private static String key(Path folder, Path entry) {
    return folder.relativize(entry) + (isFolder(entry) ? "/" : "");
  }

  private static Content content(Path entry) {
    requireReadable(entry);
    return isFolder(entry) ? Content.of("") : Content.of(entry);
  }

  private static boolean isFolder(Path entry) {
    return Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
  }
}
