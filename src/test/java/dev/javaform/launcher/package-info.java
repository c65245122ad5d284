/** Tests of the script that starts javaform. */
package dev.javaform.launcher;
