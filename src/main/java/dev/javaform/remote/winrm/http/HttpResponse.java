package dev.javaform.remote.winrm.http;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import java.util.Locale;

/**
 * An answer, read to its end.
 *
 * @param headers by name in small letters, in their order
 */
@SuppressWarnings("ArrayRecordComponent") // a body, which is not copied; never compared
public record HttpResponse(int status, ImmutableListMultimap<String, String> headers, byte[] body) {

  /** The values of a header. */
  public ImmutableList<String> all(String name) {
    return headers.get(name.toLowerCase(Locale.ROOT));
  }

  /** The first value of a header, or an empty text. */
  public String first(String name) {
    ImmutableList<String> values = all(name);
    return values.isEmpty() ? "" : values.getFirst();
  }
}
