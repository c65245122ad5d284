package dev.javaform.modules.linux.files;

import com.google.common.collect.ImmutableList;
import dev.javaform.module.Content;
import dev.javaform.modules.linux.SeenFile;
import dev.javaform.modules.linux.files.FileState.Data;
import dev.javaform.modules.linux.files.FileState.Kind;
import dev.javaform.modules.linux.files.FileState.Link;
import dev.javaform.modules.linux.files.FileState.Node;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code stat} would return of a file that an earlier task would make or change. What nobody
 * can know beforehand, as the times and the inode of a new file, is left out.
 */
final class PlannedStat {

  /** What is told of the content. */
  private static final List<String> OF_CONTENT =
      ImmutableList.of("size", "checksum", "mimetype", "charset");

  private final Optional<Stat.Algorithm> checksum;
  private final Map<String, Object> values;

  /**
   * @param seen what is there now, which stays where the plan says nothing else
   */
  PlannedStat(String path, Optional<Stat.Algorithm> checksum, Map<String, Object> seen) {
    this.checksum = checksum;
    values = new LinkedHashMap<>(seen);
    values.put("exists", true);
    values.put("path", path);
  }

  /** Nothing is there. */
  static Map<String, Object> nothing() {
    return Map.of("exists", false);
  }

  /** A symbolic link is there. */
  Map<String, Object> of(Link link) {
    mode(0120777);
    values.put("lnk_target", link.target());
    values.put("lnk_source", link.realPath());
    owners(link.owner(), link.group(), link.uid(), link.gid());
    return told();
  }

  /** Something else is there. */
  Map<String, Object> of(Node node) {
    values.keySet().removeAll(List.of("lnk_target", "lnk_source"));
    mode(kind(node.kind()) | Integer.parseInt(node.mode(), 8));
    owners(node.owner(), node.group(), node.uid(), node.gid());
    node.data().ifPresent(this::content);
    return told();
  }

  /** A file with this content is there, which leaves all else as it is. */
  Map<String, Object> of(SeenFile file) {
    if (!values.containsKey("mode")) {
      mode(0100000 | Integer.parseInt(SeenFile.MODE, 8));
    }
    content(Data.of(Content.of(file.text())));
    return told();
  }

  private Map<String, Object> told() {
    return Collections.unmodifiableMap(values);
  }

  private static int kind(Kind kind) {
    return switch (kind) {
      case FILE -> 0100000;
      case DIRECTORY -> 0040000;
      case SPECIAL -> 0;
    };
  }

  private void mode(int bits) {
    values.putAll(StatAnswer.mode(bits));
  }

  private void owners(String user, String group, Optional<String> uid, Optional<String> gid) {
    values.put("pw_name", user);
    values.put("gr_name", group);
    uid.ifPresent(number -> values.put("uid", Long.valueOf(number)));
    gid.ifPresent(number -> values.put("gid", Long.valueOf(number)));
  }

  private void content(Data data) {
    if (data.digest().isEmpty()) {
      return;
    }
    values.keySet().removeAll(OF_CONTENT);
    values.put("size", data.size());
    checksum
        .flatMap(algorithm -> data.bytes().map(algorithm::of))
        .ifPresent(sum -> values.put("checksum", sum));
  }
}
