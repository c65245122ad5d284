package dev.javaform.modules.linux.memory;

import dev.javaform.module.Script;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The script that libvirt runs when a guest starts and when it has ended. It adds the guest's pages
 * to those that are there, notes how many came, and takes exactly these away afterwards, so that
 * several guests and a static reserve do not get in each other's way. Where not all pages come the
 * guest does not start, and libvirt says why.
 *
 * @see <a href="https://libvirt.org/hooks.html">libvirt's hooks</a>
 */
record PageHook(String size, String guest, Map<String, Long> counters) {

  private static final String BODY =
      """
      [ "$1" = "$guest" ] || exit 0
      give() {
        [ -f "$note" ] || return 0
        while read -r counter got; do
          now=$(cat "$counter")
          left=$((now - got))
          [ "$left" -ge 0 ] || left=0
          echo "$left" > "$counter"
        done < "$note"
        rm -f "$note"
      }
      add() {
        before=$(cat "$1")
        wanted=$((before + $2))
        echo "$wanted" > "$1"
        if [ "$(cat "$1")" -lt "$wanted" ]; then
          sync
          { echo 3 > /proc/sys/vm/drop_caches; echo 1 > /proc/sys/vm/compact_memory; } 2>/dev/null
          echo "$wanted" > "$1"
        fi
        got=$(($(cat "$1") - before))
        echo "$1 $got" >> "$note"
        [ "$got" -ge "$2" ] && return 0
        give
        echo "Only $got of $2 huge pages of $size could be had for $guest: free memory is too scattered. Reboot, or reserve them at boot (mode static)." >&2
        exit 1
      }
      mkdir -p "${note%/*}" || exit 1
      exec 9> "${note%/*}/hugepages.lock"
      flock 9 2>/dev/null || :
      case $2/$3 in
        prepare/begin)
          give
          # As many words as there are places: the file of a count, and how many pages.
          set -- {}
          while [ $# -gt 1 ]; do add "$1" "$2"; shift 2; done ;;
        release/end) give ;;
      esac
      exit 0
      """;

  String text() {
    var words =
        counters.entrySet().stream()
            .flatMap(each -> Stream.of(each.getKey(), each.getValue().toString()))
            .toList();
    return "#!/bin/sh\n# Written by the module hugepages.\n"
        + Script.sh(
                "guest={} size={} note={}\n",
                guest,
                size,
                "/run/javaform/hugepages-" + size + "-guest-" + guest)
            .text()
        + Script.sh(BODY, words).text();
  }
}
