#!powershell
# A module for Ansible to send; the double answers for it.

#AnsibleRequires -CSharpUtil Ansible.Basic

$module = [Ansible.Basic.AnsibleModule]::Create($args, @{ options = @{ word = @{ type = 'str' } } })
$module.Result.word = $module.Params.word
$module.ExitJson()
