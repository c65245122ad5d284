package dev.javaform.modules.linux.storage;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.io.ByteSource;
import dev.javaform.iso9660.DiscImage;
import dev.javaform.module.Content;
import dev.javaform.module.ControllerFile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The files that are to be on a CD, and what may be told of them: of a text only how long it is,
 * for who knows its digest can try passwords.
 */
final class DiscFiles {

  private final TreeMap<String, ByteSource> contents = new TreeMap<>();
  private final TreeMap<String, String> told = new TreeMap<>();

  /**
   * Gathers them.
   *
   * @throws IllegalArgumentException where a path is given twice or a value is no text
   */
  DiscFiles(
      Optional<ControllerFile> source, Map<String, Object> texts, Map<String, Object> encoded) {
    source.map(ControllerFile::entries).orElse(ImmutableMap.of()).forEach(this::addOpen);
    texts.forEach((path, text) -> addText(path, text(path, text).getBytes(StandardCharsets.UTF_8)));
    encoded.forEach((path, text) -> addText(path, decoded(path, text(path, text))));
  }

  private void addOpen(String path, Content content) {
    String digest = content.digest().sha256().substring(0, 12);
    add(
        path,
        content.bytes(),
        path.endsWith("/") ? "a folder" : content.size() + " bytes " + digest);
  }

  private void addText(String path, byte[] content) {
    add(path, ByteSource.wrap(content), content.length + " bytes");
  }

  private void add(String path, ByteSource content, String text) {
    if (contents.put(path, content) != null) {
      throw new IllegalArgumentException(path + " is given twice.");
    }
    told.put(path, text);
  }

  private static String text(String path, Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException(
        path + " is no text. Put its value in quotes; numbers, lists and mappings are none.");
  }

  private static byte[] decoded(String path, String text) {
    try {
      return Base64.getDecoder().decode(CharMatcher.whitespace().removeFrom(text));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(path + " in base64 is not written in base64.", e);
    }
  }

  /** What is told of each. */
  ImmutableMap<String, String> told() {
    return ImmutableSortedMap.copyOf(told);
  }

  /** The image, which tells what is on it. */
  DiscImage image(String volume) {
    StringBuilder note = new StringBuilder();
    told.forEach((path, text) -> note.append(text).append('\t').append(path).append('\n'));
    return new DiscImage(volume, contents, note.toString());
  }

  /** Reads what {@link #image} notes. */
  static ImmutableMap<String, String> read(Iterable<String> note) {
    var files = new TreeMap<String, String>();
    for (String line : note) {
      int tab = line.indexOf('\t');
      if (tab > 0) {
        files.put(line.substring(tab + 1), line.substring(0, tab));
      }
    }
    return ImmutableSortedMap.copyOf(files);
  }
}
