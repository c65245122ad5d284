/** What a probe printed, cut into titled sections and files. */
package dev.javaform.modules.host.seen;
