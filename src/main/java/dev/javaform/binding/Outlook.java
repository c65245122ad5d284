package dev.javaform.binding;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.javaform.playbook.Play;
import dev.javaform.source.Diagnostic;
import dev.javaform.source.Yaml;
import java.nio.file.Path;
import java.util.Optional;

/** What is known before a run of what it will come to. */
public interface Outlook {

  /** Every play has hosts elsewhere, and no tags are asked for. */
  Outlook ALL =
      new Outlook() {
        @Override
        public boolean hasHosts(Play play) {
          return true;
        }

        @Override
        public Optional<Diagnostic> mistake(Play play) {
          return Optional.empty();
        }

        @Override
        public boolean isLocal(Play play) {
          return false;
        }

        @Override
        public boolean chooses(ImmutableSet<String> tags) {
          return true;
        }

        @Override
        public ImmutableMap<String, Yaml> given(Play play) {
          return ImmutableMap.of();
        }

        @Override
        public ImmutableList<Path> inventoryFolders() {
          return ImmutableList.of();
        }
      };

  /** Whether a play will surely run on some host. */
  boolean hasHosts(Play play);

  /** Why it cannot be known which hosts a play has, where it can never be. */
  Optional<Diagnostic> mistake(Play play);

  /** Whether a host of a play may be the controller itself. */
  boolean isLocal(Play play);

  /** Whether a task with these tags, as written, is surely not left out. */
  boolean chooses(ImmutableSet<String> tags);

  /** The variables that command line, play and inventory give the hosts of a play. */
  ImmutableMap<String, Yaml> given(Play play);

  /** The folders that the inventory lies in. */
  ImmutableList<Path> inventoryFolders();
}
