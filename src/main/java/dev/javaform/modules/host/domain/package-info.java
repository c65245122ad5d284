/**
 * libvirt's domain XML: compared by what it means, changed without losing what a guest depends on.
 */
package dev.javaform.modules.host.domain;
