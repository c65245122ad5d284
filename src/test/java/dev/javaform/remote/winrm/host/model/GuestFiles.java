package dev.javaform.remote.winrm.host.model;

import com.google.common.hash.Hashing;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The files of a guest, and their putting in place. */
public final class GuestFiles implements ResourceModel {

  private static final String ABSENT = "absent";

  private final Map<String, byte[]> files = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Set<String> folders = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  GuestFiles() {
    folders.addAll(
        Set.of(
            "C:",
            "C:\\Windows",
            "C:\\Windows\\Temp",
            "C:\\ProgramData",
            "C:\\Users",
            "C:\\Users\\gamer",
            "C:\\Temp"));
  }

  static String plain(String path) {
    String back = path.replace('/', '\\');
    return back.endsWith("\\") ? back.substring(0, back.length() - 1) : back;
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) {
    return Map.of();
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
      throws ModelException {
    String path = plain(ResourceModel.text(select, "path"));
    String part = path + "." + ResourceModel.text(select, "token") + ".tmp";
    if (set.get("data") instanceof String data) {
      append(part, Base64.getDecoder().decode(data), Boolean.TRUE.equals(set.get("begins")));
    }
    if (set.get("sha256") instanceof String sum) {
      move(part, path, sum, Optional.ofNullable(set.get("replaces")));
    }
    return Optional.empty();
  }

  private void append(String path, byte[] bytes, boolean begins) throws ModelException {
    int last = path.lastIndexOf('\\');
    if (last < 0 || !folders.contains(path.substring(0, last))) {
      throw new ModelException("Could not find a part of the path '" + path + "'.");
    }
    byte[] old = begins ? new byte[0] : files.getOrDefault(path, new byte[0]);
    byte[] all = Arrays.copyOf(old, old.length + bytes.length);
    System.arraycopy(bytes, 0, all, old.length, bytes.length);
    files.put(path, all);
  }

  private void move(String part, String path, String sum, Optional<Object> replaces)
      throws ModelException {
    byte[] arrived = Optional.ofNullable(files.remove(part)).orElse(new byte[0]);
    if (!sum(arrived).equals(sum.toLowerCase(Locale.ROOT))) {
      throw new ModelException("what arrived of " + path + " is not what was sent");
    }
    String old = Optional.ofNullable(files.get(path)).map(GuestFiles::sum).orElse(ABSENT);
    if (replaces.isPresent() && !replaces.get().equals(old)) {
      throw new ModelException(path + " was changed by somebody else meanwhile");
    }
    files.put(path, arrived);
  }

  private static String sum(byte[] bytes) {
    return Hashing.sha256().hashBytes(bytes).toString();
  }

  /** What a file holds. */
  public Optional<byte[]> content(String path) {
    return Optional.ofNullable(files.get(plain(path)));
  }

  /** Puts a file there; whatever folder it is in is there as well then. */
  public GuestFiles put(String path, byte[] content) {
    String plain = plain(path);
    files.put(plain, content.clone());
    return folder(plain.substring(0, plain.lastIndexOf('\\')));
  }

  /** The folder that something is in; the drive is its own. */
  static String parent(String path) {
    int last = path.lastIndexOf('\\');
    return last < 0 ? path : path.substring(0, last);
  }

  /** Makes a file whose folder is there. */
  void make(String path, byte[] content) throws ModelException {
    if (!isFolder(parent(path))) {
      throw new ModelException("Could not find a part of the path '" + path + "'.");
    }
    files.put(plain(path), content);
  }

  /** Removes a file, or a folder with all that is in it. */
  void remove(String path) {
    String plain = plain(path);
    String within = plain.toLowerCase(Locale.ROOT) + "\\";
    files.keySet().removeIf(each -> each.toLowerCase(Locale.ROOT).startsWith(within));
    folders.removeIf(each -> each.toLowerCase(Locale.ROOT).startsWith(within));
    files.remove(plain);
    folders.remove(plain);
  }

  /** Whether that is a folder. */
  boolean isFolder(String path) {
    return folders.contains(plain(path));
  }

  /** Whether a file or a folder is there. */
  public boolean exists(String path) {
    return files.containsKey(plain(path)) || folders.contains(plain(path));
  }

  /** How many files there are, unfinished ones too. */
  public int size() {
    return files.size();
  }

  /** Another folder. */
  public GuestFiles folder(String path) {
    folders.add(plain(path));
    return this;
  }
}
