package dev.javaform.remote.winrm.host.model;

import com.google.common.hash.Hashing;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What modules ask of files and folders, and do with them. */
final class FileModels {

  private final GuestFiles files;

  FileModels(GuestFiles files) {
    this.files = files;
  }

  private static String resolved(String path) {
    String expanded = path.replace("%TEMP%", "C:\\Windows\\Temp");
    return expanded.endsWith(":\\") ? expanded : GuestFiles.plain(expanded);
  }

  private static String below(String path, String name) {
    return name.isEmpty() ? path : path + "\\" + name.replace('/', '\\');
  }

  /** A file or folder. */
  ResourceModel file() {
    return new ResourceModel() {
      @Override
      public Map<String, Object> read(Map<String, Object> select) {
        String path = path(select);
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("path", path);
        state.put("exists", files.exists(path));
        state.put("directory", files.isFolder(path));
        state.put("folder", files.isFolder(GuestFiles.parent(path)));
        boolean sum = Boolean.TRUE.equals(select.get("sum"));
        state.put("sha256", sum ? sum(path) : null);
        return state;
      }

      @Override
      public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
          throws ModelException {
        return change(path(select), set);
      }
    };
  }

  private String path(Map<String, Object> select) {
    String told = ResourceModel.text(select, "path");
    String path = resolved(told);
    boolean into = told.matches(".*[\\\\/]") || files.isFolder(path);
    return select.get("into") != null && into
        ? below(path, ResourceModel.text(select, "into"))
        : path;
  }

  private Optional<Object> change(String path, Map<String, Object> set) throws ModelException {
    if (Boolean.TRUE.equals(set.get("backup"))) {
      String copy = path + ".1868.20260101-000000.bak";
      files.put(copy, files.content(path).orElseThrow());
      return Optional.of(Map.of("backup_file", copy));
    }
    if (Boolean.TRUE.equals(set.get("touch"))) {
      if (!files.exists(path)) {
        files.make(path, new byte[0]);
      }
    } else if (Boolean.FALSE.equals(set.get("exists"))) {
      files.remove(path);
    } else if (Boolean.TRUE.equals(set.get("directory"))) {
      folders(path);
    }
    return Optional.empty();
  }

  private void folders(String path) throws ModelException {
    if (files.content(path).isPresent()) {
      throw new ModelException("Cannot create '" + path + "': a file of that name is there.");
    }
    if (!path.endsWith(":")) {
      folders(GuestFiles.parent(path));
      files.folder(path);
    }
  }

  private String sum(String path) {
    return files
        .content(path)
        .map(bytes -> Hashing.sha256().hashBytes(bytes).toString())
        .orElse(null);
  }

  /** Names below a folder. */
  ResourceModel tree() {
    return new ResourceModel() {
      @Override
      public Map<String, Object> read(Map<String, Object> select) {
        String root = resolved(ResourceModel.text(select, "path"));
        List<Map<String, Object>> entries = new ArrayList<>();
        entries.add(entry(root, ""));
        if (select.get("names") instanceof List<?> names) {
          names.forEach(name -> entries.add(entry(root, name.toString())));
        }
        return Map.of("path", root, "entries", entries);
      }

      @Override
      public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
          throws ModelException {
        for (Object name : (List<?>) set.get("directories")) {
          folders(below(resolved(ResourceModel.text(select, "path")), name.toString()));
        }
        return Optional.empty();
      }
    };
  }

  private Map<String, Object> entry(String root, String name) {
    String path = below(root, name);
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("name", name);
    entry.put("kind", files.isFolder(path) ? "directory" : files.exists(path) ? "file" : null);
    entry.put("sha256", sum(path));
    return entry;
  }

  /** What is known of something. */
  ResourceModel stat() {
    return new ResourceModel() {
      @Override
      public Map<String, Object> read(Map<String, Object> select) {
        String path = resolved(ResourceModel.text(select, "path"));
        return Map.of("path", path, "stat", told(path, select));
      }

      @Override
      public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
          throws ModelException {
        throw new ModelException("what is known of a file cannot be set");
      }
    };
  }

  private Map<String, Object> told(String path, Map<String, Object> select) {
    Map<String, Object> stat = new LinkedHashMap<>();
    stat.put("exists", files.exists(path));
    if (!files.exists(path)) {
      return stat;
    }
    boolean folder = files.isFolder(path);
    stat.put("path", path);
    stat.put("filename", path.substring(path.lastIndexOf('\\') + 1));
    stat.put("attributes", folder ? "Directory" : "Archive");
    stat.put("isdir", folder);
    stat.put("isreg", !folder);
    List.of("isarchive", "ishidden", "isjunction", "islnk", "isreadonly", "isshared")
        .forEach(name -> stat.put(name, false));
    stat.put("nlink", 1);
    stat.put("hlnk_targets", List.of());
    List.of("creationtime", "lastaccesstime", "lastwritetime")
        .forEach(name -> stat.put(name, 1_767_225_600.5));
    stat.put("owner", "BUILTIN\\Administrators");
    files.content(path).ifPresent(bytes -> tellOfFile(bytes, path, select, stat));
    return stat;
  }

  private static void tellOfFile(
      byte[] bytes, String path, Map<String, Object> select, Map<String, Object> stat) {
    int dot = path.lastIndexOf('.');
    stat.put("extension", dot < 0 ? "" : path.substring(dot));
    if (Boolean.TRUE.equals(select.get("size"))) {
      stat.put("size", bytes.length);
    }
    switch (ResourceModel.text(select, "checksum")) {
      case "sha1" -> stat.put("checksum", sha1(bytes));
      case "sha256" -> stat.put("checksum", Hashing.sha256().hashBytes(bytes).toString());
      default -> {} // not asked for, or one that no test needs
    }
  }

  @SuppressWarnings("deprecation") // Ansible's default
  private static String sha1(byte[] bytes) {
    return Hashing.sha1().hashBytes(bytes).toString();
  }
}
