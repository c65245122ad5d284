/**
 * Windows guests by the QEMU guest agent, through libvirt on their host: without any network, as
 * first contact and as rescue.
 */
@NullMarked
package dev.javaform.remote.agent;

import org.jspecify.annotations.NullMarked;
