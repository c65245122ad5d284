package dev.javaform.iso9660;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.io.ByteSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The image of a CD with files on it, readable by whatever reads ISO 9660 or Joliet. The same files
 * give the same bytes: everything has one date, and nothing is taken from the machine it is made
 * on. Files are read only while the image is, piece by piece.
 *
 * <p>Beside its files an image holds a note, a text that no folder shows: {@link #NOTE_AT} tells
 * where it is.
 */
public final class DiscImage {

  /** The bytes of a sector. */
  public static final int SECTOR = Extent.SECTOR;

  /**
   * Where in an image the line {@code javaform SECTOR BYTES} tells where the note is: the part for
   * applications of the primary volume descriptor (ECMA-119, 8.4.32).
   */
  public static final int NOTE_AT = 16 * SECTOR + 883;

  /** ECMA-119, 9.1.4: a length has 32 bits. */
  private static final long LARGEST = 0xFFFF_FFFFL;

  private static final int DESCRIPTORS = 16;

  private final String volume;
  private final String note;
  private final Map<String, ByteSource> files;
  private final Hierarchy plain;
  private final Hierarchy joliet;

  /**
   * An image.
   *
   * @param volume its name: at most 16 letters, digits, blanks and {@code _ - .}
   * @param files by their paths; one that ends in a slash is an empty folder
   * @throws IllegalArgumentException where the name or a path is not possible
   */
  public DiscImage(String volume, Map<String, ByteSource> files, String note) {
    if (!volume.matches("[A-Za-z0-9_. -]{1,16}")) {
      throw new IllegalArgumentException(
          ("\"%s\" cannot be the name of a CD: it has 1 to 16 letters, digits, blanks, and any of"
                  + " _ . -")
              .formatted(volume));
    }
    Folder root = Folder.of(files);
    this.volume = volume;
    this.note = note;
    this.files = ImmutableMap.copyOf(files);
    this.plain = Hierarchy.of(root, new PlainNames());
    this.joliet = Hierarchy.of(root, new JolietNames());
  }

  /**
   * Its bytes.
   *
   * @throws IllegalArgumentException where a file is too large
   */
  public ByteSource bytes() {
    Extent descriptors = new Extent(DESCRIPTORS, 3L * SECTOR);
    ImmutableList<Extent> plainTables = tables(descriptors, plain);
    ImmutableList<Extent> jolietTables = tables(plainTables.getLast(), joliet);
    ImmutableList<Extent> plainFolders = plain.extents(jolietTables.getLast());
    ImmutableList<Extent> jolietFolders = joliet.extents(plainFolders.getLast());
    byte[] noted = note.getBytes(StandardCharsets.UTF_8);
    Extent noteExtent = jolietFolders.getLast().followedBy(noted.length);
    Map<String, Extent> places = places(noteExtent);
    long end = places.values().stream().mapToLong(Extent::end).max().orElse(0);
    long sectors = Math.max(end, noteExtent.end());
    String pointer = "javaform %d %d\n".formatted(noteExtent.sector(), noted.length);
    List<ByteSource> parts = new ArrayList<>();
    parts.add(ByteSource.wrap(new byte[DESCRIPTORS * SECTOR]));
    parts.add(descriptor(plain, plainTables, plainFolders.getFirst(), sectors, pointer));
    parts.add(descriptor(joliet, jolietTables, jolietFolders.getFirst(), sectors, ""));
    parts.add(ByteSource.wrap(Descriptor.end()));
    addTables(parts, plain, plainFolders);
    addTables(parts, joliet, jolietFolders);
    plain.folders(plainFolders, places).forEach(folder -> parts.add(ByteSource.wrap(folder)));
    joliet.folders(jolietFolders, places).forEach(folder -> parts.add(ByteSource.wrap(folder)));
    add(parts, ByteSource.wrap(noted), noted.length);
    files.forEach((path, content) -> add(parts, content, size(path, content)));
    return ByteSource.concat(parts);
  }

  /** The two path tables of a hierarchy. */
  private static ImmutableList<Extent> tables(Extent before, Hierarchy hierarchy) {
    Extent little = before.followedBy(hierarchy.tableBytes());
    return ImmutableList.of(little, little.followedBy(hierarchy.tableBytes()));
  }

  private ByteSource descriptor(
      Hierarchy hierarchy,
      ImmutableList<Extent> tables,
      Extent root,
      long sectors,
      String pointer) {
    return ByteSource.wrap(
        Descriptor.of(
            hierarchy.names(),
            new Descriptor.Contents(
                volume, sectors, tables.getFirst(), tables.getLast(), root, pointer)));
  }

  private static void addTables(
      List<ByteSource> parts, Hierarchy hierarchy, ImmutableList<Extent> folders) {
    for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
      byte[] table = hierarchy.table(folders, order);
      add(parts, ByteSource.wrap(table), table.length);
    }
  }

  /** Where the files are; an empty one is nowhere, which is said as the place of the note. */
  private Map<String, Extent> places(Extent before) {
    Map<String, Extent> places = new LinkedHashMap<>();
    Extent last = before;
    for (Map.Entry<String, ByteSource> file : files.entrySet()) {
      long size = size(file.getKey(), file.getValue());
      if (size == 0) {
        places.put(file.getKey(), new Extent(before.sector(), 0));
      } else {
        last = last.followedBy(size);
        places.put(file.getKey(), last);
      }
    }
    return places;
  }

  private static long size(String path, ByteSource content) {
    try {
      long size = content.size();
      if (size > LARGEST) {
        throw new IllegalArgumentException(
            ("%s has %d bytes, and a file on a CD is smaller than 4 GiB. Split it, or copy it to"
                    + " the host and attach it as a disk.")
                .formatted(path, size));
      }
      return size;
    } catch (IOException e) {
      throw new UncheckedIOException(path + " cannot be read any more", e);
    }
  }

  private static void add(List<ByteSource> parts, ByteSource content, long size) {
    parts.add(content);
    int over = (int) (size % SECTOR);
    if (over > 0) {
      parts.add(ByteSource.wrap(new byte[SECTOR - over]));
    }
  }
}
