package dev.javaform.modules.linux.libvirt;

import dev.javaform.hardware.HostTree;
import dev.javaform.module.Unseen;

/** A machine as it was read; nothing here changes it. */
record SeenMachine(@Unseen HostTree tree) {}
