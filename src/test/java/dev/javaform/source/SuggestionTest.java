package dev.javaform.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

  @ParameterizedTest
  @CsvSource({
    "guest_memory_gb, guest_memory_gib, true",
    "guest_memroy_gbi, guest_memory_gib, true",
    "wbe, web, true",
    "we, web, false",
    "my_port, my_sort, true",
    "my_port, my_root, false",
    "lab3, lab7, false",
    "site_gib2, site_gib, false",
    "node_a, node_b, false",
    "eu-1.db, us-1.db, false",
    "read_only, write_only, false",
  })
  void isSurelyMisspelt(String word, String other, boolean misspelt) {
    Optional<String> expected = Optional.of(other).filter(_ -> misspelt);
    assertEquals(expected, Suggestion.misspelt(word, "", List.of(other, "something_else")));
  }
}
