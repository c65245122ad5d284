package dev.javaform.hardware.live;

/** What else keeps the host in tune: SELinux, TuneD, compressed swap, services. */
final class TuningSection {

  static final String TEXT =
      """
      one sys/fs/selinux/enforce etc/tuned/active_profile etc/tuned/profile_mode \\
        sys/block/zram*/disksize sys/block/zram*/comp_algorithm
      all etc/selinux/config etc/tuned/tuned-main.conf
      there usr/lib/tuned/profiles etc/tuned/profiles usr/lib/tuned
      few etc/systemd/zram-generator.conf usr/lib/systemd/zram-generator.conf \\
        etc/systemd/zram-generator.conf.d/*.conf usr/lib/systemd/zram-generator.conf.d/*.conf
      tool units systemctl show -p Id -p LoadState -p UnitFileState -p ActiveState \\
        libvirtd.service libvirtd.socket virtqemud.service virtqemud.socket virtlogd.socket \\
        tuned.service tuned-ppd.service power-profiles-daemon.service irqbalance.service \\
        ModemManager.service cups.service cups.socket cups.path avahi-daemon.service \\
        avahi-daemon.socket abrtd.service fwupd.service thermald.service sshd.service ssh.service \\
        systemd-bless-boot.service
      """;

  private TuningSection() {}
}
