"""Runs commands by pywinrm; its arguments are an address, a transport, and a certificate to trust."""

import base64
import os
import sys

import winrm

address, transport, trusted = sys.argv[1:4]
session = winrm.Session(
    address,
    auth=(os.environ["DOUBLE_USER"], os.environ["DOUBLE_PASSWORD"]),
    transport=transport,
    server_cert_validation="validate",
    ca_trust_path=trusted or None,
)
for program, arguments in (("echo", ["hello"]), ("nonsense", []), ("cmd.exe", ["/c", "exit 7"])):
    ended = session.run_cmd(program, arguments)
    print(program, ended.status_code, base64.b64encode(ended.std_out).decode(), len(ended.std_err))
ended = session.run_ps("Write-Output big")
print("powershell", ended.status_code, ended.std_out.decode().strip())
