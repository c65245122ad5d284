package dev.javaform.template.document;

import java.util.Optional;

/** Finds the templates that others include, import and extend. */
public interface Loader {

  /** The template of that name, empty where there is none. */
  Optional<Document> load(String name);
}
