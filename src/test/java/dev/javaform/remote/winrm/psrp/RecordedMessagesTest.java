package dev.javaform.remote.winrm.psrp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.javaform.remote.winrm.clixml.Canonical;
import dev.javaform.remote.winrm.clixml.Clixml;
import dev.javaform.remote.winrm.wsman.Recording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every message that was recorded is read, and written as what means the same. */
class RecordedMessagesTest {

  @BeforeEach
  void recordings() {
    assumeTrue(Recording.areThere(), "the recordings are not there");
  }

  @Test
  void thoseOfRealHosts() throws Exception {
    int messages = 0;
    for (Path file : files("psrp")) {
      String name = file.getFileName().toString().replace(".yml", "");
      Recording recording = new Recording("psrp/" + name);
      messages += assertSame(new Reassembly(1 << 24).add(recording.all()));
      messages += assertSame(new Reassembly(1 << 24).add(recording.answers()));
    }
    assertTrue(messages > 150, messages + " messages");
  }

  @Test
  void thoseOfARealEngine() throws Exception {
    int messages = 0;
    for (Path file : files("engine")) {
      Reassembly client = new Reassembly(1 << 24);
      Reassembly server = new Reassembly(1 << 24);
      for (JsonNode frame : new ObjectMapper().readTree(file.toFile()).get("frames")) {
        Reassembly stream = frame.get("from").asText().equals("client") ? client : server;
        byte[] load = Base64.getDecoder().decode(frame.path("base64").asText());
        messages += assertSame(stream.add(load));
      }
    }
    assertTrue(messages > 1000, messages + " messages");
  }

  private static List<Path> files(String folder) throws IOException {
    try (Stream<Path> files = Files.list(Recording.folder().resolve(folder))) {
      return files.sorted().toList();
    }
  }

  private static int assertSame(List<Message> messages) throws IOException {
    for (Message message : messages) {
      assertTrue(MessageType.of(message.code()).isPresent(), () -> "type " + message.code());
      if (message.data().length > 0) {
        String clixml = new String(message.data(), StandardCharsets.UTF_8);
        Object value = Clixml.readOne(message.data());
        assertEquals(Canonical.of(clixml), Canonical.of(Clixml.write(value)));
      }
    }
    return messages.size();
  }
}
