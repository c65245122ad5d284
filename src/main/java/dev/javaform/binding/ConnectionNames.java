package dev.javaform.binding;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.javaform.source.Suggestion;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The variables that decide how Ansible reaches hosts and as whom.
 *
 * <p>Source: Ansible 2.14, {@code lib/ansible/plugins} ({@code vars} of the options of become,
 * connection and shell) and {@code lib/ansible/constants.py}; Ansible's documentation, "Special
 * Variables" and "Connecting to hosts: behavioral inventory parameters".
 */
final class ConnectionNames {

  private static final String PREFIX = "ansible_";

  private static final ImmutableSet<String> KNOWN =
      names(
          """
          async_dir common_remote_group connection connection_user control_path control_path_dir
          executable group_priority guest_domain guest_host host host_key_checking login_timeout module_compression network_os password
          pipelining port private_key_file private_key_passphrase python_interpreter remote_addr remote_tmp remote_user
          rsync_path system_tmpdirs timeout user
          become become_exe become_flags become_method become_pass become_password become_user
          become_plugin become_prompt_l10n
          runas_exe runas_flags runas_pass runas_password runas_user
          su su_exe su_flags su_pass su_password su_prompt_l10n su_user
          sudo sudo_exe sudo_flags sudo_pass sudo_password sudo_user
          shell_allow_world_readable_temp shell_executable shell_type
          scp_executable scp_extra_args scp_if_ssh
          sftp_batch_mode sftp_executable sftp_extra_args
          ssh_args ssh_common_args ssh_executable ssh_extra_args ssh_host ssh_host_key_checking
          ssh_pass ssh_password ssh_pipelining ssh_pkcs11_provider ssh_port ssh_private_key
          ssh_private_key_file ssh_private_key_passphrase ssh_retries ssh_timeout
          ssh_transfer_method ssh_use_tty ssh_user sshpass_prompt
          paramiko_host paramiko_host_key_checking paramiko_pass paramiko_password paramiko_port
          paramiko_private_key_file paramiko_proxy_command paramiko_timeout
          paramiko_use_rsa_sha2_algorithms paramiko_user
          psrp_auth psrp_ca_cert psrp_cert_trust_path psrp_cert_validation psrp_certificate_pin
          psrp_certificate_key_pem psrp_certificate_pem psrp_configuration_name
          psrp_connection_backoff psrp_connection_timeout psrp_credssp_auth_mechanism
          psrp_credssp_disable_tlsv1_2 psrp_credssp_minimum_version psrp_host psrp_ignore_proxy
          psrp_max_envelope_size psrp_message_encryption psrp_negotiate_delegate
          psrp_negotiate_hostname_override psrp_negotiate_send_cbt psrp_negotiate_service
          psrp_operation_timeout psrp_pass psrp_password psrp_path psrp_port psrp_protocol psrp_proxy
          psrp_read_timeout psrp_reconnection_backoff psrp_reconnection_retries psrp_user
          winrm_certificate_pin winrm_connection_timeout winrm_host winrm_kerberos_delegation winrm_kerberos_hostname_override
          winrm_kinit_args winrm_kinit_cmd winrm_kinit_env_vars winrm_kinit_mode winrm_message_encryption
          winrm_operation_timeout_sec winrm_pass winrm_password winrm_path winrm_port winrm_proxy
          winrm_read_timeout_sec winrm_realm winrm_scheme winrm_server_cert_validation winrm_service
          winrm_transport winrm_user winrm_ca_trust_path winrm_cert_key_pem winrm_cert_pem
          winrm_credssp_disable_tlsv1_2 winrm_send_cbt
          """);

  /** What other plugins, and javaform's own settings, begin with; the names behind are theirs. */
  private static final Pattern OTHERS =
      Pattern.compile(
          "ansible_(?:aws|buildah|chroot|doas|docker|dzdo|enable|facts?|funcd|grpc|httpapi|incus"
              + "|iocage|jail|javaform|ksu|kubectl|libssh|libvirt|lookup|lxc|lxd|machinectl|napalm|netconf"
              + "|network|nsenter|oc|pbrun|persistent|pfexec|pmrun|podman|qubes|run0|saltstack|sesu"
              + "|vmware|zone)_.*"
              + "|ansible_(?:perl|ruby|bash|sh|node|nodejs|php|lua|pypy|powershell|pwsh)_interpreter");

  private ConnectionNames() {}

  private static ImmutableSet<String> names(String ends) {
    return Splitter.onPattern("\\s+")
        .omitEmptyStrings()
        .splitToStream(ends)
        .map(PREFIX::concat)
        .collect(ImmutableSet.toImmutableSet());
  }

  /** The one that a name is surely a misspelling of. */
  static Optional<String> misspelt(String name) {
    boolean known =
        KNOWN.contains(name) || OTHERS.matcher(name).matches() || ReservedNames.isOfTheRun(name);
    return known ? Optional.empty() : Suggestion.misspelt(name, PREFIX, KNOWN);
  }
}
