/** Units of systemd: what it says about them, whether they run and start. */
@NullMarked
package dev.javaform.modules.linux.services;

import org.jspecify.annotations.NullMarked;
