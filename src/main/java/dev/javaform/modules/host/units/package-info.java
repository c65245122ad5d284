/** What systemd says about its units. */
package dev.javaform.modules.host.units;
