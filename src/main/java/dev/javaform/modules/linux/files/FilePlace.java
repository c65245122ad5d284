package dev.javaform.modules.linux.files;

import java.util.Optional;

/**
 * The circumstances of making a file.
 *
 * @param parent whether the directory above is there
 * @param above the nearest thing above that is there; known where there is nothing at the path
 * @param fresh the details that something made there starts with
 */
public record FilePlace(boolean parent, FileCreator maker, Optional<Above> above, Details fresh) {

  /** The same with other details. */
  FilePlace with(Details other) {
    return new FilePlace(parent, maker, above, other);
  }

  /** The same once the directory above is gone. */
  FilePlace lost() {
    return new FilePlace(false, maker, Optional.empty(), fresh);
  }

  /** The same once something has been made there. */
  FilePlace made() {
    return new FilePlace(true, maker, above.filter(Above::isDirectory), fresh);
  }

  /** What stands where a directory would have to be made. */
  Optional<String> obstacle() {
    return above.filter(thing -> !thing.isDirectory()).map(Above::path);
  }
}
