package dev.javaform.remote.winrm.host;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMultiset;
import com.google.common.collect.LinkedHashMultiset;
import com.google.common.collect.Multiset;
import java.util.ArrayList;
import java.util.List;

/** Counts what goes over the wire, TLS not included. */
public final class Traffic {

  /** One connection's share. */
  static final class Share {
    private int posts;
  }

  private final List<Share> shares = new ArrayList<>();
  private final Multiset<String> operations = LinkedHashMultiset.create();
  private long up;
  private long down;

  synchronized Share connection() {
    Share share = new Share();
    shares.add(share);
    return share;
  }

  synchronized void came(Share share, int bytes) {
    share.posts++;
    up += bytes;
  }

  synchronized void went(int bytes) {
    down += bytes;
  }

  synchronized void operation(String name) {
    operations.add(name);
  }

  /** The requests of each connection, in the order in which these came. */
  public synchronized ImmutableList<Integer> postsPerConnection() {
    return shares.stream().map(share -> share.posts).collect(ImmutableList.toImmutableList());
  }

  /** How often which operation was asked for. */
  public synchronized ImmutableMultiset<String> operations() {
    return ImmutableMultiset.copyOf(operations);
  }

  /** All requests. */
  public synchronized int posts() {
    return shares.stream().mapToInt(share -> share.posts).sum();
  }

  /** Bytes from clients, heads included. */
  public synchronized long up() {
    return up;
  }

  /** Bytes to clients, heads included. */
  public synchronized long down() {
    return down;
  }
}
