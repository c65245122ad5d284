package dev.javaform.module;

/** A part of a host that one task may change and another task's answer may rest on. */
public enum Realm {
  /** Files and folders, each by its path. */
  FILES,
  /** What is installed, and where packages come from. */
  PACKAGES,
  /** Users and groups. */
  ACCOUNTS,
  /** Units, services, and what daemons answer. */
  SERVICES,
  /** The running kernel: its modules, its parameters, its memory. */
  KERNEL,
  /** The registry of a Windows host. */
  REGISTRY
}
