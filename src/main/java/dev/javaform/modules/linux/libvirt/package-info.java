/**
 * Domains of libvirt: their XML compared by what it means, changed without losing what a guest
 * depends on.
 */
@NullMarked
package dev.javaform.modules.linux.libvirt;

import org.jspecify.annotations.NullMarked;
