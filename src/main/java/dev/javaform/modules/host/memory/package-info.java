/** Memory in large pages: what a host has and what it can spare. */
package dev.javaform.modules.host.memory;
