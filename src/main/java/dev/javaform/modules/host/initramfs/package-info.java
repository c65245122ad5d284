/** Initial RAM disks: what they hold, and how a new one takes the place of an old one. */
package dev.javaform.modules.host.initramfs;
