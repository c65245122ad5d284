package dev.javaform.modules.linux.storage;

import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import dev.javaform.iso9660.DiscImage;
import dev.javaform.module.Argument;
import dev.javaform.module.Argument.Meaning;
import dev.javaform.module.Attributes;
import dev.javaform.module.Content;
import dev.javaform.module.ControllerFile;
import dev.javaform.module.Digest;
import dev.javaform.module.FileMode;
import dev.javaform.module.Manual;
import dev.javaform.module.Module;
import dev.javaform.module.ModuleFailure;
import dev.javaform.module.Name;
import dev.javaform.module.Output;
import dev.javaform.module.Plan;
import dev.javaform.module.Probe;
import dev.javaform.module.Returns;
import dev.javaform.module.Script;
import dev.javaform.module.Step;
import dev.javaform.modules.linux.Sections;
import java.util.Map;
import java.util.Optional;

/**
 * The image of a CD with files of the controller on it: for a Windows guest, its answer file. It is
 * made on the controller, as ISO 9660 with Joliet, and needs no tool on the host; the same files
 * give the same bytes. It tells itself what is on it, so that a difference is shown file by file;
 * of files whose text the task holds only the length is told, never a digest.
 *
 * @see <a
 *     href="https://ecma-international.org/publications-and-standards/standards/ecma-119/">ECMA-119,
 *     Volume and File Structure of CDROM for Information Interchange</a>
 */
@Name("javaform.host.iso_image")
@Manual(
    summary = "Makes the image of a CD with files of the controller, without a tool on the host.",
    example =
        """
        - name: Answer what Setup asks
          iso_image:
            dest: /var/lib/libvirt/images/answers.iso
            volume: ANSWERS
            files:
              Autounattend.xml: "{{ lookup('ansible.builtin.template', 'answers.xml.j2') }}"
          no_log: true
        """,
    returns = {
      "dest: The image on the host.",
      "size: How many bytes it has.",
      "checksum: The SHA-256 of the image; not told where the task holds the text of a file."
    },
    restsOn = {
      "Names of ISO 9660 are short and in capitals; Joliet has up to 64 letters of UCS-2 "
          + "(ECMA-119; the Joliet specification).",
      "A file of ISO 9660 in one extent is shorter than 4 GiB (ECMA-119, 9.1)."
    })
public record IsoImage(
    @Argument("The image on the host; its folder must be there.") String dest,
    @Argument(
            "The name of the CD, as the guest shows it: at most 16 letters, digits, blanks, and"
                + " any of _ . -")
        String volume,
    @Argument(
            value = "A file of the controller, or a folder, of which all that is in it is taken.",
            meaning = Meaning.FILE)
        Optional<ControllerFile> src,
    @Argument(value = "Texts of further files, by their paths on the CD.", preset = "{}")
        Map<String, Object> files,
    @Argument(
            value = "Further files in base64, as slurp returns them, by their paths on the CD.",
            preset = "{}")
        Map<String, Object> encoded,
    @Argument(value = "The mode of the image.", preset = "\"0600\"") FileMode mode)
    implements Module<Disc> {

  private static final String SCRIPT =
      """
      dest={} at={} sector={}
      title kind
      [ -e "$dest" ] || [ -L "$dest" ] && [ ! -f "$dest" ] && echo '|other'
      title folder; [ -d "${dest%/*}/" ] && echo '|yes'
      title free; df -Pk "${dest%/*}/" 2>/dev/null | awk 'NR == 2 { print "|" $4 }'
      [ -f "$dest" ] || exit 0
      section mode stat -L -c %a "$dest"
      title digest; sha256sum < "$dest" | cut -c1-64 | bars
      line=$(dd if="$dest" bs=1 skip="$at" count=64 2>/dev/null | tr -d '\\000' | head -n 1)
      case $line in 'javaform '[1-9]*' '[0-9]*) ;; *) exit 0 ;; esac
      line=${line#javaform }; where=${line% *}; size=${line#* }
      case $where$size in *[!0-9]*) exit 0 ;; esac
      title note
      dd if="$dest" bs="$sector" skip="$where" count=$((size / sector + 1)) 2>/dev/null |
        head -c "$size" | bars
      """;

  public IsoImage {
    if (!dest.startsWith("/") || dest.endsWith("/")) {
      throw new IllegalArgumentException(
          "dest is \"%s\"; it must be an absolute path of a file.".formatted(dest));
    }
    if (src.isEmpty() && files.isEmpty() && encoded.isEmpty()) {
      throw new IllegalArgumentException(
          "iso_image needs something to put on the CD: src, files or encoded.");
    }
    if (src.filter(ControllerFile::onHost).isPresent() || mode.isPreserve()) {
      throw new IllegalArgumentException("src is a file of the controller, and mode has digits.");
    }
    new DiscFiles(src, files, encoded).image(volume).bytes();
  }

  private DiscFiles contents() {
    return new DiscFiles(src, files, encoded);
  }

  private Content image() {
    Content image = Content.of(contents().image(volume).bytes());
    return holdsTexts() ? image.hidden() : image;
  }

  private boolean holdsTexts() {
    return !files.isEmpty() || !encoded.isEmpty();
  }

  @Override
  public Probe<Disc> observe() {
    return Probe.of(
        Sections.script(SCRIPT, dest, DiscImage.NOTE_AT, DiscImage.SECTOR), Disc.class, this::read);
  }

  private Disc read(Output output) {
    Sections seen = Sections.read(output);
    Digest digest = seen.has("digest") ? new Digest(seen.first("digest")) : Digest.ABSENT;
    Optional<String> kind = Optional.of(seen.first("kind")).filter(text -> !text.isEmpty());
    Optional<Long> free =
        Optional.ofNullable(Longs.tryParse(seen.first("free"))).map(kib -> kib * 1024);
    return new Disc(
        Optional.of(seen.first("mode")).filter(text -> !text.isEmpty()).map(IsoImage::octal),
        digest.equals(image().digest()),
        DiscFiles.read(seen.of("note")),
        new Disc.Place(digest, kind, seen.has("folder"), free));
  }

  private static String octal(String mode) {
    return "%04o".formatted(Integer.parseInt(mode, 8));
  }

  @Override
  public Plan<Disc> decide(Disc seen) {
    String wanted = mode.applyTo(seen.mode().orElse("0600"), false, "0077");
    Disc then = new Disc(Optional.of(wanted), true, contents().told(), seen.place());
    if (!seen.asWished()) {
      requirePossible(seen);
      return Plan.move(seen, then, put(seen, wanted)).returning(returns());
    }
    Disc now = new Disc(seen.mode(), true, then.files(), seen.place());
    Plan<Disc> plan =
        now.equals(then)
            ? Plan.keep(seen)
            : Plan.move(
                now, then, new Step.Run("set its mode", Script.sh("chmod {} {}", wanted, dest)));
    return plan.returning(returns());
  }

  private void requirePossible(Disc seen) {
    if (seen.place().kind().isPresent()) {
      throw new ModuleFailure(
          dest + " is there and is no regular file. Choose another dest, or take it away.");
    }
    if (!seen.place().folder()) {
      throw new ModuleFailure(
          "There is no folder for %s. Make it first (file, state: directory).".formatted(dest));
    }
    long size = image().size();
    if (seen.place().free().filter(free -> free < size).isPresent()) {
      throw new ModuleFailure(
          "%s would have %d bytes, and its file system has %d left."
              .formatted(dest, size, seen.place().free().orElseThrow()));
    }
  }

  private Step put(Disc seen, String mode) {
    return new Step.Put(
        "write the image " + dest,
        dest,
        image(),
        Attributes.mode(mode),
        seen.place().digest(),
        Optional.empty());
  }

  private Returns returns() {
    Content image = image();
    var known = ImmutableMap.<String, Object>builder();
    known.put("dest", dest).put("size", image.size());
    if (!holdsTexts()) {
      known.put("checksum", image.digest().sha256());
    }
    return Returns.of(known.buildOrThrow());
  }
}
