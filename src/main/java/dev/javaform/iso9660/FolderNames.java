package dev.javaform.iso9660;

import com.google.common.collect.ImmutableList;

/** How one of the two hierarchies of an image names what is in a folder. */
interface FolderNames {

  /**
   * One thing in a folder.
   *
   * @param name as it is meant
   * @param identifier as the hierarchy writes it
   */
  @SuppressWarnings("ArrayRecordComponent") // written as it is; never compared
  record Named(String name, byte[] identifier) {}

  /** All that is in a folder, in the order in which the hierarchy keeps it. */
  ImmutableList<Named> in(Folder folder);

  /** A text of a volume descriptor, filled up to {@code length} bytes. */
  byte[] text(String text, int length);
}
