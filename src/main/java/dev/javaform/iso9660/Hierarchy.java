package dev.javaform.iso9660;

import com.google.common.collect.ImmutableList;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One of the two hierarchies of an image: the same folders and files, by names of one kind. Folders
 * have the order of the path table: by level, then by parent, then by name (ECMA-119, 6.9.1).
 */
final class Hierarchy {

  private static final byte[] ITSELF = {0};
  private static final byte[] PARENT = {1};

  /** ECMA-119, 6.9.1: folders are numbered with 16 bits. */
  private static final int MOST = 65_535;

  /**
   * A folder in its order.
   *
   * @param parent the number of the folder that it is in, from 0; the root is in itself
   */
  @SuppressWarnings("ArrayRecordComponent") // written as it is; never compared
  private record Place(Folder folder, byte[] identifier, int parent) {}

  private final FolderNames names;
  private final ImmutableList<Place> places;

  private Hierarchy(FolderNames names, ImmutableList<Place> places) {
    this.names = names;
    this.places = places;
  }

  static Hierarchy of(Folder root, FolderNames names) {
    List<Place> places = new ArrayList<>(List.of(new Place(root, ITSELF, 0)));
    for (int at = 0; at < places.size(); at++) {
      Folder folder = places.get(at).folder();
      for (FolderNames.Named named : names.in(folder)) {
        Folder below = folder.folders().get(named.name());
        if (below != null) {
          places.add(new Place(below, named.identifier(), at));
        }
      }
    }
    if (places.size() > MOST) {
      throw new IllegalArgumentException("A CD has at most %d folders.".formatted(MOST));
    }
    return new Hierarchy(names, ImmutableList.copyOf(places));
  }

  FolderNames names() {
    return names;
  }

  /** How long its path table is. */
  int tableBytes() {
    return places.stream().mapToInt(place -> tableRecord(place.identifier())).sum();
  }

  private static int tableRecord(byte[] identifier) {
    return 8 + identifier.length + identifier.length % 2;
  }

  /** Where its folders lie, the first of them at {@code start}. */
  ImmutableList<Extent> extents(Extent start) {
    var extents = ImmutableList.<Extent>builder();
    Extent before = start;
    for (Place place : places) {
      before = before.followedBy(bytes(place.folder()));
      extents.add(before);
    }
    return extents.build();
  }

  private long bytes(Folder folder) {
    int size = 2 * FolderRecord.bytes(ITSELF);
    for (FolderNames.Named named : names.in(folder)) {
      int record = FolderRecord.bytes(named.identifier());
      int room = Extent.SECTOR - size % Extent.SECTOR;
      size += record > room ? room + record : record;
    }
    return new Extent(0, size).sectors() * Extent.SECTOR;
  }

  /** The path table with numbers of this order (ECMA-119, 9.4). */
  byte[] table(ImmutableList<Extent> extents, ByteOrder order) {
    ImageBytes table = new ImageBytes(tableBytes()).in(order);
    for (int i = 0; i < places.size(); i++) {
      byte[] identifier = places.get(i).identifier();
      int start = table.position();
      table.octet(identifier.length).octet(0).number32(extents.get(i).sector());
      table.number16(places.get(i).parent() + 1).octets(identifier);
      table.at(start + tableRecord(identifier));
    }
    return table.toBytes();
  }

  /** The folders' own bytes. */
  List<byte[]> folders(ImmutableList<Extent> extents, Map<String, Extent> files) {
    Map<Folder, Extent> places = new HashMap<>();
    for (int i = 0; i < this.places.size(); i++) {
      places.put(this.places.get(i).folder(), extents.get(i));
    }
    return this.places.stream()
        .map(place -> folder(place, extents.get(place.parent()), places, files))
        .toList();
  }

  private byte[] folder(
      Place place, Extent parent, Map<Folder, Extent> places, Map<String, Extent> files) {
    Folder folder = place.folder();
    Extent itself = Optional.ofNullable(places.get(folder)).orElseThrow();
    ImageBytes block = new ImageBytes(itself.bytes());
    FolderRecord.write(block, itself, ITSELF, true);
    FolderRecord.write(block, parent, PARENT, true);
    for (FolderNames.Named named : names.in(folder)) {
      Optional<Extent> below =
          Optional.ofNullable(folder.folders().get(named.name())).map(places::get);
      Extent extent =
          below.or(() -> Optional.ofNullable(files.get(folder.path(named.name())))).orElseThrow();
      FolderRecord.write(block, extent, named.identifier(), below.isPresent());
    }
    return block.toBytes();
  }
}
