/** The benchmark: javaform beside its peers, on one machine, in one run. */
package dev.javaform.bench;
