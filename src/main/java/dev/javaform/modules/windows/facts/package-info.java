/** What is learned of a Windows guest: facts by the names that Ansible gives them. */
@NullMarked
package dev.javaform.modules.windows.facts;

import org.jspecify.annotations.NullMarked;
