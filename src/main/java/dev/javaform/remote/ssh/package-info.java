/** Hosts reached by SSH through Apache MINA SSHD; reads what OpenSSH's own client reads. */
package dev.javaform.remote.ssh;
