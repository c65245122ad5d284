/** tuned's profiles: where they are, which one is active, which one was applied. */
package dev.javaform.modules.host.tuning;
