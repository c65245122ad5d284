/** Initial RAM disks: what they hold, and how a new one takes the place of an old one. */
@NullMarked
package dev.javaform.modules.linux.initramfs;

import org.jspecify.annotations.NullMarked;
