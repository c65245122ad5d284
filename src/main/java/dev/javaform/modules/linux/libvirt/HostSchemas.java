package dev.javaform.modules.linux.libvirt;

import com.google.common.base.Splitter;
import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.util.concurrent.UncheckedExecutionException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.zip.GZIPInputStream;

/** The schemas that hosts sent, each read once: hosts of one release have the same. */
final class HostSchemas {

  /** Where libvirt's libraries have them. */
  static final String FOLDER = "/usr/share/libvirt/schemas";

  /** Prints all files of the schema, packed; nothing where there is none. */
  static final String SCRIPT =
      """
      title schema
      ( command -v gzip >/dev/null && command -v base64 >/dev/null && cd \
      """
          + FOLDER
          + """
           &&
        for file in domain.rng domainoverrides.rng *common.rng *types.rng nwfilter_params.rng privatedata.rng; do
          [ -r "$file" ] && printf '\\n==> %s\\n' "$file" && cat "$file"
        done | gzip | base64 ) 2>/dev/null | bars
      """;

  private static final Splitter FILES = Splitter.on("\n==> ");

  /** More is no schema. */
  private static final int LARGEST = 8 * 1024 * 1024;

  private static final Cache<String, Optional<Schema>> READ =
      CacheBuilder.newBuilder().maximumSize(8).build();

  private HostSchemas() {}

  /** The schema a host printed; empty where it has none that can be read. */
  static Optional<Schema> of(String printed) {
    try {
      return READ.get(printed, () -> read(printed));
    } catch (ExecutionException | UncheckedExecutionException _) {
      return Optional.empty();
    }
  }

  private static Optional<Schema> read(String printed) {
    Map<String, String> files = new HashMap<>();
    for (String file : FILES.split(unpacked(printed))) {
      int end = file.indexOf('\n');
      if (end > 0) {
        files.put(file.substring(0, end), file.substring(end));
      }
    }
    return Optional.of(new Schema(files));
  }

  private static String unpacked(String printed) {
    byte[] packed = Base64.getMimeDecoder().decode(printed);
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return new String(in.readNBytes(LARGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
