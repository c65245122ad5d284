package dev.javaform.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.javaform.remote.Become;
import dev.javaform.remote.Connection;
import dev.javaform.remote.Connector;
import dev.javaform.remote.Limit;
import dev.javaform.remote.Reply;
import dev.javaform.remote.Session;
import dev.javaform.remote.Target;
import dev.javaform.remote.Targets;
import dev.javaform.remote.Tunnel;
import dev.javaform.remote.UnreachableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which connections of a host are opened and closed when. */
class LinkTest {

  private final Link link = new Link();
  private final Doors doors = new Doors();

  @Test
  void twoUsersByTurnsHaveAConnectionEach() throws Exception {
    use("ann", "bob", "ann", "bob", "ann");
    assertEquals(List.of("ann", "bob"), doors.opened());
    assertEquals(5, link.roundTrips());
  }

  @Test
  void whatBrokeIsOpenedAnew() throws Exception {
    use("ann", "bob");
    doors.all.getFirst().close();
    use("ann", "bob");
    assertEquals(List.of("ann", "bob", "ann"), doors.opened());
    assertEquals(4, link.roundTrips());
  }

  @Test
  void theOneNotUsedForLongestMakesRoom() throws Exception {
    use("1", "2", "3", "4", "1", "5", "1", "2");
    assertEquals(List.of("1", "2", "3", "4", "5", "2"), doors.opened());
    assertEquals(Link.MOST, doors.all.stream().filter(Door::isOpen).count());
  }

  @Test
  void allAreClosedAtTheEnd() throws Exception {
    use("1", "2", "3");
    link.close();
    assertTrue(doors.all.stream().noneMatch(Door::isOpen));
    assertEquals(3, link.roundTrips());
  }

  private void use(String... users) throws Exception {
    for (String user : users) {
      link.session(doors, target(user), Become.NO).exchange(List.of(), List.of(), Map.of());
    }
  }

  private static Target target(String user) {
    return Targets.ssh("one", 22, user).target();
  }

  private static final class Doors implements Connector<Target> {
    final List<Door> all = new ArrayList<>();

    @Override
    public Connection connect(Target target) {
      all.add(new Door(target.common().user().orElseThrow()));
      return all.getLast();
    }

    List<String> opened() {
      return all.stream().map(door -> door.user).toList();
    }

    @Override
    public void close() {}
  }

  private static final class Door implements Connection {
    final String user;
    private int roundTrips;
    private boolean open = true;

    Door(String user) {
      this.user = user;
    }

    @Override
    public Session session(Become become) {
      return (_, _, _) -> {
        roundTrips++;
        return new Reply(ImmutableList.of(), ImmutableList.of());
      };
    }

    @Override
    public Tunnel forward(String to, int port, Limit limit) throws UnreachableException {
      throw new UnreachableException("nobody leads on");
    }

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public int roundTrips() {
      return roundTrips;
    }

    @Override
    public void close() {
      open = false;
    }
  }
}
