/** The modules for Linux hosts: one record each, found by its name. */
package dev.javaform.modules.linux;
