package dev.javaform.remote.winrm.clixml;

/**
 * Stands for an object inside itself.
 *
 * @param levels how many objects further out it is; 0 is the one right around
 */
public record Enclosing(int levels) {}
