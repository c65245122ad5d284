package dev.javaform.modules.linux.files;

import dev.javaform.module.FileMode;
import java.util.Optional;

/**
 * What a task wishes of a directory that is copied within the host.
 *
 * @param source its path; with a trailing slash only what is in it is copied
 * @param through whether links in it stand for what they lead to
 * @param directoryMode the mode of directories that are made
 * @param options owner, group, the mode of the directory itself, backup
 */
record HostTreeWish(
    String source,
    String dest,
    boolean force,
    boolean through,
    Optional<FileMode> directoryMode,
    Replacement options) {}
