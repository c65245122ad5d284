/** Modules for hosts that give devices to virtual machines: boot, memory, services, domains. */
package dev.javaform.modules.host;
