package dev.javaform.modules.linux.storage;

import com.google.common.collect.ImmutableMap;
import dev.javaform.module.Digest;
import dev.javaform.module.Unseen;
import java.util.Optional;

/**
 * The image of a CD on a host.
 *
 * @param mode its mode; empty where there is none
 * @param asWished whether it has the very bytes that are wished
 * @param files what it tells to be on it, by path; empty where javaform did not write it
 * @param place what is around it
 */
record Disc(
    Optional<String> mode,
    boolean asWished,
    ImmutableMap<String, String> files,
    @Unseen Place place) {

  /**
   * What is around an image.
   *
   * @param digest of the file that is there
   * @param kind what is there, if it is no regular file
   * @param folder whether there is a folder for it
   * @param free how many bytes may be written there; empty where that is not known
   */
  record Place(Digest digest, Optional<String> kind, boolean folder, Optional<Long> free) {}
}
