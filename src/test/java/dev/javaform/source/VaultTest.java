package dev.javaform.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VaultTest {

  @TempDir private Path folder;

  @Test
  void anEncryptedFileIsNoText() throws IOException {
    Path file = folder.resolve("secret.yml");
    Files.writeString(file, "$ANSIBLE_VAULT;1.1;AES256\n3730\n");
    Diagnostics found = new Diagnostics();
    assertEquals(Optional.empty(), SourceText.read(file, found));
    Diagnostic refusal = found.all().getFirst();
    assertTrue(refusal.message().contains("ansible-vault"), refusal::toString);
    assertTrue(refusal.message().contains("Decrypt it"), refusal::toString);
  }
}
