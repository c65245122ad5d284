/**
 * What modules for Windows hosts share across topics: how they ask the helper in the guest, and how
 * they read its answers. The modules are in the topics below.
 */
@NullMarked
package dev.javaform.modules.windows;

import org.jspecify.annotations.NullMarked;
