package dev.javaform.endtoend;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import dev.javaform.lab.Tools;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/**
 * What the role guest_install writes for an installation, and what it deletes afterwards: one run
 * for several hosts, each with other settings, all of them this machine.
 */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class GuestInstallTest {

  private static final String PASSWORD = "Tr0ub4dor&3<horse>";
  private static final XPath XPATH = XPathFactory.newInstance().newXPath();

  private static final String HOSTS =
      """
      all:
        vars:
          ansible_connection: local
          guest_install_enabled: true
          guest_install_folder: "FOLDER/{{ inventory_hostname }}"
          guest_install_image: "FOLDER/{{ inventory_hostname }}.iso"
          guest_install_password: "PASSWORD"
        children:
          good:
            hosts:
              plain:
              key: {guest_install_product_key: AAAAA-BBBBB-CCCCC-DDDDD-EEEEE, guest_install_wipe_disk: true}
              autologon: {guest_install_autologon: true, guest_install_language: de-DE}
              edition: {guest_install_edition: Windows 11 <Pro> & "more"}
              zone: {guest_install_time_zone: W. Europe Standard Time, guest_name: vm-7}
          bad:
            hosts:
              known: {guest_install_password: Changeme123}
              groups: {guest_install_product_key: XXXX-XXXX-XXXX-XXXX}
              name: {guest_install_computer_name: a name that is too long}
              address: {guest_install_host_address: "192.168.122.1'; Remove-Item"}
              user: {guest_install_user: no/body}
      """;

  /** The guest's agent; what it reads is what the test left there. */
  private static final String VIRSH =
      """
      #!/bin/sh
      case "$5" in
        *guest-file-open*) echo '{"return": 1000}' ;;
        *guest-file-read*) printf '{"return": {"count": 1, "buf-b64": "%s", "eof": true}}\\n' \
            "$(base64 -w0 READY)" ;;
        *guest-file-close*) echo '{"return": {}}' ;;
        *) exit 1 ;;
      esac
      """;

  /** Traps of PowerShell: what loses values, waits for a person, or is something else in 5.1. */
  private static final ImmutableList<String> TRAPS =
      ImmutableList.of(
          "(?i)New-Item\\b",
          "(?i)\\b(?:exit|pause|Read-Host|Invoke-Expression|iex)\\b",
          "(?i)(?:Test-Path|Remove-Item|ItemProperty) (?!-LiteralPath)",
          "(?i)-Path (?:HK|'HK)",
          "(?i)ConvertTo-Json(?! -InputObject \\$\\w+ -Compress -Depth)",
          "\\?\\?|\\?\\.|&&|\\|\\||`u\\{|-AsHashtable|-Parallel",
          "(?i)\\|\\s*(?:\\?|%|foreach|where|select|sort)\\s",
          "(?i)-[ic]?(?:match|replace|like)\\b",
          "(?i)2>&1|\\$LASTEXITCODE",
          "(?i)\\bsc(?:\\.exe)? |\\breg(?:\\.exe)? ",
          "[^\\x20-\\x7e\\r\\n]",
          "\\b[A-Z]:\\\\");

  @TempDir private static Path folder;
  private static Told told;

  @BeforeAll
  static void install() throws Exception {
    Tools.need("openssl", "openssl");
    told = run("all", "--diff");
    Path xorriso = Tools.need("xorriso", "xorriso");
    for (String host : List.of("plain", "key", "autologon", "edition", "zone")) {
      unpack(xorriso, host);
    }
  }

  private static void unpack(Path xorriso, String host) throws Exception {
    Path image = folder.resolve(host + ".iso");
    String[] command = {
      xorriso.toString(),
      "-read_fs",
      "norock",
      "-osirrox",
      "on",
      "-indev",
      image.toString(),
      "-extract",
      "/",
      folder.resolve("cd").resolve(host).toString()
    };
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), () -> said + told);
  }

  /** A file of the CD. */
  private static Path onCd(String host, String name) {
    return folder.resolve("cd").resolve(host).resolve(name);
  }

  private static Told run(String hosts, String... options) throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    OddHost.program(
        bin.resolve("virsh"), VIRSH.replace("READY", folder.resolve("ready.json").toString()));
    String inventory = HOSTS.replace("FOLDER", "" + folder).replace("PASSWORD", PASSWORD);
    String play =
        "- hosts: %s\n  gather_facts: false\n  roles: [%s]\n"
            .formatted(hosts, Path.of("roles/guest_install").toAbsolutePath());
    return new Site(folder).finding(bin).file("hosts", inventory).run(play, options);
  }

  private static Path answer(String host, String name) {
    return folder.resolve(host).resolve("answers").resolve(name);
  }

  private static Document answers(String host) throws Exception {
    DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    return factory.newDocumentBuilder().parse(onCd(host, "Autounattend.xml").toFile());
  }

  private static List<String> texts(Document answers, String path) throws Exception {
    NodeList found = (NodeList) XPATH.evaluate(path, answers, XPathConstants.NODESET);
    return IntStream.range(0, found.getLength())
        .mapToObj(found::item)
        .map(node -> node.getTextContent())
        .toList();
  }

  private static List<String> in(Document answers, String pass, String component) throws Exception {
    String path = "//settings[@pass='%s']/component[@name='%s']/*".formatted(pass, component);
    return texts(answers, path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "key", "autologon", "edition", "zone"})
  void theAnswersAreWhatSetupNeeds(String host) throws Exception {
    told.counts(host, "failed=0").hides(PASSWORD);
    Document answers = answers(host);
    assertEquals(List.of("1"), texts(answers, "//AutoLogon/LogonCount"));
    assertEquals(List.of("gamer"), texts(answers, "//LocalAccount/Name"));
    assertEquals(4, in(answers, "oobeSystem", "Microsoft-Windows-International-Core").size());
    List<String> first = texts(answers, "//FirstLogonCommands/*/CommandLine");
    assertEquals(1, first.size());
    assertTrue(first.getFirst().startsWith("cmd /c \"for %d in (C D E"), first.getFirst());
    for (String path : texts(answers, "//RunSynchronousCommand/Path")) {
      assertTrue(path.length() <= 259, path);
    }
    String text = Files.readString(onCd(host, "Autounattend.xml"));
    assertFalse(Pattern.compile("(?i)(?<!%)\\b[A-Z]:\\\\").matcher(text).find(), text);
    assertFalse(text.contains("Tr0ub4dor"), "the password is plain to see");
  }

  @Test
  void whatIsChosenIsInTheAnswers() throws Exception {
    assertEquals(List.of(), texts(answers("plain"), "//ProductKey/Key"));
    assertEquals(
        List.of("AAAAA-BBBBB-CCCCC-DDDDD-EEEEE"), texts(answers("key"), "//ProductKey/Key"));
    assertEquals(
        List.of("Windows 11 <Pro> & \"more\""), texts(answers("edition"), "//MetaData/Value"));
    assertEquals(List.of("VM-7"), texts(answers("zone"), "//ComputerName"));
    assertEquals(List.of("false"), texts(answers("plain"), "//WillWipeDisk"));
    assertEquals(List.of("true"), texts(answers("key"), "//WillWipeDisk"));
    assertEquals(3, texts(answers("autologon"), "//UILanguage[.='de-DE']").size());
  }

  @Test
  void thePasswordIsHiddenAsSetupExpectsIt() throws Exception {
    List<String> values = texts(answers("plain"), "//Password[PlainText='false']/Value");
    assertEquals(2, values.size());
    for (String value : values) {
      String hidden = new String(Base64.getDecoder().decode(value), UTF_16LE);
      assertEquals(PASSWORD + "Password", hidden);
    }
    assertEquals(List.of(), texts(answers("plain"), "//Password[not(PlainText='false')]"));
  }

  @Test
  void theBundleHasACertificateForAServerThatIsKnownByWhatIsTold() throws Exception {
    KeyStore store = KeyStore.getInstance("PKCS12");
    String password = Files.readString(answer("plain", "guest.pfx.password")).strip();
    try (InputStream bundle = Files.newInputStream(answer("plain", "guest.pfx"))) {
      store.load(bundle, password.toCharArray());
    }
    String name = store.aliases().nextElement();
    X509Certificate certificate = (X509Certificate) store.getCertificate(name);
    assertTrue(store.isKeyEntry(name));
    assertEquals(List.of("1.3.6.1.5.5.7.3.1"), certificate.getExtendedKeyUsage());
    assertEquals("WIN11", certificate.getSubjectAlternativeNames().iterator().next().get(1));
    told.says("ansible_psrp_certificate_pin: " + pin(certificate));
    told.hides(password).hides("PRIVATE KEY");
  }

  private static String pin(X509Certificate certificate) throws Exception {
    return Hashing.sha256().hashBytes(certificate.getEncoded()).toString();
  }

  @Test
  void nobodyElseCanReadThem() throws Exception {
    try (Stream<Path> all = Files.list(answer("plain", ""))) {
      List<Path> files = all.toList();
      assertEquals(2, files.size());
      for (Path file : files) {
        assertEquals("rw-------", permissions(file), file.toString());
      }
    }
    assertEquals("rw-------", permissions(folder.resolve("plain.iso")));
    assertEquals("rwx------", permissions(folder.resolve("plain")));
    assertEquals("rwx------", permissions(answer("plain", "")));
    assertFalse(Files.exists(folder.resolve("plain/key.pem")));
  }

  private static String permissions(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"known", "groups", "name", "address", "user"})
  void whatWindowsWouldNotTakeIsRefused(String host) {
    told.exits(2).counts(host, "failed=1", "changed=0");
    told.says("guest_install_password needs at least twelve");
    assertFalse(Files.exists(folder.resolve(host)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "autologon"})
  void theScriptHasNoTrapsOfTheLanguage(String host) throws Exception {
    String script = Files.readString(onCd(host, "bootstrap.ps1"));
    List<String> found =
        TRAPS.stream()
            .flatMap(trap -> Pattern.compile(trap).matcher(script).results())
            .map(it -> it.group() + " in " + line(script, it.start()))
            .toList();
    assertEquals(List.of(), found);
    assertFalse(script.contains(PASSWORD), "the password is in the script");
    assertFalse(Pattern.compile("(?<!\r)\n").matcher(script).find(), "an end of line of Unix");
  }

  private static String line(String text, int at) {
    return text.substring(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at)).strip();
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "autologon"})
  void theScriptTakesItsStepsInOrder(String host) throws Exception {
    String script = Files.readString(onCd(host, "bootstrap.ps1"));
    String main = script.substring(script.indexOf("\r\ntry {\r\n"));
    List<String> steps =
        ImmutableList.of(
            "Install-JfAgent",
            "Import-JfCertificate",
            "Enable-JfRemoting",
            "Disable-JfPlainRemoting",
            "Protect-JfRemoting",
            "Open-JfFirewall",
            "LocalAccountTokenFilterPolicy",
            "Set-JfLogon",
            "Remove-JfAnswers",
            "Write-JfReady");
    List<Integer> places = steps.stream().map(main::indexOf).toList();
    assertFalse(places.contains(-1), places.toString());
    assertEquals(places.stream().sorted().toList(), places);
    assertEquals(host.equals("autologon"), script.contains("LsaStorePrivateData"));
  }

  @Test
  void aCheckWritesNothing() throws Exception {
    Path before = folder.resolve("zone");
    Path aside = folder.resolve("aside");
    Files.move(before, aside);
    run("zone", "--check", "--diff").exits(0).counts("zone", "failed=0").hides(PASSWORD);
    assertFalse(Files.exists(before));
    Files.move(aside, before);
  }

  @Test
  @Order(Integer.MAX_VALUE)
  void theAnswersGoOnceTheGuestShowsItsCertificate() throws Exception {
    run("good").exits(0).counts("plain", "changed=0").counts("autologon", "changed=0");
    say("0".repeat(64));
    String[] done = {"-e", "guest_install_done=true", "--diff"};
    run("plain", done).exits(2).says("is not the one it was given");
    assertTrue(Files.exists(answer("plain", "guest.pfx")));
    say(
        told.out()
            .replaceAll(
                "(?s).*\\[plain] => \\{\\s*\"msg\": \"ansible_psrp_certificate_pin: ([0-9a-f]{64}).*",
                "$1"));
    run("plain", done).exits(0).counts("plain", "changed=1").hides(PASSWORD);
    assertFalse(Files.exists(answer("plain", "")));
    assertTrue(Files.exists(folder.resolve("plain/certificate.pem")));
    run("plain", done).exits(0).counts("plain", "changed=0");
  }

  /** What the guest says of itself. */
  private static void say(String pin) throws IOException {
    Files.writeString(
        folder.resolve("ready.json"), "{\"version\": \"1\", \"sha256\": \"%s\"}".formatted(pin));
  }
}
