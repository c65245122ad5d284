/** A task and its variables become a module's record: names, types, files and templates. */
package dev.javaform.binding;
