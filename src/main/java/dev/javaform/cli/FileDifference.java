package dev.javaform.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.nio.file.Path;
import java.util.List;

/** What would be another text in a file, as a unified difference. */
final class FileDifference {

  private static final int CONTEXT = 3;

  private FileDifference() {}

  static String of(Path file, String before, String after) {
    List<String> old = before.lines().toList();
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            "before: " + file,
            "after: " + file,
            old,
            DiffUtils.diff(old, after.lines().toList()),
            CONTEXT);
    return String.join("\n", lines) + "\n";
  }
}
