package dev.javaform.modules.windows.files;

import dev.javaform.module.Digest;
import dev.javaform.module.Output;
import dev.javaform.module.Probe;
import dev.javaform.module.Script;
import dev.javaform.module.Situated;
import dev.javaform.module.Unseen;
import dev.javaform.modules.windows.Answer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What there is at a path of a guest.
 *
 * @param path as the guest resolves it
 * @param exists whether there is anything
 * @param directory whether that is a folder
 * @param folder whether the folder that it would be in is there
 * @param sum of a file's content, where it was asked for
 * @param touched whether its times were set to now
 */
public record GuestFile(
    @Unseen String path,
    boolean exists,
    boolean directory,
    @Unseen boolean folder,
    Digest sum,
    @Unseen boolean touched)
    implements Situated<GuestFile> {

  /** Where the helper is asked; {@code into} is the name in a folder that may be there. */
  static Script.PowerShell question(String path, Optional<String> into, boolean sum) {
    Map<String, Object> select = new LinkedHashMap<>();
    select.put("path", path);
    into.ifPresent(name -> select.put("into", name));
    if (sum) {
      select.put("sum", true);
    }
    return Script.PowerShell.ask("file", select);
  }

  static Probe<GuestFile> probe(Script.PowerShell question) {
    return Probe.of(question, GuestFile.class, GuestFile::read);
  }

  private static GuestFile read(Output output) {
    Answer answer = Answer.of(output);
    return new GuestFile(
        answer.words("path"),
        answer.flag("exists"),
        answer.flag("directory"),
        answer.flag("folder"),
        answer.text("sha256").map(Digest::new).orElse(Digest.ABSENT),
        false);
  }

  /** The same as a folder. */
  GuestFile asDirectory() {
    return new GuestFile(path, true, true, true, Digest.ABSENT, false);
  }

  /** The same as a file of this content. */
  GuestFile asFile(Digest content) {
    return new GuestFile(path, true, false, true, content, false);
  }

  /** Nothing there. */
  GuestFile gone() {
    return new GuestFile(path, false, false, folder, Digest.ABSENT, false);
  }

  /** The same once its times are now. */
  GuestFile asTouched() {
    return new GuestFile(path, true, directory, folder, sum, true);
  }

  /** The folder that it is in; a root is in itself. */
  String parent() {
    int end = path.lastIndexOf('\\');
    return end < 0 ? path : path.substring(0, end);
  }

  /** Below a folder that an earlier task makes or removes. */
  @Override
  public GuestFile among(List<?> planned) {
    GuestFile seen = this;
    for (Object other : planned) {
      if (other instanceof GuestFile file) {
        seen = seen.beside(file);
      }
    }
    return seen;
  }

  private GuestFile beside(GuestFile other) {
    String mine = folded(path);
    String theirs = folded(other.path);
    if (other.directory && folded(parent()).equals(theirs)) {
      return new GuestFile(path, exists, directory, true, sum, touched);
    }
    boolean below = mine.startsWith(theirs + "\\");
    return below && !other.exists
        ? new GuestFile(path, false, false, false, Digest.ABSENT, false)
        : this;
  }

  private static String folded(String path) {
    return path.toLowerCase(Locale.ROOT);
  }
}
