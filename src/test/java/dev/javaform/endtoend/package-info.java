/** The program as a user runs it, in a process of its own, against real SSH servers and hosts. */
package dev.javaform.endtoend;
