package dev.javaform.iso9660;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import com.google.common.io.ByteStreams;
import com.google.common.io.MoreFiles;
import dev.javaform.lab.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images as the tools of others read them. */
class DiscImageTest {

  private static final String LONG = "A name of a file that is long, with Ünïcödé and 漢字 in it.xml";

  @TempDir private Path folder;

  @Test
  void xorrisoReadsNamesAndBytesByJoliet() throws Exception {
    Path xorriso = Tools.need("xorriso", "xorriso");
    Map<String, ByteSource> files = many();
    Path image = written(new DiscImage("ANSWERS", files, "a note"));
    Path out = folder.resolve("out");
    said(xorriso, "-read_fs", "norock", "-osirrox", "on", "-indev", image, "-extract", "/", out);
    assertSame(files, out);
  }

  @Test
  void sevenZipReadsNamesAndBytes() throws Exception {
    Path sevenZip = Tools.need("7z", "p7zip-full");
    Map<String, ByteSource> files = many();
    Path image = written(new DiscImage("ANSWERS", files, ""));
    Path out = folder.resolve("out");
    said(sevenZip, "x", "-o" + out, image);
    assertSame(files, out);
  }

  @Test
  void bsdtarReadsNamesAndBytes() throws Exception {
    Path bsdtar = Tools.need("bsdtar", "libarchive-tools");
    Map<String, ByteSource> files = many();
    Path image = written(new DiscImage("ANSWERS", files, ""));
    Path out = Files.createDirectory(folder.resolve("out"));
    said(bsdtar, "-xf", image, "-C", out);
    assertSame(files, out);
  }

  @Test
  void whoKnowsNoJolietReadsEightLettersAndThree() throws Exception {
    Path isoinfo = Tools.need("isoinfo", "genisoimage");
    Path image =
        written(
            new DiscImage(
                "ANSWERS",
                ImmutableMap.of(
                    "Autounattend.xml", ByteSource.wrap("one".getBytes(UTF_8)),
                    "autounat.xml2", ByteSource.wrap("two".getBytes(UTF_8)),
                    "folder with blanks/README", ByteSource.wrap("three".getBytes(UTF_8))),
                ""));
    List<String> names = said(isoinfo, "-f", "-i", image).lines().sorted().toList();
    assertEquals(
        List.of("/AUTOUNA1.XML;1", "/AUTOUNAT.XML;1", "/FOLDER_W", "/FOLDER_W/README.;1"), names);
    assertEquals("three", said(isoinfo, "-i", image, "-x", "/FOLDER_W/README.;1"));
    String descriptor = said(isoinfo, "-d", "-i", image);
    assertTrue(descriptor.contains("Volume id: ANSWERS\n"), descriptor);
    assertTrue(descriptor.contains("Joliet with UCS level 3 found\n"), descriptor);
    assertTrue(
        descriptor.contains("Volume size is: " + Files.size(image) / 2048 + "\n"), descriptor);
  }

  @Test
  void theSameFilesGiveTheSameBytesWhateverTheirOrder() throws IOException {
    Map<String, ByteSource> files = many();
    Map<String, ByteSource> sorted = ImmutableSortedMap.copyOf(files);
    assertArrayEquals(
        new DiscImage("X", sorted, "n").bytes().read(),
        new DiscImage("X", ImmutableSortedMap.copyOf(new TreeMap<>(files)), "n").bytes().read());
    assertArrayEquals(
        new DiscImage("X", sorted, "n").bytes().read(),
        new DiscImage("X", sorted, "n").bytes().read());
  }

  @Test
  void theNoteIsWhereThePrimaryDescriptorSays() throws IOException {
    byte[] image = new DiscImage("X", many(), "what is on it\n").bytes().read();
    String pointer = new String(image, DiscImage.NOTE_AT, 64, UTF_8);
    List<String> words = List.of(pointer.substring(0, pointer.indexOf('\n')).split(" "));
    assertEquals("javaform", words.getFirst());
    int at = Integer.parseInt(words.get(1)) * DiscImage.SECTOR;
    assertEquals("what is on it\n", new String(image, at, Integer.parseInt(words.get(2)), UTF_8));
  }

  @Test
  void aFileOfFourGibibytesIsRefusedAndALittleLessIsRead() throws IOException {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new DiscImage("X", Map.of("big.wim", zeros(1L << 32)), "").bytes());
    assertTrue(
        refusal.getMessage().startsWith("big.wim has 4294967296 bytes"), refusal::getMessage);
    long size = (1L << 32) - 1;
    Map<String, ByteSource> files = Map.of("big.wim", zeros(size), "z", zeros(1));
    ByteSource image = new DiscImage("X", files, "").bytes();
    assertTrue(image.size() > size);
    try (InputStream start = image.openStream()) { // read as it is asked for, not whole
      assertEquals(40_000, start.readNBytes(40_000).length);
    }
  }

  @Test
  void namesThatNoCdHasAreRefusedWithTheReason() {
    assertRefused("a:b", "it holds one of");
    assertRefused("a//b", "a part of it is empty");
    assertRefused("../b", "a part of it is empty");
    assertRefused(Strings.repeat("x", 65), "65 letters; at most 64");
    assertRefused("1/2/3/4/5/6/7/8/file", "deeper than the 8 levels");
    ByteSource empty = ByteSource.empty();
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new DiscImage("X", Map.of("a", empty, "A", empty), ""));
    assertTrue(refusal.getMessage().contains("are one name to Windows"));
  }

  private static void assertRefused(String path, String reason) {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> new DiscImage("X", Map.of(path, ByteSource.empty()), ""));
    assertTrue(refusal.getMessage().contains(reason), refusal::getMessage);
  }

  /** Files of all sizes about a sector's end, and folders that do not fit into a sector. */
  private static Map<String, ByteSource> many() {
    Map<String, ByteSource> files = new TreeMap<>();
    Random random = new Random(1);
    for (int size : new int[] {0, 1, 2047, 2048, 2049, 100_000}) {
      byte[] bytes = new byte[size];
      random.nextBytes(bytes);
      files.put("sizes/" + size + ".bin", ByteSource.wrap(bytes));
    }
    IntStream.range(0, 200)
        .forEach(i -> files.put("crowd/file number " + i + ".txt", text("file " + i)));
    IntStream.range(0, 60).forEach(i -> files.put("folders/" + i + "/x.txt", text("in " + i)));
    files.put("1/2/3/4/5/6/7/deep.txt", text("deep"));
    files.put(LONG, text("long"));
    files.put("empty folder/", ByteSource.empty());
    return files;
  }

  private static ByteSource text(String text) {
    return ByteSource.wrap(text.getBytes(UTF_8));
  }

  private static ByteSource zeros(long size) {
    return new ByteSource() {
      @Override
      public InputStream openStream() {
        return ByteStreams.limit(
            new InputStream() {
              @Override
              public int read() {
                return 0;
              }
            },
            size);
      }

      @Override
      public long size() {
        return size;
      }
    };
  }

  private Path written(DiscImage image) throws IOException {
    Path file = folder.resolve("image.iso");
    image.bytes().copyTo(MoreFiles.asByteSink(file));
    return file;
  }

  private static void assertSame(Map<String, ByteSource> wanted, Path out) throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> all = Files.walk(out)) {
      for (Path each : all.toList()) {
        String path = out.relativize(each).toString();
        if (Files.isRegularFile(each)) {
          found.put(path, MoreFiles.asByteSource(each).hash(Hashing.sha256()).toString());
        } else if (MoreFiles.listFiles(each).isEmpty()) {
          found.put(path + "/", ByteSource.empty().hash(Hashing.sha256()).toString());
        }
      }
    }
    Map<String, String> expected = new TreeMap<>();
    for (Map.Entry<String, ByteSource> file : wanted.entrySet()) {
      expected.put(file.getKey(), file.getValue().hash(Hashing.sha256()).toString());
    }
    assertEquals(expected, found);
  }

  private static String said(Object... command) throws Exception {
    ProcessBuilder builder =
        new ProcessBuilder(Stream.of(command).map(Object::toString).toList())
            .redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
