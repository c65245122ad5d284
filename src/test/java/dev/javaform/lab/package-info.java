/**
 * Real things for tests to talk to: an OpenSSH server on loopback, throw-away hosts, containers.
 */
package dev.javaform.lab;
