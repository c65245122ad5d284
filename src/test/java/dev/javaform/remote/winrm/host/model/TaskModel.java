package dev.javaform.remote.winrm.host.model;

import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * The scheduled tasks of a guest: four of those that report to Microsoft. Others that some builds
 * have are not there.
 */
public final class TaskModel implements ResourceModel {

  private static final String REPORTING =
      """
      <?xml version="1.0" encoding="UTF-16"?>
      <Task version="1.4" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
        <RegistrationInfo><URI>%s</URI></RegistrationInfo>
        <Principals>
          <Principal id="LocalSystem"><UserId>S-1-5-18</UserId></Principal>
        </Principals>
        <Settings><Enabled>true</Enabled></Settings>
        <Triggers><TimeTrigger><StartBoundary>2004-01-02T00:00:00</StartBoundary></TimeTrigger></Triggers>
        <Actions><Exec><Command>%%windir%%\\system32\\report.exe</Command></Exec></Actions>
      </Task>
      """;

  private static final List<String> THERE =
      List.of(
          "\\Microsoft\\Windows\\Application Experience\\Microsoft Compatibility Appraiser",
          "\\Microsoft\\Windows\\Customer Experience Improvement Program\\Consolidator",
          "\\Microsoft\\Windows\\Customer Experience Improvement Program\\UsbCeip",
          "\\Microsoft\\Windows\\Feedback\\Siuf\\DmClient");

  private final Map<String, String> tasks = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Accounts accounts;

  TaskModel(Accounts accounts) {
    this.accounts = accounts;
    THERE.forEach(path -> tasks.put(path, REPORTING.formatted(path)));
  }

  private static String path(Map<String, Object> select) {
    String folder = ResourceModel.text(select, "path");
    return (folder.equals("\\") ? "" : folder) + "\\" + ResourceModel.text(select, "name");
  }

  @Override
  public Map<String, Object> read(Map<String, Object> select) {
    Map<String, Object> state = new LinkedHashMap<>();
    Optional<String> xml = Optional.ofNullable(tasks.get(path(select)));
    state.put("exists", xml.isPresent());
    xml.ifPresent(
        text -> {
          state.put("enabled", !settings(text).contains("<Enabled>false</Enabled>"));
          state.put("xml", text);
        });
    state.put("accounts", accounts.asked(select.get("accounts")));
    return state;
  }

  private static String settings(String xml) {
    int begin = xml.indexOf("<Settings");
    int end = xml.indexOf("</Settings>");
    return begin < 0 || end < 0 ? "" : xml.substring(begin, end);
  }

  @Override
  public Optional<Object> write(Map<String, Object> select, Map<String, Object> set)
      throws ModelException {
    String path = path(select);
    if (set.get("xml") instanceof String xml) {
      require(xml);
      tasks.put(path, xml);
    } else if (!tasks.containsKey(path)) {
      throw new ModelException("The system cannot find the file specified. (0x80070002)");
    } else if (set.get("enabled") instanceof Boolean enabled) {
      tasks.put(path, switched(tasks.get(path), enabled));
    } else {
      tasks.remove(path);
    }
    return Optional.empty();
  }

  private static String switched(String xml, boolean enabled) {
    String old = settings(xml);
    String word = "<Enabled>" + enabled + "</Enabled>";
    String without = old.replaceAll("<Enabled>\\w+</Enabled>", "");
    int head = without.indexOf('>') + 1;
    return xml.replace(old, without.substring(0, head) + word + without.substring(head));
  }

  /** What the service refuses to register. */
  private static void require(String xml) throws ModelException {
    Document task;
    try {
      var builder = DocumentBuilderFactory.newDefaultNSInstance().newDocumentBuilder();
      builder.setErrorHandler(null);
      String body = xml.replaceFirst("<\\?xml[^>]*\\?>", "").strip();
      task = builder.parse(new InputSource(new StringReader(body)));
    } catch (SAXException | ParserConfigurationException | IOException e) {
      throw new ModelException("The task XML is malformed. (0x8004131A) " + e.getMessage());
    }
    if (task.getElementsByTagNameNS("*", "Exec").getLength() == 0) {
      throw new ModelException("The task XML is missing a required element. (0x80041319) Actions");
    }
  }
}
