package dev.javaform.hardware.layout;

/**
 * The processor that a guest sees.
 *
 * @param sockets how many packages; one, for editions of Windows count them
 * @param dies how many dies in each
 * @param cores how many cores in each die
 * @param threads how many threads in each core
 */
public record Topology(int sockets, int dies, int cores, int threads) {

  /** How many vCPUs that makes. */
  public int cpus() {
    return sockets * dies * cores * threads;
  }

  /** Sockets, cores of a socket and threads, as in {@code 1×16×2}. */
  @Override
  public String toString() {
    return sockets + "×" + dies * cores + "×" + threads;
  }
}
