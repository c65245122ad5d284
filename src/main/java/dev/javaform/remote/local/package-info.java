/** This machine as a host: the same shell, started as a process. */
package dev.javaform.remote.local;
