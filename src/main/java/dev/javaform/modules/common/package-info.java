/** Modules that work on every host, whatever it runs. */
package dev.javaform.modules.common;
