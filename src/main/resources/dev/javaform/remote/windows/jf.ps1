# What javaform keeps in a Windows guest while it speaks to it: docs/windows-helper.md has the contract.
#
# Only functions: reading this file does nothing. Windows PowerShell 5.1's language, ASCII, no aliases. A region is sent when
# one of its types is first used; behind its name are the regions that it needs. Whatever calls Windows is a function of its
# own with a verb of PowerShell's (Get-JfRegistryValue), so that all the rest can be tried without Windows.

#region core

# One JSON text in, one out.
function Invoke-Jf {
    param([string]$Json)
    Set-StrictMode -Version 2.0
    $ErrorActionPreference = 'Stop'
    $ProgressPreference = 'SilentlyContinue'
    $jfMounts = @{}
    $jfBefore = @{}
    $request = ConvertTo-JfTable (ConvertFrom-Json -InputObject $Json)
    $resources = @($request['resources'])
    $checks = $request['check'] -eq $true
    $results = New-Object System.Collections.ArrayList
    $environment = Enter-JfEnvironment $request['environment']
    try {
        foreach ($resource in $resources) {
            [void]$results.Add((New-JfResult $resource))
        }
        for ($i = 0; $i -lt $resources.Count; $i++) {
            Update-JfBefore $resources[$i] $results[$i]
        }
        $failed = $false
        for ($i = 0; $i -lt $resources.Count; $i++) {
            if ($null -ne $resources[$i]['set'] -and -not $failed) {
                Set-JfResource $resources[$i] $results[$i] $checks
                $failed = -not $results[$i]['done']
            }
        }
        for ($i = 0; $i -lt $resources.Count; $i++) {
            if (-not $failed) {
                Update-JfAfter $resources[$i] $results[$i]
            }
        }
    } finally {
        Exit-JfEnvironment $environment
        Dismount-JfAll $jfMounts
    }
    $answer = [ordered]@{ version = '1'; results = $results.ToArray() }
    ConvertTo-Json -InputObject $answer -Compress -Depth 20
}

# Every hive that was mounted; one that stays loaded is told once all others were tried.
function Dismount-JfAll {
    param($Mounts)
    $failure = $null
    foreach ($mount in @($Mounts.GetEnumerator())) {
        try {
            Dismount-JfHive $mount.Value
        } catch {
            $failure = $_
        }
    }
    if ($null -ne $failure) {
        throw $failure
    }
}

function New-JfResult {
    param($Resource)
    return [ordered]@{
        id = $Resource['id']; done = $false; changed = $false; before = $null; after = $null; output = $null
        reboot = $false; warnings = @(); error = $null
    }
}

# The state beforehand. What is to be set may not be there to be read before an earlier order made it: that is no failure.
function Update-JfBefore {
    param($Resource, $Result)
    if ($Resource['late'] -eq $true) {
        return
    }
    try {
        $Result['before'] = Get-JfState $Resource $Result
        $Result['done'] = $null -eq $Resource['set']
    } catch {
        if ($null -eq $Resource['set']) {
            $Result['error'] = Format-JfError $_
        }
    }
}

# Where it differs it is set, or, in check mode, what it would be is told. No output at all is not null to Windows PowerShell's
# ConvertTo-Json, but an empty object.
function Set-JfResource {
    param($Resource, $Result, $Checks)
    try {
        $Result['changed'] = Test-JfDifference $Result['before'] $Resource['set']
        if (-not $Checks) {
            $jfWarnings = New-Object System.Collections.ArrayList
            $jfReboot = New-Object System.Collections.ArrayList
            if ($Result['changed']) {
                $output = & ('Write-Jf' + (ConvertTo-JfWord $Resource['type'])) $Resource['select'] $Resource['set']
                if ($null -ne $output) {
                    $Result['output'] = $output
                }
            }
            $Result['warnings'] = @($Result['warnings']) + @($jfWarnings.ToArray())
            $Result['reboot'] = $jfReboot.Count -gt 0
        }
        $Result['done'] = Test-JfAccepted $Resource['accept'] $Result['output']
    } catch {
        $Result['error'] = Format-JfError $_
    }
}

# Whether a program, if one was run, ended as it may.
function Test-JfAccepted {
    param($Codes, $Output)
    if ($null -eq $Codes -or $Output -isnot [System.Collections.IDictionary] -or -not $Output.Contains('rc')) {
        return $true
    }
    return @($Codes) -contains $Output['rc']
}

function Update-JfAfter {
    param($Resource, $Result)
    try {
        if ($Resource['late'] -eq $true) {
            $Result['before'] = Get-JfState $Resource $Result
            $Result['done'] = $true
        } elseif ($null -ne $Resource['set'] -and $Resource['blind'] -ne $true) {
            $Result['after'] = Get-JfState $Resource $Result
        }
    } catch {
        $Result['error'] = Format-JfError $_
    }
}

function Get-JfState {
    param($Resource, $Result)
    $jfWarnings = New-Object System.Collections.ArrayList
    if ($Resource['blind'] -eq $true) {
        return $null
    }
    $state = & ('Read-Jf' + (ConvertTo-JfWord $Resource['type'])) $Resource['select']
    $Result['warnings'] = @($Result['warnings']) + @($jfWarnings.ToArray())
    return $state
}

# Whether a property of the state is not as it is to be. Text is compared as it is, never by culture.
function Test-JfDifference {
    param($State, $Set)
    foreach ($name in @($Set.Keys)) {
        if ($null -eq $State -or -not $State.Contains($name)) {
            return $true
        }
        $old = ConvertTo-Json -InputObject $State[$name] -Compress -Depth 20
        $new = ConvertTo-Json -InputObject $Set[$name] -Compress -Depth 20
        if (-not [string]::Equals($old, $new, [StringComparison]::Ordinal)) {
            return $true
        }
    }
    return $false
}

# What a person should know although nothing failed.
function Add-JfWarning {
    param([string]$Text)
    [void]$jfWarnings.Add($Text)
}

# Says that what was set counts only after the next boot.
function Add-JfReboot {
    [void]$jfReboot.Add($true)
}

# 'power_setting' as 'PowerSetting'.
function ConvertTo-JfWord {
    param([string]$Type)
    if ($Type -cnotmatch '^[a-z]+(_[a-z]+)*$') {
        throw "no type of resource: $Type"
    }
    $word = ''
    foreach ($part in $Type.Split('_')) {
        $word += $part.Substring(0, 1).ToUpperInvariant() + $part.Substring(1)
    }
    return $word
}

# Objects of ConvertFrom-Json as tables, in which a name that is missing is null. { "text": "=..." } is the text behind the
# sign: a bare one that looks like a date would have become one.
function ConvertTo-JfTable {
    param($Value)
    if ($Value -is [System.Management.Automation.PSCustomObject]) {
        $properties = @($Value.PSObject.Properties)
        if ($properties.Count -eq 1 -and $properties[0].Name -ceq '$text') {
            return ([string]$properties[0].Value).Substring(1)
        }
        $table = @{}
        foreach ($property in $properties) {
            $table[$property.Name] = ConvertTo-JfTable $property.Value
        }
        return $table
    }
    if ($Value -is [array]) {
        $list = New-Object System.Collections.ArrayList
        foreach ($item in $Value) {
            [void]$list.Add((ConvertTo-JfTable $item))
        }
        return , $list.ToArray()
    }
    return $Value
}

# What went wrong, in one line, with PowerShell's own name for it.
function Format-JfError {
    param($Record)
    $exception = $Record.Exception
    while ($exception -is [System.Management.Automation.MethodInvocationException] -and $null -ne $exception.InnerException) {
        $exception = $exception.InnerException
    }
    $text = [string]$exception.Message
    $id = [string]$Record.FullyQualifiedErrorId
    if ($id -eq '' -or [string]::Equals($id, $text, [StringComparison]::Ordinal)) {
        return $text
    }
    return "$text ($id)"
}

# The variables of the environment that a request brings; returns what they were.
function Enter-JfEnvironment {
    param($Variables)
    $old = @{}
    if ($null -ne $Variables) {
        foreach ($variable in $Variables.GetEnumerator()) {
            $old[$variable.Key] = [Environment]::GetEnvironmentVariable($variable.Key)
            [Environment]::SetEnvironmentVariable($variable.Key, [string]$variable.Value)
        }
    }
    return $old
}

# A null would arrive as an empty text, which .NET 9 and later keep as the value.
function Exit-JfEnvironment {
    param($Old)
    foreach ($variable in $Old.GetEnumerator()) {
        $value = $variable.Value
        if ($null -eq $value) {
            $value = [System.Management.Automation.Language.NullString]::Value
        }
        [Environment]::SetEnvironmentVariable($variable.Key, $value)
    }
}

# Whether somebody answers.
function Read-JfPing {
    param($Select)
    return @{ ping = $Select['data'] }
}

#endregion

#region program

# A program run to its end, its arguments as they are: rc, stdout, stderr. Under Stop, Windows PowerShell would take the first
# line of a redirected standard error for a failure.
function Invoke-JfProgram {
    param([string]$File, [string[]]$Arguments, [string]$In)
    $start = New-Object System.Diagnostics.ProcessStartInfo
    $start.FileName = $File
    $start.Arguments = Join-JfArgument $Arguments
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    $process = [System.Diagnostics.Process]::Start($start)
    try {
        $out = $process.StandardOutput.ReadToEndAsync()
        $err = $process.StandardError.ReadToEndAsync()
        if ($In -ne '') {
            $process.StandardInput.Write($In)
        }
        $process.StandardInput.Dispose()
        $process.WaitForExit()
        return @{ rc = $process.ExitCode; stdout = $out.Result; stderr = $err.Result }
    } finally {
        $process.Dispose()
    }
}

# Arguments as one line that CommandLineToArgvW takes apart again.
function Join-JfArgument {
    param([string[]]$Arguments)
    $words = New-Object System.Collections.ArrayList
    foreach ($argument in @($Arguments)) {
        if ($argument -ne '' -and $argument -notmatch '[\s"]') {
            [void]$words.Add($argument)
        } else {
            $quoted = [regex]::Replace($argument, '(\\*)"', '$1$1\"')
            $quoted = [regex]::Replace($quoted, '(\\+)$', '$1$1')
            [void]$words.Add('"' + $quoted + '"')
        }
    }
    return [string]::Join(' ', $words.ToArray())
}

# The same, where anything but exit code 0 is a failure; returns what it printed.
function Invoke-JfTool {
    param([string]$File, [string[]]$Arguments)
    $ended = Invoke-JfProgram $File $Arguments ''
    if ($ended['rc'] -ne 0) {
        $said = ($ended['stderr'] + ' ' + $ended['stdout']).Trim()
        throw ('{0} {1} ended with {2}: {3}' -f $File, (Join-JfArgument $Arguments), $ended['rc'], $said)
    }
    return $ended['stdout']
}

#endregion

#region put

# A file put in place whole: what is sent lies beside it until its sum is right.
function Read-JfPut {
    param($Select)
    return @{}
}

# 'part' appends to what was sent before; without it all is there, and takes the place of the old file if that is the one seen.
function Write-JfPut {
    param($Select, $Set)
    $path = $Select['path']
    $part = $path + '.' + $Select['token'] + '.tmp'
    try {
        if ($null -ne $Set['data']) {
            Add-JfFileBytes $part ([Convert]::FromBase64String($Set['data'])) ($Set['begins'] -eq $true)
        }
        if ($null -ne $Set['sha256']) {
            Move-JfPart $part $path $Set
        }
    } catch {
        Remove-JfFile $part
        throw
    }
}

function Move-JfPart {
    param([string]$Part, [string]$Path, $Set)
    if ((Get-JfFileHash $Part) -cne $Set['sha256']) {
        throw "what arrived of $Path is not what was sent"
    }
    if ($null -ne $Set['replaces'] -and (Get-JfFileHash $Path) -cne $Set['replaces']) {
        throw "$Path was changed by somebody else meanwhile"
    }
    Move-JfFile $Part $Path
}

# Appends to a file, or begins one.
function Add-JfFileBytes {
    param([string]$Path, [byte[]]$Bytes, [bool]$Begins)
    $mode = [IO.FileMode]::Append
    if ($Begins) {
        $mode = [IO.FileMode]::Create
    }
    $stream = New-Object System.IO.FileStream -ArgumentList $Path, $mode, ([IO.FileAccess]::Write)
    try {
        $stream.Write($Bytes, 0, $Bytes.Length)
    } finally {
        $stream.Dispose()
    }
}

# The SHA-256 of a file; 'absent' where there is none.
function Get-JfFileHash {
    param([string]$Path)
    if (-not [IO.File]::Exists($Path)) {
        return 'absent'
    }
    $stream = New-Object System.IO.FileStream -ArgumentList $Path, ([IO.FileMode]::Open), ([IO.FileAccess]::Read), ([IO.FileShare]::ReadWrite)
    try {
        $sha = [Security.Cryptography.SHA256]::Create()
        return [BitConverter]::ToString($sha.ComputeHash($stream)).Replace('-', '').ToLowerInvariant()
    } finally {
        $stream.Dispose()
    }
}

# One file in the place of another, which keeps its access rules.
function Move-JfFile {
    param([string]$From, [string]$To)
    if ([IO.File]::Exists($To)) {
        [IO.File]::Replace($From, $To, [System.Management.Automation.Language.NullString]::Value, $true)
    } else {
        [IO.File]::Move($From, $To)
    }
}

function Remove-JfFile {
    param([string]$Path)
    [IO.File]::Delete($Path)
}

#endregion

#region user: registry program

# Where a user's part of the registry is: 'connection' is whoever is connected, 'default' what new users begin with. The
# hive of somebody who is not logged on is mounted until the request ends.
function Find-JfUserHive {
    param([string]$User)
    if ($User -ceq 'connection') {
        return @{ hive = 'current_user'; prefix = '' }
    }
    $name = 'default'
    if ($User -cne 'default') {
        $name = Get-JfSid $User
        if (Test-JfRegistryKey 'users' $name) {
            return @{ hive = 'users'; prefix = "$name\" }
        }
    }
    $folder = Get-JfProfileFolder $name
    if ($null -eq $folder) {
        throw "$User never logged on to this guest and has no settings yet: log on once, or set user to default for users to come"
    }
    return @{ hive = 'users'; prefix = (Open-JfHiveFile ($folder.TrimEnd('\') + '\NTUSER.DAT')) }
}

# Where a file's keys are below HKU until the request ends.
function Open-JfHiveFile {
    param([string]$File)
    if (-not $jfMounts.ContainsKey($File)) {
        $mount = 'javaform-' + [guid]::NewGuid().ToString('N')
        Mount-JfHive $mount $File
        $jfMounts[$File] = $mount
    }
    return $jfMounts[$File] + '\'
}

# The SID of an account.
function Get-JfSid {
    param([string]$User)
    if ($User -match '^S-1-\d+(-\d+)+$') {
        return $User
    }
    try {
        $account = New-Object System.Security.Principal.NTAccount -ArgumentList $User
        return $account.Translate([Security.Principal.SecurityIdentifier]).Value
    } catch {
        throw "there is no user $User in this guest"
    }
}

# The folder of somebody's profile; nothing where there is none.
function Get-JfProfileFolder {
    param([string]$Sid)
    $list = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion\ProfileList'
    if ($Sid -ceq 'default') {
        $value = Get-JfRegistryValue 'local_machine' $list 'Default'
    } else {
        $value = Get-JfRegistryValue 'local_machine' "$list\$Sid" 'ProfileImagePath'
    }
    if ($null -eq $value) {
        return $null
    }
    return [Environment]::ExpandEnvironmentVariables($value['data'])
}

function Mount-JfHive {
    param([string]$Name, [string]$File)
    [void](Invoke-JfTool "$env:SystemRoot\System32\reg.exe" @('load', "HKU\$Name", $File))
}

# Handles that nobody uses any more would keep it open.
function Dismount-JfHive {
    param([string]$Name)
    for ($try = 1; $true; $try++) {
        [GC]::Collect()
        [GC]::WaitForPendingFinalizers()
        try {
            [void](Invoke-JfTool "$env:SystemRoot\System32\reg.exe" @('unload', "HKU\$Name"))
            return
        } catch {
            if ($try -ge 5) {
                throw "HKU\$Name stays loaded; unload it with reg.exe unload: $_"
            }
            Start-Sleep -Milliseconds 200
        }
    }
}

#endregion

#region registry: user

function Read-JfRegistry {
    param($Select)
    $place = Find-JfRegistryPlace $Select
    $there = Test-JfRegistryKey $place['hive'] $place['key']
    if (-not $Select.ContainsKey('name')) {
        return [ordered]@{ exists = $there }
    }
    $value = $null
    if ($there) {
        $value = Get-JfRegistryValue $place['hive'] $place['key'] $Select['name']
    }
    if ($null -eq $value) {
        return [ordered]@{ key = $there; exists = $false; kind = $null; data = $null }
    }
    return [ordered]@{ key = $true; exists = $true; kind = $value['kind']; data = $value['data'] }
}

function Write-JfRegistry {
    param($Select, $Set)
    $place = Find-JfRegistryPlace $Select
    if (-not $Select.ContainsKey('name')) {
        if ($Set['exists']) {
            New-JfRegistryKey $place['hive'] $place['key']
        } else {
            Remove-JfRegistryKey $place['hive'] $place['key']
        }
    } elseif ($Set['exists']) {
        Set-JfRegistryValue $place['hive'] $place['key'] $Select['name'] $Set['kind'] $Set['data']
    } else {
        Remove-JfRegistryValue $place['hive'] $place['key'] $Select['name']
    }
}

function Find-JfRegistryPlace {
    param($Select)
    if ($Select['hive'] -ceq 'file') {
        return @{ hive = 'users'; key = (Open-JfHiveFile $Select['file']) + $Select['key'] }
    }
    if ($Select['hive'] -cne 'user') {
        return @{ hive = $Select['hive']; key = $Select['key'] }
    }
    $user = Find-JfUserHive $Select['user']
    return @{ hive = $user['hive']; key = $user['prefix'] + $Select['key'] }
}

# Always the 64-bit view, whatever this process is.
function Open-JfHive {
    param([string]$Hive)
    $names = @{ local_machine = 'LocalMachine'; current_user = 'CurrentUser'; users = 'Users'; classes_root = 'ClassesRoot'; current_config = 'CurrentConfig' }
    return [Microsoft.Win32.RegistryKey]::OpenBaseKey($names[$Hive], 'Registry64')
}

function Test-JfRegistryKey {
    param([string]$Hive, [string]$Key)
    $base = Open-JfHive $Hive
    try {
        $opened = $base.OpenSubKey($Key)
        if ($null -eq $opened) {
            return $false
        }
        $opened.Dispose()
        return $true
    } finally {
        $base.Dispose()
    }
}

# Kind and data of a value, variables in it not expanded; nothing where there is none.
function Get-JfRegistryValue {
    param([string]$Hive, [string]$Key, [string]$Name)
    $base = Open-JfHive $Hive
    try {
        $opened = $base.OpenSubKey($Key)
        if ($null -eq $opened) {
            return $null
        }
        try {
            if (@($opened.GetValueNames()) -notcontains $Name) {
                return $null
            }
            $kind = $opened.GetValueKind($Name).ToString().ToLowerInvariant()
            $data = $opened.GetValue($Name, $null, [Microsoft.Win32.RegistryValueOptions]::DoNotExpandEnvironmentNames)
            return @{ kind = $kind; data = (ConvertFrom-JfRegistryData $kind $data) }
        } finally {
            $opened.Dispose()
        }
    } finally {
        $base.Dispose()
    }
}

function Set-JfRegistryValue {
    param([string]$Hive, [string]$Key, [string]$Name, [string]$Kind, $Data)
    $base = Open-JfHive $Hive
    try {
        $opened = $base.CreateSubKey($Key)
        try {
            $opened.SetValue($Name, (ConvertTo-JfRegistryData $Kind $Data), [Microsoft.Win32.RegistryValueKind]$Kind)
        } finally {
            $opened.Dispose()
        }
    } finally {
        $base.Dispose()
    }
}

function New-JfRegistryKey {
    param([string]$Hive, [string]$Key)
    $base = Open-JfHive $Hive
    try {
        $base.CreateSubKey($Key).Dispose()
    } finally {
        $base.Dispose()
    }
}

function Remove-JfRegistryValue {
    param([string]$Hive, [string]$Key, [string]$Name)
    $base = Open-JfHive $Hive
    try {
        $opened = $base.OpenSubKey($Key, $true)
        if ($null -ne $opened) {
            try {
                $opened.DeleteValue($Name, $false)
            } finally {
                $opened.Dispose()
            }
        }
    } finally {
        $base.Dispose()
    }
}

# With everything below it.
function Remove-JfRegistryKey {
    param([string]$Hive, [string]$Key)
    $base = Open-JfHive $Hive
    try {
        $base.DeleteSubKeyTree($Key, $false)
    } finally {
        $base.Dispose()
    }
}

# As the contract writes data: numbers in decimal without a sign, bytes in hexadecimal, several texts as a list.
function ConvertFrom-JfRegistryData {
    param([string]$Kind, $Data)
    switch ($Kind) {
        'dword' { return [BitConverter]::ToUInt32([BitConverter]::GetBytes([int]$Data), 0).ToString([Globalization.CultureInfo]::InvariantCulture) }
        'qword' { return [BitConverter]::ToUInt64([BitConverter]::GetBytes([long]$Data), 0).ToString([Globalization.CultureInfo]::InvariantCulture) }
        'multistring' { return , @($Data) }
        'string' { return [string]$Data }
        'expandstring' { return [string]$Data }
    }
    return [BitConverter]::ToString([byte[]]@($Data)).Replace('-', '').ToLowerInvariant()
}

function ConvertTo-JfRegistryData {
    param([string]$Kind, $Data)
    switch ($Kind) {
        'dword' { return [BitConverter]::ToInt32([BitConverter]::GetBytes([uint32]::Parse($Data, [Globalization.CultureInfo]::InvariantCulture)), 0) }
        'qword' { return [BitConverter]::ToInt64([BitConverter]::GetBytes([uint64]::Parse($Data, [Globalization.CultureInfo]::InvariantCulture)), 0) }
        'multistring' { return , [string[]]@($Data) }
        'string' { return [string]$Data }
        'expandstring' { return [string]$Data }
    }
    $bytes = New-Object byte[] ($Data.Length / 2)
    for ($i = 0; $i -lt $bytes.Length; $i++) {
        $bytes[$i] = [Convert]::ToByte($Data.Substring(2 * $i, 2), 16)
    }
    return , $bytes
}

#endregion

# --- machine

#region service: registry program

function Read-JfService {
    param($Select)
    $service = Get-JfService $Select['name']
    if ($null -eq $service) {
        return [ordered]@{ exists = $false }
    }
    $name = $service['name']
    $type = [int](Get-JfServiceValue $name 'Type' '0')
    $needs = @(Get-JfServiceValue $name 'DependOnService' @())
    foreach ($group in @(Get-JfServiceValue $name 'DependOnGroup' @())) {
        $needs += "+$group"
    }
    $state = [ordered]@{ exists = $true; name = $name; display_name = $service['display_name'] }
    $state['state'] = Get-JfServiceWord 'state' $service['state']
    $state['start_mode'] = Get-JfServiceStart $name
    $state['path'] = Get-JfServiceValue $name 'ImagePath' ''
    $state['description'] = Get-JfServiceValue $name 'Description' ''
    $state['username'] = Get-JfServiceAccount $name
    $state['service_type'] = Get-JfServiceWord 'type' ([string]($type -band 127))
    $state['desktop_interact'] = ($type -band 256) -ne 0
    $state['dependencies'] = @($needs)
    $state['depended_by'] = @($service['depended_by'])
    $state['can_pause_and_continue'] = $service['can_pause']
    $state['load_order_group'] = Get-JfServiceValue $name 'Group' ''
    $state['error_control'] = Get-JfServiceWord 'error' (Get-JfServiceValue $name 'ErrorControl' '1')
    $state['sid_info'] = Get-JfServiceWord 'sid' (Get-JfServiceValue $name 'ServiceSidType' '0')
    $state['required_privileges'] = @(Get-JfServiceValue $name 'RequiredPrivileges' @())
    $state['pre_shutdown_timeout'] = Get-JfServiceValue $name 'PreshutdownTimeout' $null
    Add-JfServiceFailure $name $state
    return $state
}

function Write-JfService {
    param($Select, $Set)
    $name = $Select['name']
    $service = Get-JfService $name
    if ($null -ne $service) {
        $name = $service['name']
    }
    if ($Set['exists'] -ne $true) {
        Set-JfServiceState $name 'stopped' ($Set['force'] -eq $true)
        Invoke-JfServiceTool @('delete', $name)
        return
    }
    if ($null -eq $service) {
        Invoke-JfServiceTool @('create', $name, 'binPath=', $Set['path'], 'start=', 'auto')
    }
    $words = Get-JfServiceChange $name $Set
    if ($words.Count -gt 0) {
        Invoke-JfServiceTool (@('config', $name) + $words)
    }
    Set-JfServiceRest $name $Set
    if ($null -ne $Set['username']) {
        Set-JfServiceAccount $name $Set['username'] $Set['password']
    }
    if ($Set['restart'] -eq $true) {
        Restart-JfService $name ($Set['force'] -eq $true)
    } elseif ($null -ne $Set['state']) {
        Set-JfServiceState $name $Set['state'] ($Set['force'] -eq $true)
    }
}

# What sc.exe calls config.
function Get-JfServiceChange {
    param([string]$Name, $Set)
    $words = @()
    foreach ($pair in @(@('path', 'binPath='), @('display_name', 'DisplayName='), @('load_order_group', 'group='))) {
        if ($null -ne $Set[$pair[0]]) {
            $words += @($pair[1], $Set[$pair[0]])
        }
    }
    if ($null -ne $Set['start_mode']) {
        $modes = @{ auto = 'auto'; delayed = 'delayed-auto'; manual = 'demand'; disabled = 'disabled' }
        $words += @('start=', $modes[$Set['start_mode']])
    }
    if ($null -ne $Set['error_control']) {
        $words += @('error=', $Set['error_control'])
    }
    if ($null -ne $Set['dependencies']) {
        $needs = [string]::Join('/', [string[]]@($Set['dependencies']))
        if ($needs -eq '') {
            $needs = '/'
        }
        $words += @('depend=', $needs)
    }
    if ($null -ne $Set['service_type'] -or $null -ne $Set['desktop_interact']) {
        $words += (Get-JfServiceTypeChange $Name $Set)
    }
    return , $words
}

function Get-JfServiceTypeChange {
    param([string]$Name, $Set)
    $number = [int](Get-JfServiceValue $Name 'Type' '16')
    $type = $Set['service_type']
    if ($null -eq $type) {
        $type = Get-JfServiceWord 'type' ([string]($number -band 127))
    }
    $interacts = $Set['desktop_interact']
    if ($null -eq $interacts) {
        $interacts = ($number -band 256) -ne 0
    }
    $types = @{ win32_own_process = 'own'; win32_share_process = 'share'; user_own_process = 'userown'; user_share_process = 'usershare' }
    $words = @('type=', $types[$type])
    if ($interacts) {
        $words += @('type=', 'interact')
    }
    return , $words
}

# What sc.exe has orders of their own for, or none.
function Set-JfServiceRest {
    param([string]$Name, $Set)
    if ($null -ne $Set['description']) {
        Invoke-JfServiceTool @('description', $Name, $Set['description'])
    }
    if ($null -ne $Set['sid_info']) {
        Invoke-JfServiceTool @('sidtype', $Name, $Set['sid_info'])
    }
    if ($null -ne $Set['failure_flag']) {
        Invoke-JfServiceTool @('failureflag', $Name, [string][int]$Set['failure_flag'])
    }
    $words = Get-JfServiceFailureChange $Set
    if ($words.Count -gt 0) {
        Invoke-JfServiceTool (@('failure', $Name) + $words)
    }
    $key = "SYSTEM\CurrentControlSet\Services\$Name"
    if ($null -ne $Set['pre_shutdown_timeout']) {
        Set-JfRegistryValue 'local_machine' $key 'PreshutdownTimeout' 'dword' $Set['pre_shutdown_timeout']
    }
    $privileges = @($Set['required_privileges'])
    if ($null -ne $Set['required_privileges'] -and $privileges.Count -gt 0) {
        Invoke-JfServiceTool @('privs', $Name, [string]::Join('/', [string[]]$privileges))
    } elseif ($null -ne $Set['required_privileges']) {
        Remove-JfRegistryValue 'local_machine' $key 'RequiredPrivileges'
    }
}

function Get-JfServiceFailureChange {
    param($Set)
    $words = @()
    if ($null -ne $Set['failure_actions']) {
        $reset = [string]$Set['failure_reset']
        if ($reset -eq '') {
            $reset = '0'
        } elseif ($reset -eq '4294967295') {
            $reset = 'INFINITE'
        }
        $words += @('reset=', $reset, 'actions=', [string]::Join('/', [string[]]@($Set['failure_actions'])))
    }
    if ($null -ne $Set['failure_command']) {
        $words += @('command=', $Set['failure_command'])
    }
    if ($null -ne $Set['failure_reboot_msg']) {
        $words += @('reboot=', $Set['failure_reboot_msg'])
    }
    return , $words
}

# SERVICE_FAILURE_ACTIONS as the registry has it: five numbers, the fourth of which says how many pairs of numbers follow.
function Add-JfServiceFailure {
    param([string]$Name, $State)
    $bytes = Get-JfServiceValue $Name 'FailureActions' ''
    $actions = @()
    if ($bytes.Length -ge 40) {
        $State['failure_reset'] = [string](Get-JfNumberAt $bytes 0)
        for ($i = 0; $i -lt (Get-JfNumberAt $bytes 3); $i++) {
            $kinds = @{ '0' = ''; '1' = 'restart'; '2' = 'reboot'; '3' = 'run' }
            $actions += $kinds[[string](Get-JfNumberAt $bytes (5 + 2 * $i))] + '/' + (Get-JfNumberAt $bytes (6 + 2 * $i))
        }
    }
    $State['failure_actions'] = @($actions)
    $State['failure_command'] = Get-JfServiceValue $Name 'FailureCommand' ''
    $State['failure_reboot_msg'] = Get-JfServiceValue $Name 'RebootMessage' ''
    $State['failure_flag'] = (Get-JfServiceValue $Name 'FailureActionsOnNonCrashFailures' '0') -ne '0'
}

# The number of 32 bits, its lowest byte first, in hexadecimal digits.
function Get-JfNumberAt {
    param([string]$Hex, [int]$Index)
    $number = ''
    for ($i = 3; $i -ge 0; $i--) {
        $number += $Hex.Substring(8 * $Index + 2 * $i, 2)
    }
    return [Convert]::ToUInt32($number, 16)
}

function Get-JfServiceStart {
    param([string]$Name)
    $mode = Get-JfServiceWord 'start' (Get-JfServiceValue $Name 'Start' '3')
    if ($mode -ceq 'auto' -and (Get-JfServiceValue $Name 'DelayedAutostart' '0') -ne '0') {
        return 'delayed'
    }
    return $mode
}

# The account; one of this machine begins with a point, whatever the machine is called.
function Get-JfServiceAccount {
    param([string]$Name)
    $account = Get-JfServiceValue $Name 'ObjectName' ''
    $machine = (Get-JfComputerName) + '\'
    if ($account.StartsWith($machine, [StringComparison]::OrdinalIgnoreCase)) {
        return '.\' + $account.Substring($machine.Length)
    }
    return $account
}

function Get-JfComputerName {
    return [Environment]::MachineName
}

# The word for a number (winsvc.h, winnt.h), or for what .NET calls a status.
function Get-JfServiceWord {
    param([string]$Kind, [string]$Value)
    $words = @{
        state = @{ Running = 'started'; Stopped = 'stopped'; Paused = 'paused'; StartPending = 'start_pending'
            StopPending = 'stop_pending'; ContinuePending = 'continue_pending'; PausePending = 'pause_pending' }
        start = @{ '0' = 'boot'; '1' = 'system'; '2' = 'auto'; '3' = 'manual'; '4' = 'disabled' }
        error = @{ '0' = 'ignore'; '1' = 'normal'; '2' = 'severe'; '3' = 'critical' }
        sid = @{ '0' = 'none'; '1' = 'unrestricted'; '3' = 'restricted' }
        type = @{ '1' = 'kernel_driver'; '2' = 'file_system_driver'; '4' = 'adapter'; '8' = 'recognizer_driver'
            '16' = 'win32_own_process'; '32' = 'win32_share_process'; '80' = 'user_own_process'; '96' = 'user_share_process' }
    }
    return $words[$Kind][$Value]
}

# What the registry has of a service, or what stands for it where there is nothing.
function Get-JfServiceValue {
    param([string]$Name, [string]$Value, $Otherwise)
    $found = Get-JfRegistryValue 'local_machine' "SYSTEM\CurrentControlSet\Services\$Name" $Value
    if ($null -eq $found) {
        return $Otherwise
    }
    return $found['data']
}

# By its name, or else by its name for people; drivers are services, too. Nothing where there is none.
function Get-JfService {
    param([string]$Name)
    Add-Type -AssemblyName System.ServiceProcess
    $found = $null
    $all = @([System.ServiceProcess.ServiceController]::GetServices()) + @([System.ServiceProcess.ServiceController]::GetDevices())
    foreach ($service in $all) {
        if ([string]::Equals($service.ServiceName, $Name, [StringComparison]::OrdinalIgnoreCase)) {
            $found = $service
            break
        }
        if ($null -eq $found -and [string]::Equals($service.DisplayName, $Name, [StringComparison]::OrdinalIgnoreCase)) {
            $found = $service
        }
    }
    if ($null -eq $found) {
        return $null
    }
    $needing = @()
    foreach ($other in @($found.DependentServices)) {
        $needing += [string]$other.ServiceName
    }
    return @{
        name = [string]$found.ServiceName; display_name = [string]$found.DisplayName; state = $found.Status.ToString()
        can_pause = [bool]$found.CanPauseAndContinue; depended_by = $needing
    }
}

# Waits until it is so.
function Set-JfServiceState {
    param([string]$Name, [string]$State, [bool]$Force)
    $service = New-Object System.ServiceProcess.ServiceController -ArgumentList $Name
    try {
        $status = $service.Status.ToString()
        if ($State -ceq 'stopped') {
            if ($status -cne 'Stopped') {
                Stop-Service -InputObject $service -Force:$Force
            }
        } elseif ($State -ceq 'paused') {
            Suspend-Service -InputObject $service
        } elseif ($status -ceq 'Paused') {
            Resume-Service -InputObject $service
        } else {
            Start-Service -InputObject $service
        }
    } finally {
        $service.Dispose()
    }
}

function Restart-JfService {
    param([string]$Name, [bool]$Force)
    $service = New-Object System.ServiceProcess.ServiceController -ArgumentList $Name
    try {
        Restart-Service -InputObject $service -Force:$Force
    } finally {
        $service.Dispose()
    }
}

function Invoke-JfServiceTool {
    param([string[]]$Arguments)
    [void](Invoke-JfTool "$env:SystemRoot\System32\sc.exe" $Arguments)
}

# A password travels as a value; a command line could be read by others.
function Set-JfServiceAccount {
    param([string]$Name, [string]$User, $Password)
    $service = Get-CimInstance -ClassName Win32_Service -Filter ("Name='" + $Name.Replace('\', '\\').Replace("'", "\'") + "'")
    $arguments = @{ StartName = $User }
    if ($null -ne $Password) {
        $arguments['StartPassword'] = [string]$Password
    }
    $ended = Invoke-CimMethod -InputObject $service -MethodName Change -Arguments $arguments
    if ($ended.ReturnValue -ne 0) {
        throw ('Windows does not let {0} run as {1}: Win32_Service.Change returned {2}. An account needs the right to log on as a service.' -f $Name, $User, $ended.ReturnValue)
    }
}

#endregion

#region power

# powrprof.dll. Its tools print in the language of the guest; these functions do not.
function Import-JfPower {
    if ($null -ne ('JavaformPower' -as [type])) {
        return
    }
    Add-Type -TypeDefinition @'
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Text;

public static class JavaformPower
{
    [DllImport("powrprof.dll")]
    private static extern uint PowerEnumerate(IntPtr root, IntPtr scheme, IntPtr group, uint what, uint index, byte[] buffer, ref uint size);
    [DllImport("powrprof.dll")]
    private static extern uint PowerReadFriendlyName(IntPtr root, ref Guid scheme, IntPtr group, IntPtr setting, byte[] buffer, ref uint size);
    [DllImport("powrprof.dll")]
    private static extern uint PowerGetActiveScheme(IntPtr root, out IntPtr scheme);
    [DllImport("powrprof.dll")]
    private static extern uint PowerSetActiveScheme(IntPtr root, ref Guid scheme);
    [DllImport("powrprof.dll")]
    private static extern uint PowerDuplicateScheme(IntPtr root, ref Guid from, ref IntPtr to);
    [DllImport("powrprof.dll")]
    private static extern uint PowerReadACValueIndex(IntPtr root, ref Guid scheme, ref Guid group, ref Guid setting, out uint index);
    [DllImport("powrprof.dll")]
    private static extern uint PowerReadDCValueIndex(IntPtr root, ref Guid scheme, ref Guid group, ref Guid setting, out uint index);
    [DllImport("powrprof.dll")]
    private static extern uint PowerWriteACValueIndex(IntPtr root, ref Guid scheme, ref Guid group, ref Guid setting, uint index);
    [DllImport("powrprof.dll")]
    private static extern uint PowerWriteDCValueIndex(IntPtr root, ref Guid scheme, ref Guid group, ref Guid setting, uint index);
    [DllImport("kernel32.dll")]
    private static extern IntPtr LocalFree(IntPtr memory);

    private static void Check(uint code, string what)
    {
        if (code != 0)
        {
            throw new Win32Exception((int)code, what + ": " + new Win32Exception((int)code).Message + " (" + code + ")");
        }
    }

    public static string[] Schemes()
    {
        List<string> all = new List<string>();
        for (uint index = 0; ; index++)
        {
            byte[] guid = new byte[16];
            uint size = 16;
            uint code = PowerEnumerate(IntPtr.Zero, IntPtr.Zero, IntPtr.Zero, 16, index, guid, ref size);
            if (code == 259)
            {
                return all.ToArray();
            }
            Check(code, "PowerEnumerate");
            all.Add(new Guid(guid).ToString());
        }
    }

    public static string Name(string scheme)
    {
        Guid guid = new Guid(scheme);
        byte[] text = new byte[2048];
        uint size = 2048;
        uint code = PowerReadFriendlyName(IntPtr.Zero, ref guid, IntPtr.Zero, IntPtr.Zero, text, ref size);
        return code == 0 ? Encoding.Unicode.GetString(text, 0, (int)size).TrimEnd('\0') : scheme;
    }

    public static string Active()
    {
        IntPtr scheme;
        Check(PowerGetActiveScheme(IntPtr.Zero, out scheme), "PowerGetActiveScheme");
        try
        {
            return Marshal.PtrToStructure(scheme, typeof(Guid)).ToString();
        }
        finally
        {
            LocalFree(scheme);
        }
    }

    public static void Activate(string scheme)
    {
        Guid guid = new Guid(scheme);
        Check(PowerSetActiveScheme(IntPtr.Zero, ref guid), "PowerSetActiveScheme");
    }

    public static void Copy(string scheme, string copy)
    {
        Guid from = new Guid(scheme);
        IntPtr to = Marshal.AllocHGlobal(16);
        try
        {
            Marshal.Copy(new Guid(copy).ToByteArray(), 0, to, 16);
            Check(PowerDuplicateScheme(IntPtr.Zero, ref from, ref to), "PowerDuplicateScheme");
        }
        finally
        {
            Marshal.FreeHGlobal(to);
        }
    }

    public static uint Read(string scheme, string group, string setting, bool mains)
    {
        Guid one = new Guid(scheme);
        Guid two = new Guid(group);
        Guid three = new Guid(setting);
        uint index;
        uint code = mains
            ? PowerReadACValueIndex(IntPtr.Zero, ref one, ref two, ref three, out index)
            : PowerReadDCValueIndex(IntPtr.Zero, ref one, ref two, ref three, out index);
        Check(code, "there is no power setting " + setting + " in " + group);
        return index;
    }

    public static void Write(string scheme, string group, string setting, bool mains, uint index)
    {
        Guid one = new Guid(scheme);
        Guid two = new Guid(group);
        Guid three = new Guid(setting);
        uint code = mains
            ? PowerWriteACValueIndex(IntPtr.Zero, ref one, ref two, ref three, index)
            : PowerWriteDCValueIndex(IntPtr.Zero, ref one, ref two, ref three, index);
        Check(code, "power setting " + setting);
    }
}
'@
}

function Get-JfActivePlan {
    Import-JfPower
    return [JavaformPower]::Active()
}

function Set-JfActivePlan {
    param([string]$Scheme)
    Import-JfPower
    [JavaformPower]::Activate($Scheme)
}

#endregion

#region power_plan: power

function Read-JfPowerPlan {
    param($Select)
    $plans = @()
    foreach ($scheme in @(Get-JfPlanGuid)) {
        $plans += [ordered]@{ guid = $scheme; name = (Get-JfPlanName $scheme) }
    }
    return [ordered]@{ active = (Get-JfActivePlan); plans = $plans }
}

function Write-JfPowerPlan {
    param($Select, $Set)
    if ($null -ne $Set['copy_of'] -and @(Get-JfPlanGuid) -cnotcontains $Set['active']) {
        Copy-JfPlan $Set['copy_of'] $Set['active']
    }
    Set-JfActivePlan $Set['active']
}

function Get-JfPlanGuid {
    Import-JfPower
    return [JavaformPower]::Schemes()
}

function Get-JfPlanName {
    param([string]$Scheme)
    Import-JfPower
    return [JavaformPower]::Name($Scheme)
}

function Copy-JfPlan {
    param([string]$From, [string]$To)
    Import-JfPower
    [JavaformPower]::Copy($From, $To)
}

#endregion

#region power_setting: power

function Read-JfPowerSetting {
    param($Select)
    $scheme = Find-JfPlan $Select
    return [ordered]@{
        scheme = $scheme
        ac = (Get-JfPowerIndex $scheme $Select['subgroup'] $Select['setting'] $true)
        dc = (Get-JfPowerIndex $scheme $Select['subgroup'] $Select['setting'] $false)
    }
}

# A change of the active plan counts only once it has been made the active one again.
function Write-JfPowerSetting {
    param($Select, $Set)
    $scheme = Find-JfPlan $Select
    if ($null -ne $Set['ac']) {
        Set-JfPowerIndex $scheme $Select['subgroup'] $Select['setting'] $true $Set['ac']
    }
    if ($null -ne $Set['dc']) {
        Set-JfPowerIndex $scheme $Select['subgroup'] $Select['setting'] $false $Set['dc']
    }
    if ((Get-JfActivePlan) -ceq $scheme) {
        Set-JfActivePlan $scheme
    }
}

function Find-JfPlan {
    param($Select)
    if ($Select['scheme'] -ceq 'active') {
        return Get-JfActivePlan
    }
    return $Select['scheme']
}

function Get-JfPowerIndex {
    param([string]$Scheme, [string]$Group, [string]$Setting, [bool]$Mains)
    Import-JfPower
    return [JavaformPower]::Read($Scheme, $Group, $Setting, $Mains).ToString([Globalization.CultureInfo]::InvariantCulture)
}

function Set-JfPowerIndex {
    param([string]$Scheme, [string]$Group, [string]$Setting, [bool]$Mains, [string]$Index)
    Import-JfPower
    [JavaformPower]::Write($Scheme, $Group, $Setting, $Mains, [uint32]::Parse($Index, [Globalization.CultureInfo]::InvariantCulture))
}

#endregion

#region hibernate: registry program

function Read-JfHibernate {
    param($Select)
    $there = Test-JfHibernateFile
    $value = Get-JfRegistryValue 'local_machine' 'SYSTEM\CurrentControlSet\Control\Power' 'HibernateEnabled'
    $enabled = $there
    if ($null -ne $value) {
        $enabled = $value['data'] -ne '0'
    }
    return [ordered]@{ enabled = $enabled; file = $there }
}

function Write-JfHibernate {
    param($Select, $Set)
    $word = 'off'
    if ($Set['enabled'] -eq $true) {
        $word = 'on'
    }
    Set-JfHibernate $word
}

# Looked for in its folder: the file itself cannot be opened.
function Test-JfHibernateFile {
    return [IO.Directory]::GetFiles("$env:SystemDrive\", 'hiberfil.sys').Length -gt 0
}

function Set-JfHibernate {
    param([string]$Word)
    [void](Invoke-JfTool "$env:SystemRoot\System32\powercfg.exe" @('/hibernate', $Word))
}

#endregion

#region scheduled_task: account

# The XML of a task, and what accounts are called; with those that are not there without a SID.
function Read-JfScheduledTask {
    param($Select)
    $accounts = Resolve-JfAccount $Select['accounts']
    $task = Get-JfTask $Select['path'] $Select['name']
    if ($null -eq $task) {
        return [ordered]@{ exists = $false; accounts = @($accounts) }
    }
    return [ordered]@{ exists = $true; enabled = $task['enabled']; xml = $task['xml']; accounts = @($accounts) }
}

function Write-JfScheduledTask {
    param($Select, $Set)
    if ($null -ne $Set['xml']) {
        Register-JfTask $Select['path'] $Select['name'] $Set
    } elseif ($null -ne $Set['enabled']) {
        Switch-JfTask $Select['path'] $Select['name'] ($Set['enabled'] -eq $true)
    } else {
        Remove-JfTask $Select['path'] $Select['name']
    }
}

function Connect-JfTaskService {
    $service = New-Object -ComObject Schedule.Service
    [void]$service.Connect()
    return $service
}

# A folder of tasks; nothing where there is none.
function Get-JfTaskFolder {
    param($Service, [string]$Path)
    try {
        return $Service.GetFolder($Path)
    } catch {
        if (Test-JfNotFound $_) {
            return $null
        }
        throw
    }
}

# ERROR_FILE_NOT_FOUND or ERROR_PATH_NOT_FOUND, as COM reports them.
function Test-JfNotFound {
    param($Record)
    $exception = $Record.Exception
    while ($null -ne $exception.InnerException) {
        $exception = $exception.InnerException
    }
    return @(-2147024894, -2147024893) -contains $exception.HResult
}

function Get-JfTask {
    param([string]$Path, [string]$Name)
    $folder = Get-JfTaskFolder (Connect-JfTaskService) $Path
    if ($null -eq $folder) {
        return $null
    }
    try {
        $task = $folder.GetTask($Name)
    } catch {
        if (Test-JfNotFound $_) {
            return $null
        }
        throw
    }
    return @{ enabled = [bool]$task.Enabled; xml = [string]$task.Xml }
}

# 6 is TASK_CREATE_OR_UPDATE. Without a password the XML says who the task is done as.
function Register-JfTask {
    param([string]$Path, [string]$Name, $Set)
    $service = Connect-JfTaskService
    $folder = Get-JfTaskFolder $service $Path
    if ($null -eq $folder) {
        $folder = $service.GetFolder('\').CreateFolder($Path)
    }
    $user = $null
    $password = $null
    $logon = 0
    if ($null -ne $Set['password']) {
        $user = [string]$Set['username']
        $password = [string]$Set['password']
        $logon = 1
        if ($Set['logon_type'] -ceq 'token_or_password') {
            $logon = 6
        }
    }
    [void]$folder.RegisterTask($Name, [string]$Set['xml'], 6, $user, $password, $logon)
}

function Switch-JfTask {
    param([string]$Path, [string]$Name, [bool]$Enabled)
    $task = (Connect-JfTaskService).GetFolder($Path).GetTask($Name)
    $task.Enabled = $Enabled
}

# With its folder where nothing else is in it.
function Remove-JfTask {
    param([string]$Path, [string]$Name)
    $service = Connect-JfTaskService
    $folder = $service.GetFolder($Path)
    [void]$folder.DeleteTask($Name, 0)
    if ($Path -cne '\' -and $folder.GetTasks(1).Count -eq 0 -and $folder.GetFolders(0).Count -eq 0) {
        [void]$service.GetFolder('\').DeleteFolder($Path, 0)
    }
}

#endregion

#region appx

# Which of the names are in the image, with some user, and cannot be removed.
function Read-JfAppx {
    param($Select)
    $provisioned = New-Object System.Collections.ArrayList
    foreach ($package in @(Get-JfProvisionedApp $Select['names'])) {
        [void]$provisioned.Add($package['name'])
    }
    $installed = New-Object System.Collections.ArrayList
    $fixed = New-Object System.Collections.ArrayList
    foreach ($package in @(Get-JfInstalledApp $Select['names'])) {
        if (-not $installed.Contains($package['name'])) {
            [void]$installed.Add($package['name'])
        }
        if ($package['fixed'] -and -not $fixed.Contains($package['name'])) {
            [void]$fixed.Add($package['name'])
        }
    }
    return [ordered]@{ provisioned = $provisioned.ToArray(); installed = $installed.ToArray(); fixed = $fixed.ToArray() }
}

# First from the image: whoever logs on meanwhile would get it from there again.
function Write-JfAppx {
    param($Select, $Set)
    foreach ($package in @(Get-JfProvisionedApp $Set['absent'])) {
        Remove-JfProvisionedApp $package['full']
    }
    foreach ($package in @(Get-JfInstalledApp $Set['absent'])) {
        if (-not $package['fixed']) {
            Remove-JfInstalledApp $package['full']
        }
    }
}

function Test-JfAppName {
    param($Names, [string]$Name)
    foreach ($each in @($Names)) {
        if ([string]::Equals($each, $Name, [StringComparison]::OrdinalIgnoreCase)) {
            return $true
        }
    }
    return $false
}

function Get-JfProvisionedApp {
    param($Names)
    foreach ($package in @(Get-AppxProvisionedPackage -Online)) {
        if (Test-JfAppName $Names $package.DisplayName) {
            @{ name = [string]$package.DisplayName; full = [string]$package.PackageName }
        }
    }
}

# What is signed as a part of the system is as fixed as what says so itself, which came with Windows 10 1709.
function Get-JfInstalledApp {
    param($Names)
    foreach ($package in @(Get-AppxPackage -AllUsers)) {
        if (Test-JfAppName $Names $package.Name) {
            $fixed = $package.SignatureKind.ToString() -ceq 'System'
            if ($null -ne $package.PSObject.Properties['NonRemovable'] -and $package.NonRemovable -eq $true) {
                $fixed = $true
            }
            @{ name = [string]$package.Name; full = [string]$package.PackageFullName; fixed = $fixed }
        }
    }
}

function Remove-JfProvisionedApp {
    param([string]$Full)
    [void](Remove-AppxProvisionedPackage -Online -PackageName $Full)
}

function Remove-JfInstalledApp {
    param([string]$Full)
    [void](Remove-AppxPackage -AllUsers -Package $Full)
}

#endregion

#region boot_entry

# The entry that this Windows was booted from, by the name that it has in every store.
function Read-JfBootEntry {
    param($Select)
    $elements = New-Object System.Collections.ArrayList
    foreach ($element in @(Get-JfBootElement '{fa926493-6f1c-4193-a414-58f0b2456d1e}')) {
        [void]$elements.Add($element)
    }
    return [ordered]@{ elements = $elements.ToArray() }
}

# Those that are true, false or a number.
function Get-JfBootElement {
    param([string]$Id)
    $store = Invoke-CimMethod -Namespace root\wmi -ClassName BcdStore -MethodName OpenStore -Arguments @{ File = '' }
    $entry = Invoke-CimMethod -InputObject $store.Store -MethodName OpenObject -Arguments @{ Id = $Id }
    $found = Invoke-CimMethod -InputObject $entry.Object -MethodName EnumerateElements
    foreach ($element in @($found.Elements)) {
        foreach ($kind in @('Boolean', 'Integer')) {
            $property = $element.CimInstanceProperties[$kind]
            if ($null -ne $property) {
                [ordered]@{ type = ([uint32]$element.Type).ToString(); value = $property.Value.ToString() }
            }
        }
    }
}

#endregion

#region registry_key: registry

# A key with its values and the names of the keys below it, or with only one of its values.
function Read-JfRegistryKey {
    param($Select)
    $place = Find-JfRegistryPlace $Select
    $hive = $place['hive']
    $key = $place['key']
    if (-not (Test-JfRegistryKey $hive $key)) {
        return [ordered]@{ exists = $false; values = @(); keys = @() }
    }
    $names = @(Get-JfRegistryValueName $hive $key)
    if ($Select.ContainsKey('name')) {
        $names = @($Select['name'])
    }
    $values = New-Object System.Collections.ArrayList
    foreach ($name in $names) {
        $value = Get-JfRegistryValue $hive $key $name
        if ($null -ne $value) {
            [void]$values.Add((ConvertTo-JfNamedValue $name $value))
        }
    }
    return [ordered]@{ exists = $true; values = $values.ToArray(); keys = @(Get-JfRegistrySubkeyName $hive $key) }
}

function ConvertTo-JfNamedValue {
    param([string]$Name, $Value)
    $expanded = $null
    if ($Value['kind'] -ceq 'expandstring') {
        $expanded = [Environment]::ExpandEnvironmentVariables($Value['data'])
    }
    return [ordered]@{ name = $Name; kind = $Value['kind']; data = $Value['data']; expanded = $expanded }
}

function Get-JfRegistryValueName {
    param([string]$Hive, [string]$Key)
    $base = Open-JfHive $Hive
    try {
        $opened = $base.OpenSubKey($Key)
        try {
            return $opened.GetValueNames()
        } finally {
            $opened.Dispose()
        }
    } finally {
        $base.Dispose()
    }
}

function Get-JfRegistrySubkeyName {
    param([string]$Hive, [string]$Key)
    $base = Open-JfHive $Hive
    try {
        $opened = $base.OpenSubKey($Key)
        try {
            return $opened.GetSubKeyNames()
        } finally {
            $opened.Dispose()
        }
    } finally {
        $base.Dispose()
    }
}

#endregion

#region hostname: registry

# The name that counts after the next boot, and the one that counts now.
function Read-JfHostname {
    param($Select)
    $key = 'SYSTEM\CurrentControlSet\Services\Tcpip\Parameters'
    $next = Get-JfRegistryValue 'local_machine' $key 'NV Hostname'
    $now = Get-JfRegistryValue 'local_machine' $key 'Hostname'
    return [ordered]@{ name = [string]$next['data']; active = [string]$now['data'] }
}

function Write-JfHostname {
    param($Select, $Set)
    Rename-JfComputer $Set['name']
    Add-JfReboot
}

function Rename-JfComputer {
    param([string]$Name)
    $computer = Get-CimInstance -ClassName Win32_ComputerSystem
    $ended = Invoke-CimMethod -InputObject $computer -MethodName Rename -Arguments @{ Name = $Name }
    if ($ended.ReturnValue -ne 0) {
        throw ('Windows does not take the name {0}: Win32_ComputerSystem.Rename returned {1}' -f $Name, $ended.ReturnValue)
    }
}

#endregion

#region timezone: registry program

# The zone that is set, by its name in the registry, which is the same in all languages.
function Read-JfTimezone {
    param($Select)
    $key = 'SYSTEM\CurrentControlSet\Control\TimeZoneInformation'
    $zone = ''
    $value = Get-JfRegistryValue 'local_machine' $key 'TimeZoneKeyName'
    if ($null -ne $value) {
        $zone = $value['data'].Split([char]0)[0]
    }
    $fixed = Get-JfRegistryValue 'local_machine' $key 'DynamicDaylightTimeDisabled'
    if ($null -ne $fixed -and $fixed['data'] -ne '0') {
        $zone += '_dstoff'
    }
    $known = Test-JfRegistryKey 'local_machine' ('SOFTWARE\Microsoft\Windows NT\CurrentVersion\Time Zones\' + $Select['zone'])
    return [ordered]@{ timezone = $zone; known = $known }
}

function Write-JfTimezone {
    param($Select, $Set)
    Set-JfTimezone $Set['timezone']
}

function Set-JfTimezone {
    param([string]$Zone)
    [void](Invoke-JfTool "$env:SystemRoot\System32\tzutil.exe" @('/s', $Zone))
}

#endregion

#region boot: registry program

# With 'after', it fails until Windows was booted at another time, and can be logged on to or passes the test.
function Read-JfBoot {
    param($Select)
    $last = Get-JfBootTime
    if ($null -ne $Select['after']) {
        if ([string]::Equals($last, $Select['after'], [StringComparison]::Ordinal)) {
            throw 'Windows has not gone down yet'
        }
        if ($null -ne $Select['test']) {
            Assert-JfBootTest $Select['test']
        } elseif (-not (Test-JfRegistryKey 'local_machine' 'SOFTWARE\Microsoft\Windows\CurrentVersion\Authentication\LogonUI\SessionData')) {
            throw 'Windows has booted, and its logon screen is not there yet'
        }
    }
    return [ordered]@{ last = $last }
}

function Write-JfBoot {
    param($Select, $Set)
    Restart-JfGuest ([string]$Set['delay']) $Set['message']
}

function Get-JfBootTime {
    $system = Get-CimInstance -ClassName Win32_OperatingSystem -Property LastBootUpTime
    return $system.LastBootUpTime.ToFileTimeUtc().ToString([Globalization.CultureInfo]::InvariantCulture)
}

# 1190: somebody else has said so for later. 1115: it is going down already.
function Restart-JfGuest {
    param([string]$Delay, [string]$Message)
    $tool = "$env:SystemRoot\System32\shutdown.exe"
    $words = @('/r', '/f', '/t', $Delay, '/c', $Message)
    $ended = Invoke-JfProgram $tool $words ''
    if ($ended['rc'] -eq 1190) {
        [void](Invoke-JfProgram $tool @('/a') '')
        $ended = Invoke-JfProgram $tool $words ''
    }
    if ($ended['rc'] -ne 0 -and $ended['rc'] -ne 1115) {
        throw ('shutdown.exe ended with {0}: {1}' -f $ended['rc'], ($ended['stderr'] + ' ' + $ended['stdout']).Trim())
    }
}

# A line of the playbook's own, in a process of its own.
function Assert-JfBootTest {
    param([string]$Command)
    $encoded = [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($Command))
    $shell = "$env:SystemRoot\System32\WindowsPowerShell\v1.0\powershell.exe"
    $ended = Invoke-JfProgram $shell @('-NoProfile', '-NonInteractive', '-EncodedCommand', $encoded) ''
    if ($ended['rc'] -ne 0) {
        throw ('the test command ended with {0}: {1}' -f $ended['rc'], $ended['stdout'].Trim())
    }
}

#endregion

#region auto_logon: registry account

function Read-JfAutoLogon {
    param($Select)
    $on = Get-JfWinlogonValue 'AutoAdminLogon'
    $state = [ordered]@{ enabled = ($on -eq '1'); user = (Get-JfWinlogonValue 'DefaultUserName') }
    $state['domain'] = Get-JfWinlogonValue 'DefaultDomainName'
    $state['count'] = Get-JfWinlogonValue 'AutoLogonCount'
    $state['plain'] = $null -ne (Get-JfRegistryValue 'local_machine' (Get-JfWinlogonKey) 'DefaultPassword')
    $state['secret'] = Compare-JfLogonSecret $Select['password']
    $state['account'] = ''
    if ($null -ne $Select['username']) {
        $sid = Find-JfSid $Select['username']
        if ($null -ne $sid) {
            $state['account'] = Get-JfAccountName $sid
        }
    }
    return $state
}

# The password goes to where only Windows reads it, before anything counts on it.
function Write-JfAutoLogon {
    param($Select, $Set)
    if ($Set['secret'] -ceq 'same') {
        Set-JfLogonSecret ([string]$Select['password'])
    } else {
        Set-JfLogonSecret $null
    }
    Set-JfWinlogonValue 'DefaultPassword' 'string' ''
    Set-JfWinlogonValue 'DefaultUserName' 'string' $Set['user']
    Set-JfWinlogonValue 'DefaultDomainName' 'string' $Set['domain']
    Set-JfWinlogonValue 'AutoLogonCount' 'dword' $Set['count']
    $on = '0'
    if ($Set['enabled'] -eq $true) {
        $on = '1'
    }
    Set-JfWinlogonValue 'AutoAdminLogon' 'string' $on
}

function Get-JfWinlogonKey {
    return 'SOFTWARE\Microsoft\Windows NT\CurrentVersion\Winlogon'
}

function Get-JfWinlogonValue {
    param([string]$Name)
    $value = Get-JfRegistryValue 'local_machine' (Get-JfWinlogonKey) $Name
    if ($null -eq $value) {
        return ''
    }
    return $value['data']
}

# An empty one is removed.
function Set-JfWinlogonValue {
    param([string]$Name, [string]$Kind, [string]$Data)
    if ($Data -eq '') {
        Remove-JfRegistryValue 'local_machine' (Get-JfWinlogonKey) $Name
    } else {
        Set-JfRegistryValue 'local_machine' (Get-JfWinlogonKey) $Name $Kind $Data
    }
}

function Compare-JfLogonSecret {
    param($Wanted)
    $kept = Get-JfLogonSecret
    if ($null -eq $kept) {
        return 'none'
    }
    if ($null -ne $Wanted -and [string]::Equals($kept, [string]$Wanted, [StringComparison]::Ordinal)) {
        return 'same'
    }
    return 'other'
}

function Get-JfLogonSecret {
    Import-JfLsa
    return [JavaformLsa]::Read('DefaultPassword')
}

# Without one, it is removed.
function Set-JfLogonSecret {
    param($Secret)
    Import-JfLsa
    if ($null -eq $Secret) {
        [JavaformLsa]::Remove('DefaultPassword')
    } else {
        [JavaformLsa]::Write('DefaultPassword', [string]$Secret)
    }
}

# Secrets of the local security authority ([MS-LSAD] 3.1.4.6).
function Import-JfLsa {
    if ($null -ne ('JavaformLsa' -as [type])) {
        return
    }
    Add-Type -TypeDefinition @'
using System;
using System.ComponentModel;
using System.Runtime.InteropServices;

public static class JavaformLsa
{
    private const uint NotThere = 0xC0000034;

    [StructLayout(LayoutKind.Sequential)]
    private struct ObjectAttributes
    {
        public uint Length;
        public IntPtr RootDirectory;
        public IntPtr ObjectName;
        public uint Attributes;
        public IntPtr SecurityDescriptor;
        public IntPtr SecurityQualityOfService;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct LsaText
    {
        public ushort Length;
        public ushort MaximumLength;
        public IntPtr Buffer;
    }

    [DllImport("advapi32.dll")]
    private static extern uint LsaOpenPolicy(IntPtr system, ref ObjectAttributes attributes, uint access, out IntPtr policy);
    [DllImport("advapi32.dll")]
    private static extern uint LsaStorePrivateData(IntPtr policy, ref LsaText name, IntPtr data);
    [DllImport("advapi32.dll")]
    private static extern uint LsaRetrievePrivateData(IntPtr policy, ref LsaText name, out IntPtr data);
    [DllImport("advapi32.dll")]
    private static extern uint LsaFreeMemory(IntPtr memory);
    [DllImport("advapi32.dll")]
    private static extern uint LsaClose(IntPtr policy);
    [DllImport("advapi32.dll")]
    private static extern uint LsaNtStatusToWinError(uint status);

    private static void Check(uint status, string what)
    {
        if (status != 0)
        {
            int code = (int)LsaNtStatusToWinError(status);
            throw new Win32Exception(code, what + ": " + new Win32Exception(code).Message + " (" + code + ")");
        }
    }

    // 4 is POLICY_GET_PRIVATE_INFORMATION, 32 is POLICY_CREATE_SECRET.
    private static IntPtr Open()
    {
        ObjectAttributes attributes = new ObjectAttributes();
        IntPtr policy;
        Check(LsaOpenPolicy(IntPtr.Zero, ref attributes, 36, out policy), "LsaOpenPolicy");
        return policy;
    }

    private static LsaText Text(string text)
    {
        LsaText made = new LsaText();
        made.Buffer = Marshal.StringToHGlobalUni(text);
        made.Length = (ushort)(2 * text.Length);
        made.MaximumLength = (ushort)(2 * text.Length + 2);
        return made;
    }

    public static string Read(string name)
    {
        IntPtr policy = Open();
        LsaText key = Text(name);
        try
        {
            IntPtr data;
            uint status = LsaRetrievePrivateData(policy, ref key, out data);
            if (status == NotThere)
            {
                return null;
            }
            Check(status, "LsaRetrievePrivateData");
            try
            {
                LsaText found = (LsaText)Marshal.PtrToStructure(data, typeof(LsaText));
                return found.Length == 0 ? "" : Marshal.PtrToStringUni(found.Buffer, found.Length / 2);
            }
            finally
            {
                LsaFreeMemory(data);
            }
        }
        finally
        {
            Marshal.FreeHGlobal(key.Buffer);
            LsaClose(policy);
        }
    }

    public static void Write(string name, string secret)
    {
        LsaText text = Text(secret);
        IntPtr data = Marshal.AllocHGlobal(Marshal.SizeOf(typeof(LsaText)));
        try
        {
            Marshal.StructureToPtr(text, data, false);
            Check(Store(name, data), "LsaStorePrivateData");
        }
        finally
        {
            Marshal.FreeHGlobal(data);
            Marshal.ZeroFreeGlobalAllocUnicode(text.Buffer);
        }
    }

    public static void Remove(string name)
    {
        uint status = Store(name, IntPtr.Zero);
        if (status != NotThere)
        {
            Check(status, "LsaStorePrivateData");
        }
    }

    private static uint Store(string name, IntPtr data)
    {
        IntPtr policy = Open();
        LsaText key = Text(name);
        try
        {
            return LsaStorePrivateData(policy, ref key, data);
        }
        finally
        {
            Marshal.FreeHGlobal(key.Buffer);
            LsaClose(policy);
        }
    }
}
'@
}

#endregion

# --- commands and files

#region paths

# An absolute path: variables such as %TEMP% and a ~ at its beginning are resolved.
function Resolve-JfPath {
    param([string]$Path)
    $expanded = [Environment]::ExpandEnvironmentVariables($Path)
    return $ExecutionContext.SessionState.Path.GetUnresolvedProviderPathFromPSPath($expanded)
}

# Whether something is there; * and ? stand for any characters of its name.
function Test-JfPath {
    param([string]$Path)
    if ($Path -match '[*?]') {
        return Test-JfPattern ([Environment]::ExpandEnvironmentVariables($Path))
    }
    return Test-JfItem (Resolve-JfPath $Path)
}

function Test-JfItem {
    param([string]$Path)
    return ([IO.File]::Exists($Path) -or [IO.Directory]::Exists($Path))
}

# Whether this user may ask CIM: others wait for seconds, to be told that they may not.
function Test-JfAdministrator {
    $user = New-Object System.Security.Principal.WindowsPrincipal -ArgumentList ([Security.Principal.WindowsIdentity]::GetCurrent())
    return $user.IsInRole([Security.Principal.WindowsBuiltInRole]::Administrator)
}

# Brackets are characters like others, and no wildcards.
function Test-JfPattern {
    param([string]$Pattern)
    return Test-Path -Path ([regex]::Replace($Pattern, '[\[\]]', '`$0'))
}

#endregion

#region process: paths

# A program run to its end: file, line (its arguments as one text), folder, in (bytes), encoding. Gives rc, stdout, stderr. One
# that cannot be started ends with the number of the reason, as Windows counts them.
function Invoke-JfProcess {
    param($Job)
    $process = New-Object System.Diagnostics.Process
    try {
        $process.StartInfo = New-JfStart $Job
        $refusal = Start-JfProcess $process
        if ($null -ne $refusal) {
            return $refusal
        }
        $out = New-Object System.IO.MemoryStream
        $err = New-Object System.IO.MemoryStream
        $outDone = $process.StandardOutput.BaseStream.CopyToAsync($out)
        $errDone = $process.StandardError.BaseStream.CopyToAsync($err)
        Send-JfInput $process $Job['in']
        [void]$outDone.Wait()
        [void]$errDone.Wait()
        [void]$process.WaitForExit()
        $said = ConvertFrom-JfBytes (Select-JfBytes $out) $Job['encoding']
        $complained = ConvertFrom-JfBytes (Select-JfBytes $err) $Job['encoding']
        $cut = $out.Length -gt 8388608 -or $err.Length -gt 8388608
        return @{ rc = $process.ExitCode; stdout = $said; stderr = (ConvertFrom-JfErrorText $complained); truncated = $cut }
    } finally {
        [void]$process.Dispose()
    }
}

function New-JfStart {
    param($Job)
    $start = New-Object System.Diagnostics.ProcessStartInfo
    $start.FileName = $Job['file']
    $start.Arguments = [string]$Job['line']
    $start.UseShellExecute = $false
    $start.CreateNoWindow = $true
    $start.RedirectStandardInput = $true
    $start.RedirectStandardOutput = $true
    $start.RedirectStandardError = $true
    if ($null -ne $Job['folder']) {
        if (-not [IO.Directory]::Exists($Job['folder'])) {
            throw "there is no folder $($Job['folder']) to run it in"
        }
        $start.WorkingDirectory = $Job['folder']
    }
    return $start
}

# Nothing, or why not.
function Start-JfProcess {
    param($Process)
    try {
        [void]$Process.Start()
        return $null
    } catch {
        $exception = $_.Exception
        while ($exception -isnot [System.ComponentModel.Win32Exception] -and $null -ne $exception.InnerException) {
            $exception = $exception.InnerException
        }
        if ($exception -isnot [System.ComponentModel.Win32Exception]) {
            throw
        }
        $why = 'Failed to run: {0}: {1}' -f $Process.StartInfo.FileName, $exception.Message
        return @{ rc = $exception.NativeErrorCode; stdout = ''; stderr = $why }
    }
}

# What the program does not read, because it has ended, is no failure.
function Send-JfInput {
    param($Process, $Bytes)
    $stream = $Process.StandardInput.BaseStream
    try {
        if ($null -ne $Bytes) {
            $stream.Write($Bytes, 0, $Bytes.Length)
        }
        $stream.Dispose()
    } catch [System.Management.Automation.MethodInvocationException] {
        if ($_.Exception.InnerException -isnot [System.IO.IOException]) {
            throw
        }
    }
}

# What a stream holds, up to a bound that is between two characters of UTF-8.
function Select-JfBytes {
    param($Stream)
    $bytes = $Stream.ToArray()
    if ($bytes.Length -le 8388608) {
        return , $bytes
    }
    $most = 8388608
    while ($most -gt 0 -and ($bytes[$most] -band 0xC0) -eq 0x80) {
        $most--
    }
    $first = New-Object byte[] $most
    [Array]::Copy($bytes, $first, $most)
    return , $first
}

# Text of a program: UTF-8 where it is that, else of the code page that consoles have.
function ConvertFrom-JfBytes {
    param([byte[]]$Bytes, $Encoding)
    if ($null -eq $Bytes -or $Bytes.Length -eq 0) {
        return ''
    }
    if ($null -ne $Encoding) {
        return [Text.Encoding]::GetEncoding([string]$Encoding).GetString($Bytes).TrimStart([char]0xFEFF)
    }
    try {
        $strict = New-Object System.Text.UTF8Encoding -ArgumentList $false, $true
        return $strict.GetString($Bytes).TrimStart([char]0xFEFF)
    } catch {
        return [Text.Encoding]::GetEncoding([Globalization.CultureInfo]::CurrentCulture.TextInfo.OEMCodePage).GetString($Bytes)
    }
}

# PowerShell writes errors as CLIXML where it takes its reader for another PowerShell.
function ConvertFrom-JfErrorText {
    param([string]$Text)
    $begins = $Text.IndexOf('#< CLIXML', [StringComparison]::Ordinal)
    if ($begins -lt 0) {
        return $Text
    }
    $plain = New-Object System.Text.StringBuilder
    [void]$plain.Append($Text.Substring(0, $begins))
    foreach ($match in [regex]::Matches($Text, '(?s)<S S="Error">(.*?)</S>')) {
        [void]$plain.Append([System.Xml.XmlConvert]::DecodeName([System.Net.WebUtility]::HtmlDecode($match.Groups[1].Value)))
    }
    return $plain.ToString()
}

# A job that runs a script in a PowerShell of its own. The script and its values come by standard input: they stand in no list
# of arguments and in no file. kind: run (an error ends it, with 1), shell (errors do not end it; 1 if the last statement went
# wrong), test (0: it said $true; 1: it said $false; else it failed).
function New-JfScriptJob {
    param([string]$Kind, [string]$Script, $Parameters, $Options)
    $told = @{ kind = $Kind; script = $Script; parameters = $Parameters; stdin = $Options['stdin'] }
    $text = [System.Management.Automation.PSSerializer]::Serialize($told, 20)
    $in = [Text.Encoding]::ASCII.GetBytes([Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($text)) + "`n")
    $file = Find-JfPowerShell
    if ($null -ne $Options['executable']) {
        $file = $Options['executable']
    }
    $line = '-NonInteractive -OutputFormat Text -EncodedCommand ' + (ConvertTo-JfCommand (Get-Command -Name 'Start-JfScript').Definition)
    if ($Options['profile'] -ne $true) {
        $line = '-NoProfile ' + $line
    }
    if ($null -ne $Options['arguments']) {
        $line = $Options['arguments'] + ' ' + $line
    } else {
        $line = '-ExecutionPolicy Bypass ' + $line
    }
    return @{ file = $file; line = $line; folder = (Find-JfFolder $Options); in = $in; encoding = $Options['encoding'] }
}

# The folder that something is to run in, if one is named.
function Find-JfFolder {
    param($Options)
    if ($null -eq $Options['chdir']) {
        return $null
    }
    return Resolve-JfPath $Options['chdir']
}

# Windows PowerShell; where there is no Windows, the PowerShell that runs this.
function Find-JfPowerShell {
    if ([string]::IsNullOrEmpty($env:SystemRoot)) {
        return [IO.Path]::Combine($PSHOME, 'pwsh')
    }
    return "$env:SystemRoot\System32\WindowsPowerShell\v1.0\powershell.exe"
}

# As -EncodedCommand takes it.
function ConvertTo-JfCommand {
    param([string]$Text)
    return [Convert]::ToBase64String([Text.Encoding]::Unicode.GetBytes($Text))
}

# Not called here: its text is the first that the new PowerShell runs.
function Start-JfScript {
    $ErrorActionPreference = 'Stop'
    $ProgressPreference = 'SilentlyContinue'
    $jfText = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String([string](@($input)[0])))
    $OutputEncoding = New-Object System.Text.UTF8Encoding -ArgumentList $false
    try {
        [Console]::InputEncoding = $OutputEncoding
        [Console]::OutputEncoding = $OutputEncoding
    } catch {
        [void]$_.Exception # without a console there is nothing to set
    }
    try {
        $jfTold = [System.Management.Automation.PSSerializer]::Deserialize($jfText)
        $jfKind = $jfTold['kind']
        $jfParameters = $jfTold['parameters']
        if ($null -eq $jfParameters) {
            $jfParameters = @{}
        }
        $jfLines = $null
        if ($null -ne $jfTold['stdin']) {
            [Console]::SetIn((New-Object System.IO.StringReader -ArgumentList $jfTold['stdin']))
            $jfLines = @([regex]::Split($jfTold['stdin'], "`r?`n"))
        }
        $jfBlock = [scriptblock]::Create($jfTold['script'])
        $global:jfWell = $true
        if ($jfKind -eq 'shell' -and $null -ne $jfBlock.Ast.EndBlock -and $jfBlock.Ast.EndBlock.Unnamed) {
            $jfBlock = [scriptblock]::Create($jfTold['script'] + "`n" + '$global:jfWell = $?')
        } elseif ($jfKind -eq 'test') {
            $jfSaid = @(& $jfBlock @jfParameters)
            if ($jfSaid.Count -eq 0 -or $jfSaid[-1] -isnot [bool]) {
                throw 'the test said neither $true nor $false; let that be the last that it says, or exit 0 or 1'
            }
            $global:jfWell = $jfSaid[-1]
        } elseif ($jfKind -eq 'run') {
            & $jfBlock @jfParameters | Out-Default
        }
    } catch {
        [Console]::Error.WriteLine(($_ | Out-String).TrimEnd())
        if ($jfKind -eq 'test') {
            exit 2
        }
        exit 1
    }
    if ($jfKind -eq 'shell') {
        $ErrorActionPreference = 'Continue'
        if ($null -ne $jfLines) {
            $jfLines | & $jfBlock @jfParameters | Out-Default
        } else {
            & $jfBlock @jfParameters | Out-Default
        }
    }
    if (-not $global:jfWell) {
        exit 1
    }
    exit 0
}

#endregion

#region task_run: process user

# The same, by a scheduled task: for what a remote session may not do. As the system, or as a user who is logged on, in that
# user's session. Gives rc, stdout, stderr.
function Invoke-JfTask {
    param($Job, [string]$RunAs, $User)
    $account = Find-JfTaskAccount $RunAs $User
    $folder = New-JfTaskFolder $account['sid']
    $name = 'javaform-' + [guid]::NewGuid().ToString('N')
    try {
        [IO.File]::WriteAllText("$folder\in", [System.Management.Automation.PSSerializer]::Serialize($Job, 3))
        [IO.File]::WriteAllText("$folder\run.ps1", (Get-JfTaskScript $folder))
        $text = "& ([scriptblock]::Create([IO.File]::ReadAllText('$folder\run.ps1')))"
        $line = '-NoProfile -NonInteractive -WindowStyle Hidden -ExecutionPolicy Bypass -EncodedCommand ' + (ConvertTo-JfCommand $text)
        $task = Register-JfRunTask $name $account (Find-JfPowerShell) $line
        try {
            Wait-JfTask $task "$folder\out" $account
        } finally {
            Unregister-JfTask $name
        }
        return [System.Management.Automation.PSSerializer]::Deserialize([IO.File]::ReadAllText("$folder\out"))
    } finally {
        Remove-JfTaskFolder $folder
    }
}

# A script as the system; what it printed. Anything but exit code 0 is a failure.
function Invoke-JfAsSystem {
    param([string]$Script, $Parameters)
    $ended = Invoke-JfTask (New-JfScriptJob 'run' $Script $Parameters @{}) 'system' $null
    if ($ended['rc'] -ne 0) {
        throw ('what ran as the system ended with {0}: {1}' -f $ended['rc'], ($ended['stderr'] + ' ' + $ended['stdout']).Trim())
    }
    return $ended['stdout']
}

# logon and level are TASK_LOGON_TYPE and TASK_RUNLEVEL_TYPE: a service account with all rights, or the token of somebody who is
# there, with the rights that this user's programs have.
function Find-JfTaskAccount {
    param([string]$RunAs, $User)
    if ($RunAs -ceq 'system') {
        return @{ sid = 'S-1-5-18'; logon = 5; level = 1; name = 'the system' }
    }
    if ($null -eq $User) {
        return @{ sid = (Get-JfOwnSid); logon = 3; level = 0; name = 'the user of this connection' }
    }
    return @{ sid = (Get-JfSid $User); logon = 3; level = 0; name = $User }
}

function Get-JfOwnSid {
    return [Security.Principal.WindowsIdentity]::GetCurrent().User.Value
}

# A folder that only the system, administrators and that account may look into.
function New-JfTaskFolder {
    param([string]$Sid)
    $folder = "$env:SystemRoot\Temp\javaform-" + [guid]::NewGuid().ToString('N')
    $security = New-Object System.Security.AccessControl.DirectorySecurity
    $security.SetAccessRuleProtection($true, $false)
    foreach ($each in @('S-1-5-18', 'S-1-5-32-544', $Sid)) {
        $who = New-Object System.Security.Principal.SecurityIdentifier -ArgumentList $each
        $rule = New-Object System.Security.AccessControl.FileSystemAccessRule -ArgumentList $who, 'FullControl', 'ContainerInherit,ObjectInherit', 'None', 'Allow'
        $security.AddAccessRule($rule)
    }
    [void][IO.Directory]::CreateDirectory($folder)
    Set-Acl -LiteralPath $folder -AclObject $security
    return $folder
}

function Remove-JfTaskFolder {
    param([string]$Folder)
    try {
        [IO.Directory]::Delete($Folder, $true)
    } catch {
        Add-JfWarning ("$Folder is left behind: " + (Format-JfError $_))
    }
}

# What the task runs: the functions that run a program, then the job.
function Get-JfTaskScript {
    param([string]$Folder)
    $text = New-Object System.Text.StringBuilder
    foreach ($name in @('Invoke-JfProcess', 'New-JfStart', 'Start-JfProcess', 'Send-JfInput', 'Select-JfBytes', 'ConvertFrom-JfBytes', 'ConvertFrom-JfErrorText', 'Complete-JfTask')) {
        [void]$text.AppendLine("function $name {" + (Get-Command -Name $name).Definition + '}')
    }
    [void]$text.AppendLine("Complete-JfTask '$Folder'")
    return $text.ToString()
}

# In the task: runs the job and leaves its result, whole from the first moment on.
function Complete-JfTask {
    param([string]$Folder)
    $ErrorActionPreference = 'Stop'
    $job = [System.Management.Automation.PSSerializer]::Deserialize([IO.File]::ReadAllText("$Folder\in"))
    [IO.File]::Delete("$Folder\in")
    try {
        $ended = Invoke-JfProcess $job
    } catch {
        $ended = @{ rc = 1; stdout = ''; stderr = [string]$_.Exception.Message }
    }
    [IO.File]::WriteAllText("$Folder\part", [System.Management.Automation.PSSerializer]::Serialize($ended, 3))
    [IO.File]::Move("$Folder\part", "$Folder\out")
}

# Registered (6: created or replaced) and started, on demand only, without the limits that tasks have by default.
function Register-JfRunTask {
    param([string]$Name, $Account, [string]$File, [string]$Line)
    $service = New-Object -ComObject 'Schedule.Service'
    [void]$service.Connect()
    $definition = $service.NewTask(0)
    $definition.Principal.UserId = $Account['sid']
    $definition.Principal.LogonType = $Account['logon']
    $definition.Principal.RunLevel = $Account['level']
    $definition.Settings.DisallowStartIfOnBatteries = $false
    $definition.Settings.StopIfGoingOnBatteries = $false
    $definition.Settings.ExecutionTimeLimit = 'PT0S'
    $definition.Settings.Hidden = $true
    $action = $definition.Actions.Create(0)
    $action.Path = $File
    $action.Arguments = $Line
    $task = $service.GetFolder('\').RegisterTaskDefinition($Name, $definition, 6, $null, $null, $Account['logon'])
    [void]$task.Run($null)
    return $task
}

function Unregister-JfTask {
    param([string]$Name)
    $service = New-Object -ComObject 'Schedule.Service'
    [void]$service.Connect()
    $folder = $service.GetFolder('\')
    [void]$folder.GetTask($Name).Stop(0)
    [void]$folder.DeleteTask($Name, 0)
}

# Until the result is there. State 4 is running, 2 queued (TASK_STATE); a task that is neither for ten seconds will not run.
function Wait-JfTask {
    param($Task, [string]$Result, $Account)
    $idle = 0
    while (-not [IO.File]::Exists($Result)) {
        Start-Sleep -Milliseconds 200
        if ($Task.State -eq 4 -or $Task.State -eq 2) {
            $idle = 0
        } else {
            $idle++
        }
        if ($idle -gt 50 -and -not [IO.File]::Exists($Result)) {
            $code = '0x{0:X8}' -f $Task.LastTaskResult
            throw "the task did not run as $($Account['name']) ($code); a user has to be logged on to this guest for that"
        }
    }
}

#endregion

#region run: paths process task_run

# Whether it has to run: creates and removes name paths, test is a script.
function Read-JfRun {
    param($Select)
    $state = [ordered]@{ created = $false; removed = $false; holds = $null }
    if ($null -ne $Select['creates']) {
        $state['created'] = Test-JfPath $Select['creates']
    }
    if ($null -ne $Select['removes']) {
        $state['removed'] = -not (Test-JfPath $Select['removes'])
    }
    if ($null -ne $Select['test'] -and -not $state['created'] -and -not $state['removed']) {
        $state['holds'] = Test-JfScript $Select
    }
    return $state
}

function Test-JfScript {
    param($Select)
    $ended = Invoke-JfJob (New-JfScriptJob 'test' $Select['test'] $Select['parameters'] $Select) $Select
    if ($ended['rc'] -ne 0 -and $ended['rc'] -ne 1) {
        throw ('the test ended with {0}: {1}' -f $ended['rc'], ($ended['stderr'] + ' ' + $ended['stdout']).Trim())
    }
    return $ended['rc'] -eq 0
}

# A script of some kind, or a program.
function Write-JfRun {
    param($Select, $Set)
    if ($null -ne $Set['script']) {
        return Invoke-JfJob (New-JfScriptJob $Set['kind'] $Set['script'] $Select['parameters'] $Set) $Select
    }
    $job = @{ file = $Set['file']; line = $Set['line']; folder = (Find-JfFolder $Set); in = $null; encoding = $Set['encoding'] }
    if ($null -ne $Set['stdin']) {
        $job['in'] = [Text.Encoding]::UTF8.GetBytes($Set['stdin'])
    }
    return Invoke-JfJob $job $Select
}

function Invoke-JfJob {
    param($Job, $Select)
    if ($null -eq $Select['run_as']) {
        return Invoke-JfProcess $Job
    }
    return Invoke-JfTask $Job $Select['run_as'] $Select['user']
}

#endregion

#region powershell: run

function Read-JfPowershell {
    param($Select)
    return Read-JfRun $Select
}

# What the script said of itself and did, as JSON; rc is 1 where it failed.
function Write-JfPowershell {
    param($Select, $Set)
    $folder = New-JfScratchFolder
    try {
        $task = $Set.Clone()
        $task['tmpdir'] = $folder
        if ($null -ne $Set['executable']) {
            return Invoke-JfElsewhere $task
        }
        $told = Invoke-JfCollected $task
        return @{ rc = [int]$told['failed']; stdout = (ConvertTo-Json -InputObject $told -Compress -Depth 100); stderr = '' }
    } finally {
        [IO.Directory]::Delete($folder, $true)
    }
}

function New-JfScratchFolder {
    $folder = [IO.Path]::Combine([IO.Path]::GetTempPath(), 'javaform-' + [guid]::NewGuid().ToString('N'))
    [void][IO.Directory]::CreateDirectory($folder)
    return $folder
}

# In another PowerShell, which is told the functions that it takes. What it prints before the last line is no part of the answer.
function Invoke-JfElsewhere {
    param($Task)
    $text = New-Object System.Text.StringBuilder
    [void]$text.AppendLine('param($Task)')
    foreach ($name in @('Invoke-JfCollected', 'ConvertTo-JfPlain', 'ConvertTo-JfPlainText', 'ConvertTo-JfPlainList', 'ConvertTo-JfPlainTable', 'ConvertTo-JfErrorTable', 'ConvertTo-JfExceptionTable')) {
        [void]$text.AppendLine("function $name {" + (Get-Command -Name $name).Definition + '}')
    }
    [void]$text.AppendLine('[Console]::Out.WriteLine()')
    [void]$text.AppendLine('[Console]::Out.WriteLine((ConvertTo-Json -InputObject (Invoke-JfCollected $Task) -Compress -Depth 100))')
    $ended = Invoke-JfProcess (New-JfScriptJob 'run' $text.ToString() @{ Task = $Task } @{ executable = $Task['executable']; arguments = [string]$Task['arguments'] })
    $lines = @([regex]::Split($ended['stdout'].TrimEnd(), "`r?`n"))
    if ($ended['rc'] -ne 0 -or -not $lines[-1].StartsWith('{')) {
        throw ('{0} ended with {1}: {2}' -f $Task['executable'], $ended['rc'], ($ended['stderr'] + ' ' + $ended['stdout']).Trim())
    }
    return @{ rc = [int]$lines[-1].StartsWith('{"failed":true'); stdout = $lines[-1]; stderr = $ended['stderr'] }
}

# Runs a script in a runspace of its own and collects all that it says, on every stream, up to where it fails.
function Invoke-JfCollected {
    param($Task)
    $depth = [int]$Task['depth']
    $own = New-Object PSObject -Property @{ Result = @{}; Diff = @{}; Changed = $true; Failed = $false; CheckMode = $false; Verbosity = 0; Tmpdir = $Task['tmpdir'] }
    $failed = $false
    $errors = New-Object System.Collections.ArrayList
    $output = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
    $nothing = New-Object 'System.Management.Automation.PSDataCollection[psobject]'
    $nothing.Complete()
    $runspace = [System.Management.Automation.Runspaces.RunspaceFactory]::CreateRunspace()
    $runspace.Open()
    $shell = [System.Management.Automation.PowerShell]::Create()
    try {
        $shell.Runspace = $runspace
        $runspace.SessionStateProxy.SetVariable('Ansible', $own)
        $runspace.SessionStateProxy.SetVariable('ErrorActionPreference', [System.Management.Automation.ActionPreference]$Task['error_action'])
        $runspace.SessionStateProxy.SetVariable('ProgressPreference', 'SilentlyContinue')
        if ($null -ne $Task['chdir']) {
            [void]$shell.AddCommand('Set-Location').AddParameter('LiteralPath', $Task['chdir']).AddStatement()
        }
        [void]$shell.AddScript($Task['script'])
        if ($null -ne $Task['parameters']) {
            [void]$shell.AddParameters($Task['parameters'])
        }
        try {
            [void]$shell.EndInvoke($shell.BeginInvoke($nothing, $output))
        } catch {
            $failed = $true
            $exception = $_.Exception
            while ($exception -is [System.Management.Automation.MethodInvocationException] -and $null -ne $exception.InnerException) {
                $exception = $exception.InnerException
            }
            if ($exception -is [System.Management.Automation.RuntimeException]) {
                [void]$errors.Add($exception.ErrorRecord)
            } else {
                [void]$errors.Add($_)
            }
        }
        $output.Complete()
        $own = $runspace.SessionStateProxy.GetVariable('Ansible')
        $told = [ordered]@{ failed = ($failed -or $own.Failed -eq $true); changed = ($own.Changed -eq $true) }
        $told['result'] = ConvertTo-JfPlain $own.Result $depth
        $told['diff'] = ConvertTo-JfPlain $own.Diff $depth
        $told['output'] = ConvertTo-JfPlainList $output $depth
        $told['error'] = New-Object System.Collections.ArrayList
        foreach ($record in @($shell.Streams.Error) + @($errors.ToArray())) {
            [void]$told['error'].Add((ConvertTo-JfErrorTable $record $depth))
        }
        foreach ($stream in @('Warning', 'Verbose', 'Debug')) {
            $told[$stream.ToLowerInvariant()] = New-Object System.Collections.ArrayList
            foreach ($record in @($shell.Streams.$stream)) {
                [void]$told[$stream.ToLowerInvariant()].Add([string]$record.Message)
            }
        }
        $said = New-Object System.Text.StringBuilder
        $told['information'] = New-Object System.Collections.ArrayList
        foreach ($record in @($shell.Streams.Information)) {
            if (@($record.Tags) -contains 'PSHOST') {
                [void]$said.Append([string]$record.MessageData)
                if ($record.MessageData.NoNewLine -ne $true) {
                    [void]$said.Append("`n")
                }
            }
            [void]$told['information'].Add([ordered]@{
                    message_data = (ConvertTo-JfPlain $record.MessageData $depth)
                    source = [string]$record.Source
                    time_generated = $record.TimeGenerated.ToUniversalTime().ToString('o')
                    tags = (ConvertTo-JfPlainList $record.Tags $depth)
                })
        }
        $told['host_out'] = $said.ToString()
        return $told
    } finally {
        $shell.Dispose()
        $runspace.Dispose()
    }
}

# Any value as what JSON has, so many levels deep; what is deeper is its text.
function ConvertTo-JfPlain {
    param($Value, [int]$Depth)
    if ($null -eq $Value) {
        return $null
    }
    $base = $Value.PSObject.BaseObject
    $simple = ConvertTo-JfPlainText $base
    if ($null -ne $simple) {
        return $simple
    }
    if ($base -is [enum]) {
        return [ordered]@{ Type = $base.GetType().FullName; String = $base.ToString(); Value = [System.Convert]::ToInt64($base) }
    }
    if ($base -is [bool] -or $base -is [int] -or $base -is [long] -or $base -is [decimal] -or $base -is [byte] -or $base -is [uint32] -or $base -is [uint64] -or $base -is [int16] -or $base -is [uint16] -or $base -is [sbyte]) {
        return $base
    }
    if ($base -is [type]) {
        return [ordered]@{ Name = $base.Name; FullName = $base.FullName; AssemblyQualifiedName = $base.AssemblyQualifiedName; BaseType = [string]$base.BaseType }
    }
    if ($Depth -lt 0) {
        return [string]$Value
    }
    if ($base -is [System.Collections.IDictionary]) {
        return ConvertTo-JfPlainTable $base $Depth
    }
    if ($base -is [System.Collections.IEnumerable]) {
        return , (ConvertTo-JfPlainList $base ($Depth - 1))
    }
    $table = [ordered]@{}
    foreach ($property in @($Value.PSObject.Properties)) {
        try {
            $table[$property.Name] = ConvertTo-JfPlain $property.Value ($Depth - 1)
        } catch {
            $table[$property.Name] = $null
        }
    }
    return $table
}

# Values that are one text or one number with a fraction; nothing for all others. Texts are made anew, without what PowerShell
# may have attached to them.
function ConvertTo-JfPlainText {
    param($Base)
    if ($Base -is [string]) {
        return New-Object System.String -ArgumentList (, $Base.ToCharArray())
    }
    if ($Base -is [datetime]) {
        return $Base.ToUniversalTime().ToString('o')
    }
    if ($Base -is [System.DateTimeOffset]) {
        return $Base.ToString('o')
    }
    if ($Base -is [double] -or $Base -is [single]) {
        if ([double]::IsNaN($Base) -or [double]::IsInfinity($Base)) {
            return $Base.ToString([System.Globalization.CultureInfo]::InvariantCulture)
        }
        return [double]$Base
    }
    if ($Base -is [char] -or $Base -is [guid] -or $Base -is [uri] -or $Base -is [version] -or $Base -is [timespan] -or $Base -is [scriptblock]) {
        return $Base.ToString()
    }
    return $null
}

function ConvertTo-JfPlainList {
    param($Values, [int]$Depth)
    $list = New-Object System.Collections.ArrayList
    foreach ($each in $Values) {
        [void]$list.Add((ConvertTo-JfPlain $each $Depth))
    }
    return , $list.ToArray()
}

function ConvertTo-JfPlainTable {
    param($Table, [int]$Depth)
    $plain = [ordered]@{}
    foreach ($entry in $Table.GetEnumerator()) {
        $plain[[string]$entry.Key] = ConvertTo-JfPlain $entry.Value ($Depth - 1)
    }
    return $plain
}

function ConvertTo-JfErrorTable {
    param($Record, [int]$Depth)
    $table = [ordered]@{ output = ($Record | Out-String); error_details = $null; exception = (ConvertTo-JfExceptionTable $Record.Exception) }
    $table['target_object'] = ConvertTo-JfPlain $Record.TargetObject $Depth
    $table['category_info'] = [ordered]@{
        category = [string]$Record.CategoryInfo.Category
        category_id = [int]$Record.CategoryInfo.Category
        activity = $Record.CategoryInfo.Activity
        reason = $Record.CategoryInfo.Reason
        target_name = $Record.CategoryInfo.TargetName
        target_type = $Record.CategoryInfo.TargetType
    }
    $table['fully_qualified_error_id'] = $Record.FullyQualifiedErrorId
    $table['script_stack_trace'] = $Record.ScriptStackTrace
    $table['pipeline_iteration_info'] = ConvertTo-JfPlainList $Record.PipelineIterationInfo 0
    if ($null -ne $Record.ErrorDetails) {
        $table['error_details'] = [ordered]@{ message = $Record.ErrorDetails.Message; recommended_action = $Record.ErrorDetails.RecommendedAction }
    }
    return $table
}

function ConvertTo-JfExceptionTable {
    param($Exception)
    if ($null -eq $Exception) {
        return $null
    }
    return [ordered]@{
        message = $Exception.Message
        type = $Exception.GetType().FullName
        help_link = $Exception.HelpLink
        source = $Exception.Source
        hresult = $Exception.HResult
        inner_exception = (ConvertTo-JfExceptionTable $Exception.InnerException)
    }
}

#endregion

#region file: paths put

# Something at a path; into is the name that it has where the path is that of a folder.
function Read-JfFile {
    param($Select)
    $path = Find-JfFile $Select
    $kind = Get-JfItemKind $path
    $state = [ordered]@{ path = $path; exists = ($null -ne $kind); directory = ($kind -ceq 'directory'); folder = (Test-JfFolderOf $path); sha256 = $null }
    if ($Select['sum'] -eq $true -and $kind -ceq 'file') {
        $state['sha256'] = Get-JfFileHash $path
    }
    return $state
}

# touch: its times become now, or an empty file arises. backup: a copy beside it.
function Write-JfFile {
    param($Select, $Set)
    $path = Find-JfFile $Select
    if ($Set['backup'] -eq $true) {
        return @{ backup_file = (Copy-JfAside $path) }
    }
    if ($Set['touch'] -eq $true) {
        Update-JfItem $path (Get-JfItemKind $path)
    } elseif ($Set['exists'] -eq $false) {
        Remove-JfItem $path
    } elseif ($Set['directory'] -eq $true) {
        New-JfFolder $path
    }
}

function Find-JfFile {
    param($Select)
    $path = Resolve-JfPath $Select['path']
    if ($null -ne $Select['into'] -and ($Select['path'] -match '[\\/]$' -or (Get-JfItemKind $path) -ceq 'directory')) {
        return Join-JfPath $path $Select['into']
    }
    return $path
}

# A path and a name below it, in which slashes divide.
function Join-JfPath {
    param([string]$Path, [string]$Name)
    return [IO.Path]::Combine($Path, $Name.Replace('/', [string][IO.Path]::DirectorySeparatorChar))
}

# 'file' or 'directory'; nothing where there is nothing.
function Get-JfItemKind {
    param([string]$Path)
    if ([IO.Directory]::Exists($Path)) {
        return 'directory'
    }
    if ([IO.File]::Exists($Path)) {
        return 'file'
    }
    return $null
}

# Whether there is a folder for it; the root of a drive has none and needs none.
function Test-JfFolderOf {
    param([string]$Path)
    $folder = [IO.Path]::GetDirectoryName($Path)
    return ([string]::IsNullOrEmpty($folder) -or (Get-JfItemKind $folder) -ceq 'directory')
}

# With all folders above it.
function New-JfFolder {
    param([string]$Path)
    [void][IO.Directory]::CreateDirectory($Path)
}

# With everything below it; of a link only the link.
function Remove-JfItem {
    param([string]$Path)
    $attributes = [IO.File]::GetAttributes($Path)
    if (($attributes -band [IO.FileAttributes]::ReadOnly) -ne 0) {
        [IO.File]::SetAttributes($Path, ($attributes -band (-bnot [IO.FileAttributes]::ReadOnly)))
    }
    if (($attributes -band [IO.FileAttributes]::Directory) -eq 0) {
        [IO.File]::Delete($Path)
        return
    }
    if (($attributes -band [IO.FileAttributes]::ReparsePoint) -eq 0) {
        foreach ($child in @([IO.Directory]::GetFileSystemEntries($Path))) {
            Remove-JfItem $child
        }
    }
    [IO.Directory]::Delete($Path, $false)
}

function Update-JfItem {
    param([string]$Path, $Kind)
    if ($null -eq $Kind) {
        [IO.File]::Open($Path, [IO.FileMode]::CreateNew).Dispose()
    } else {
        $now = [DateTime]::UtcNow
        (Get-Item -LiteralPath $Path -Force).LastAccessTimeUtc = $now
        (Get-Item -LiteralPath $Path -Force).LastWriteTimeUtc = $now
    }
}

# Named as Ansible names such copies.
function Copy-JfAside {
    param([string]$Path)
    $copy = '{0}.{1}.{2}.bak' -f $Path, $PID, [DateTime]::Now.ToString('yyyyMMdd-HHmmss', [Globalization.CultureInfo]::InvariantCulture)
    [IO.File]::Copy($Path, $copy)
    return $copy
}

# A file in the place of another.
function Copy-JfFile {
    param([string]$From, [string]$To)
    if ([IO.File]::Exists($To)) {
        [IO.File]::SetAttributes($To, [IO.FileAttributes]::Normal)
    }
    [IO.File]::Copy($From, $To, $true)
}

#endregion

#region tree: file

# What there is below a folder by these names; the folder itself is the empty name.
function Read-JfTree {
    param($Select)
    $root = Resolve-JfPath $Select['path']
    $entries = New-Object System.Collections.ArrayList
    foreach ($name in @('') + @($Select['names'])) {
        $path = $root
        if ($name -ne '') {
            $path = Join-JfPath $root $name
        }
        $kind = Get-JfItemKind $path
        $sum = $null
        if ($kind -ceq 'file') {
            $sum = Get-JfFileHash $path
        }
        [void]$entries.Add([ordered]@{ name = $name; kind = $kind; sha256 = $sum })
    }
    return [ordered]@{ path = $root; entries = $entries.ToArray() }
}

# Makes folders.
function Write-JfTree {
    param($Select, $Set)
    $root = Resolve-JfPath $Select['path']
    foreach ($name in @($Set['directories'])) {
        if ($name -ceq '') {
            New-JfFolder $root
        } else {
            New-JfFolder (Join-JfPath $root $name)
        }
    }
}

#endregion

#region copy: file stat

# What differs from what is to be copied within the guest: names below the source, those of folders with a slash at the end, the
# empty one for the source itself.
function Read-JfCopy {
    param($Select)
    $from = Resolve-JfPath $Select['src']
    $kind = Get-JfItemKind $from
    $state = [ordered]@{ source = $kind; path = $null; exists = $false; obstacle = $null; differing = @(); sha1 = $null; size = $null }
    if ($null -eq $kind) {
        return $state
    }
    $to = Find-JfCopyTarget $Select $from $kind
    $state['path'] = $to
    $state['exists'] = $null -ne (Get-JfItemKind $to)
    if ($kind -ceq 'file') {
        $state['sha1'] = Get-JfChecksum $from 'sha1'
        $state['size'] = (Get-Item -LiteralPath $from -Force).Length
    }
    $differing = New-Object System.Collections.ArrayList
    foreach ($name in (Get-JfNames $from $kind)) {
        $there = Get-JfCopyKind $to $name
        $folder = $name.EndsWith('/') -or ($name -ceq '' -and $kind -ceq 'directory')
        if ($null -ne $there -and ($there -ceq 'directory') -ne $folder) {
            $state['obstacle'] = Join-JfPath $to $name
        } elseif ($null -eq $there) {
            [void]$differing.Add($name)
        } elseif (-not $folder -and $Select['force'] -eq $true -and (Get-JfFileHash (Join-JfPath $from $name)) -cne (Get-JfFileHash (Join-JfPath $to $name))) {
            [void]$differing.Add($name)
        }
    }
    $state['differing'] = $differing.ToArray()
    return $state
}

function Write-JfCopy {
    param($Select, $Set)
    $from = Resolve-JfPath $Select['src']
    $kind = Get-JfItemKind $from
    $to = Find-JfCopyTarget $Select $from $kind
    $output = @{ backup_file = $null }
    foreach ($name in @((Read-JfCopy $Select)['differing'])) {
        if ($name.EndsWith('/') -or ($name -ceq '' -and $kind -ceq 'directory')) {
            New-JfFolder (Join-JfPath $to $name)
        } else {
            $target = Join-JfPath $to $name
            New-JfFolder ([IO.Path]::GetDirectoryName($target))
            if ($Set['backup'] -eq $true -and $name -ceq '' -and (Get-JfItemKind $target) -ceq 'file') {
                $output['backup_file'] = Copy-JfAside $target
            }
            Copy-JfFile (Join-JfPath $from $name) $target
        }
    }
    return $output
}

# What ends in a backslash, or is a folder, is where it goes; of a folder that ends in a backslash only what is in it goes.
function Find-JfCopyTarget {
    param($Select, [string]$From, [string]$Kind)
    $to = Resolve-JfPath $Select['dest']
    $into = $Select['dest'] -match '[\\/]$' -or (Get-JfItemKind $to) -ceq 'directory' -or $Kind -ceq 'directory'
    if (-not $into -or ($Kind -ceq 'directory' -and $Select['src'] -match '[\\/]$')) {
        return $to
    }
    return Join-JfPath $to ([IO.Path]::GetFileName($From.TrimEnd([char[]]@('\', '/'))))
}

function Get-JfCopyKind {
    param([string]$To, [string]$Name)
    if ($Name -ceq '') {
        return Get-JfItemKind $To
    }
    return Get-JfItemKind (Join-JfPath $To $Name.TrimEnd('/'))
}

# The names of all that is in a folder, those above first; links are not followed.
function Get-JfNames {
    param([string]$Path, [string]$Kind)
    $names = New-Object System.Collections.ArrayList
    [void]$names.Add('')
    if ($Kind -ceq 'directory') {
        Add-JfNames $names $Path ''
    }
    return , $names.ToArray()
}

function Add-JfNames {
    param($Names, [string]$Path, [string]$Above)
    foreach ($child in @((New-Object System.IO.DirectoryInfo -ArgumentList $Path).GetFileSystemInfos())) {
        if (($child.Attributes -band [IO.FileAttributes]::Directory) -eq 0) {
            [void]$Names.Add($Above + $child.Name)
        } elseif (($child.Attributes -band [IO.FileAttributes]::ReparsePoint) -eq 0) {
            [void]$Names.Add($Above + $child.Name + '/')
            Add-JfNames $Names $child.FullName ($Above + $child.Name + '/')
        }
    }
}

#endregion

#region stat: paths

# What is known of something: by Ansible's names.
function Read-JfStat {
    param($Select)
    $path = Resolve-JfPath $Select['path']
    $item = Get-JfItem $path
    if ($null -ne $item -and $Select['follow'] -eq $true) {
        $item = Find-JfLinkEnd $item
    }
    if ($null -eq $item) {
        return [ordered]@{ path = $path; stat = [ordered]@{ exists = $false } }
    }
    $stat = Format-JfItem $item $Select['checksum'] (Get-JfShares)
    if ($Select['size'] -eq $true -and $stat['isdir']) {
        $stat['size'] = Get-JfFolderSize $item
    } elseif ($Select['size'] -ne $true) {
        [void]$stat.Remove('size')
    }
    return [ordered]@{ path = $path; stat = $stat }
}

function Get-JfItem {
    param([string]$Path)
    if (-not (Test-JfItem $Path)) {
        return $null
    }
    return Get-Item -LiteralPath $Path -Force
}

# What a link leads to in the end; nothing where that is not there.
function Find-JfLinkEnd {
    param($Item)
    for ($steps = 0; $steps -lt 40; $steps++) {
        $link = Get-JfLink $Item
        if ($link['type'] -cne 'SymbolicLink' -and $link['type'] -cne 'Junction') {
            return $Item
        }
        $Item = Get-JfItem $link['source']
        if ($null -eq $Item) {
            return $null
        }
    }
    throw "$($Item.FullName) is a link that leads in a circle"
}

function Format-JfItem {
    param($Item, $Checksum, $Shares)
    $attributes = $Item.Attributes
    $isFolder = ($attributes -band [IO.FileAttributes]::Directory) -ne 0
    $link = Get-JfLink $Item
    $isLink = $link['type'] -ceq 'SymbolicLink'
    $isJunction = $link['type'] -ceq 'Junction'
    $stat = [ordered]@{
        exists = $true
        path = $Item.FullName
        filename = $Item.Name
        attributes = $attributes.ToString()
        isarchive = (($attributes -band [IO.FileAttributes]::Archive) -ne 0)
        isdir = $isFolder
        ishidden = (($attributes -band [IO.FileAttributes]::Hidden) -ne 0)
        isjunction = $isJunction
        islnk = $isLink
        isreadonly = (($attributes -band [IO.FileAttributes]::ReadOnly) -ne 0)
        isreg = (-not $isFolder -and -not $isLink -and -not $isJunction)
        isshared = $false
        nlink = 1
        hlnk_targets = @()
        creationtime = (ConvertTo-JfSeconds $Item.CreationTimeUtc)
        lastaccesstime = (ConvertTo-JfSeconds $Item.LastAccessTimeUtc)
        lastwritetime = (ConvertTo-JfSeconds $Item.LastWriteTimeUtc)
        owner = (Get-JfOwner $Item.FullName)
    }
    if ($isLink -or $isJunction) {
        $stat['lnk_target'] = $link['target']
        $stat['lnk_source'] = $link['source']
    } elseif ($link['type'] -ceq 'HardLink') {
        $stat['hlnk_targets'] = $link['others']
        $stat['nlink'] = [Math]::Max(2, 1 + $link['others'].Count)
        $stat['lnk_type'] = 'hard'
    }
    if ($isFolder) {
        if ($Shares.ContainsKey($Item.FullName)) {
            $stat['isshared'] = $true
            $stat['sharename'] = $Shares[$Item.FullName]
        }
        return $stat
    }
    $stat['extension'] = $Item.Extension
    $stat['size'] = $Item.Length
    if ($null -ne $Checksum) {
        $stat['checksum'] = Get-JfChecksum $Item.FullName $Checksum
    }
    return $stat
}

# type as PowerShell calls it; target as the link has it, source as a whole path; others are the other names of a file, which
# PowerShell 7 does not tell: there, Target is null.
function Get-JfLink {
    param($Item)
    $link = @{ type = $null; target = $null; source = $null; others = @() }
    $type = $Item.PSObject.Properties['LinkType']
    if ($null -eq $type -or [string]::IsNullOrEmpty([string]$type.Value)) {
        return $link
    }
    $link['type'] = [string]$type.Value
    $targets = New-Object System.Collections.ArrayList
    foreach ($target in @($Item.PSObject.Properties['Target'].Value)) {
        if ($null -ne $target) {
            [void]$targets.Add([string]$target)
        }
    }
    if ($link['type'] -ceq 'HardLink') {
        $link['others'] = $targets.ToArray()
    } elseif ($targets.Count -gt 0) {
        $link['target'] = $targets[0]
        $link['source'] = [IO.Path]::GetFullPath([IO.Path]::Combine([IO.Path]::GetDirectoryName($Item.FullName), $link['target']))
    }
    return $link
}

function ConvertTo-JfSeconds {
    param([DateTime]$Time)
    return ($Time - (New-Object System.DateTime -ArgumentList 1970, 1, 1, 0, 0, 0, ([DateTimeKind]::Utc))).TotalSeconds
}

# The owner of something; nothing where this user may not know.
function Get-JfOwner {
    param([string]$Path)
    try {
        return (Get-Acl -LiteralPath $Path).Owner
    } catch {
        return $null
    }
}

# The names of shares by their folders; none where this user may not know.
function Get-JfShares {
    $shares = @{}
    if (-not (Test-JfAdministrator)) {
        return $shares
    }
    try {
        foreach ($share in @(Get-CimInstance -ClassName 'Win32_Share')) {
            if (-not [string]::IsNullOrEmpty($share.Path)) {
                $shares[$share.Path] = $share.Name
            }
        }
    } catch {
        return @{}
    }
    return $shares
}

function Get-JfFolderSize {
    param($Item)
    $size = [long]0
    try {
        foreach ($file in $Item.EnumerateFiles('*', [IO.SearchOption]::AllDirectories)) {
            $size += $file.Length
        }
        return $size
    } catch {
        return [long]0
    }
}

# A checksum in lower-case hexadecimal digits.
function Get-JfChecksum {
    param([string]$Path, [string]$Algorithm)
    $stream = New-Object System.IO.FileStream -ArgumentList $Path, ([IO.FileMode]::Open), ([IO.FileAccess]::Read), ([IO.FileShare]::ReadWrite)
    try {
        $sum = [Security.Cryptography.HashAlgorithm]::Create($Algorithm.ToUpperInvariant()).ComputeHash($stream)
        return [BitConverter]::ToString($sum).Replace('-', '').ToLowerInvariant()
    } finally {
        $stream.Dispose()
    }
}

#endregion

#region find: stat

# Files or folders that meet all that is asked.
function Read-JfFind {
    param($Select)
    $found = @{ examined = 0; files = (New-Object System.Collections.ArrayList); seen = @{}; shares = (Get-JfShares); now = [DateTime]::UtcNow }
    foreach ($path in @($Select['paths'])) {
        $folder = Resolve-JfPath $path
        if ([IO.Directory]::Exists($folder)) {
            Find-JfBelow $folder $Select $found
        } else {
            Add-JfWarning "$path is not a folder of this guest and is left out"
        }
    }
    return [ordered]@{ examined = $found['examined']; files = $found['files'].ToArray() }
}

function Find-JfBelow {
    param([string]$Folder, $Select, $Found)
    try {
        $children = @((New-Object System.IO.DirectoryInfo -ArgumentList $Folder).GetFileSystemInfos())
    } catch {
        return
    }
    foreach ($child in $children) {
        $isFolder = ($child.Attributes -band [IO.FileAttributes]::Directory) -ne 0
        $isLink = ($child.Attributes -band [IO.FileAttributes]::ReparsePoint) -ne 0
        if ($Found['seen'].ContainsKey($child.FullName)) {
            continue
        }
        $Found['seen'][$child.FullName] = $true
        $Found['examined']++
        if ($isFolder -and $Select['recurse'] -eq $true -and (-not $isLink -or $Select['follow'] -eq $true)) {
            Find-JfBelow $child.FullName $Select $Found
        }
        if (Test-JfFound $child $isFolder $Select $Found['now']) {
            $sum = $null
            if (-not $isFolder) {
                $sum = $Select['checksum']
            }
            [void]$Found['files'].Add((Format-JfItem (Get-Item -LiteralPath $child.FullName -Force) $sum $Found['shares']))
        }
    }
}

# age in seconds and size in bytes: at least so much, or, negative, at most.
function Test-JfFound {
    param($Item, [bool]$IsFolder, $Select, [DateTime]$Now)
    if (($Select['type'] -ceq 'directory') -ne $IsFolder) {
        return $false
    }
    if ($Select['hidden'] -ne $true -and ($Item.Attributes -band [IO.FileAttributes]::Hidden) -ne 0) {
        return $false
    }
    if ($null -ne $Select['age'] -and -not (Test-JfBound (($Now - (Get-JfStamp $Item $Select['age_stamp'])).TotalSeconds) $Select['age'])) {
        return $false
    }
    if ($null -ne $Select['size'] -and -not $IsFolder -and -not (Test-JfBound $Item.Length $Select['size'])) {
        return $false
    }
    return Test-JfName $Item.Name $Select
}

function Get-JfStamp {
    param($Item, [string]$Stamp)
    switch ($Stamp) {
        'atime' { return $Item.LastAccessTimeUtc }
        'ctime' { return $Item.CreationTimeUtc }
    }
    return $Item.LastWriteTimeUtc
}

function Test-JfBound {
    param($Value, [long]$Bound)
    if ($Bound -ge 0) {
        return $Value -ge $Bound
    }
    return $Value -le -$Bound
}

# A name that one of the patterns matches, if there are any: wildcards, or regular expressions.
function Test-JfName {
    param([string]$Name, $Select)
    if ($null -eq $Select['patterns']) {
        return $true
    }
    foreach ($pattern in @($Select['patterns'])) {
        if ($Select['regex'] -eq $true -and $Name -match $pattern) {
            return $true
        }
        if ($Select['regex'] -ne $true -and $Name -like $pattern) {
            return $true
        }
    }
    return $false
}

#endregion

#region facts: paths registry

# What is known of this guest, in groups. A group that cannot be read is left out, with a warning.
function Read-JfFacts {
    param($Select)
    $facts = [ordered]@{}
    foreach ($group in @($Select['groups'])) {
        try {
            $facts[$group] = & ('Get-JfFactsOf' + (ConvertTo-JfWord $group))
        } catch {
            Add-JfWarning ("the facts of group $group cannot be read: " + (Format-JfError $_))
        }
    }
    return $facts
}

# One object of a class, or nothing where this user may not ask.
function Get-JfCim {
    param([string]$Class)
    foreach ($object in @(Get-JfCimAll $Class '')) {
        return $object
    }
    return $null
}

# All objects of a class that a filter of WQL takes.
function Get-JfCimAll {
    param([string]$Class, [string]$Filter)
    if (-not (Test-JfAdministrator)) {
        return $null
    }
    try {
        if ($Filter -eq '') {
            return Get-CimInstance -ClassName $Class
        }
        return Get-CimInstance -ClassName $Class -Filter $Filter
    } catch {
        Add-JfWarning ("$Class cannot be asked: " + (Format-JfError $_))
        return $null
    }
}

# A property of an object that may be nothing.
function Get-JfProperty {
    param($Object, [string]$Name)
    if ($null -eq $Object) {
        return $null
    }
    $property = $Object.PSObject.Properties[$Name]
    if ($null -eq $property) {
        return $null
    }
    return $property.Value
}

# Data of a value of the local machine's registry; nothing where there is none.
function Get-JfMachineValue {
    param([string]$Key, [string]$Name)
    $value = Get-JfRegistryValue 'local_machine' $Key $Name
    if ($null -eq $value) {
        return $null
    }
    return $value['data']
}

function ConvertTo-JfEpoch {
    param($Time)
    if ($null -eq $Time) {
        return $null
    }
    $began = New-Object System.DateTime -ArgumentList 1970, 1, 1, 0, 0, 0, ([DateTimeKind]::Utc)
    return [long]($Time.ToUniversalTime() - $began).TotalMilliseconds
}

function Get-JfFactsOfDateTime {
    $now = [DateTimeOffset]::Now
    $zone = [TimeZoneInfo]::Local
    return [ordered]@{ epoch_ms = (ConvertTo-JfEpoch $now.UtcDateTime); offset_minutes = [int]$now.Offset.TotalMinutes; zone = $zone.Id }
}

function Get-JfFactsOfDistribution {
    $key = 'SOFTWARE\Microsoft\Windows NT\CurrentVersion'
    $os = Get-JfCim 'Win32_OperatingSystem'
    return [ordered]@{
        version = [Environment]::OSVersion.Version.ToString()
        caption = (Get-JfProperty $os 'Caption')
        product_type = (Get-JfProperty $os 'ProductType')
        name = (Get-JfProperty $os 'Name')
        installation_type = (Get-JfMachineValue $key 'InstallationType')
        edition = (Get-JfMachineValue $key 'EditionID')
        release = (Get-JfMachineValue $key 'DisplayVersion')
    }
}

# A backslash at the end is left out, as Ansible does it.
function Get-JfFactsOfEnv {
    $variables = [ordered]@{}
    foreach ($entry in [Environment]::GetEnvironmentVariables().GetEnumerator()) {
        $variables[[string]$entry.Key] = ([string]$entry.Value).TrimEnd('\')
    }
    return $variables
}

function Get-JfFactsOfPlatform {
    $os = Get-JfCim 'Win32_OperatingSystem'
    $computer = Get-JfCim 'Win32_ComputerSystem'
    $network = [System.Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties()
    return [ordered]@{
        host = $network.HostName
        suffix = $network.DomainName
        computer = [Environment]::MachineName
        domain = (Get-JfProperty $computer 'Domain')
        domain_member = (Get-JfProperty $computer 'PartOfDomain')
        kernel = [Environment]::OSVersion.Version.ToString()
        system = [Environment]::OSVersion.Platform.ToString()
        processor = $env:PROCESSOR_ARCHITECTURE
        architecture = (Get-JfProperty $os 'OSArchitecture')
        owner = (Get-JfMachineValue 'SOFTWARE\Microsoft\Windows NT\CurrentVersion' 'RegisteredOwner')
        owner_contact = (Get-JfProperty $computer 'PrimaryOwnerContact')
        description = (Get-JfMachineValue 'SYSTEM\CurrentControlSet\Services\LanmanServer\Parameters' 'srvcomment')
        vendor = (Get-JfMachineValue 'HARDWARE\DESCRIPTION\System\BIOS' 'SystemManufacturer')
        administrator_sid = (Get-JfAdministratorSid)
        reboot_pending = (Test-JfRebootPending)
    }
}

# The SID of the built-in administrator, whatever it is called: that of the machine with 500 behind it.
function Get-JfAdministratorSid {
    foreach ($account in @(Get-JfCimAll 'Win32_UserAccount' 'LocalAccount = TRUE')) {
        if ($null -ne $account -and $account.SID.EndsWith('-500', [StringComparison]::Ordinal)) {
            return $account.SID
        }
    }
    return $null
}

function Test-JfRebootPending {
    if ($null -ne (Get-JfMachineValue 'SYSTEM\CurrentControlSet\Control\Session Manager' 'PendingFileRenameOperations')) {
        return $true
    }
    if ($null -ne (Get-JfMachineValue 'SOFTWARE\Microsoft\ServerManager\ServicingStorage\ServerComponentCache' 'RestartRequired')) {
        return $true
    }
    foreach ($key in @('SOFTWARE\Microsoft\Windows\CurrentVersion\Component Based Servicing\RebootPending', 'SOFTWARE\Microsoft\Windows\CurrentVersion\WindowsUpdate\Auto Update\RebootRequired')) {
        if (Test-JfRegistryKey 'local_machine' $key) {
            return $true
        }
    }
    return $false
}

function Get-JfFactsOfPowershellVersion {
    return [ordered]@{ major = $PSVersionTable.PSVersion.Major }
}

function Get-JfFactsOfUser {
    $identity = [Security.Principal.WindowsIdentity]::GetCurrent()
    return [ordered]@{ name = $env:USERNAME; folder = $env:USERPROFILE; sid = $identity.User.Value }
}

function Get-JfFactsOfInterfaces {
    $all = New-Object System.Collections.ArrayList
    foreach ($interface in @([System.Net.NetworkInformation.NetworkInterface]::GetAllNetworkInterfaces())) {
        $properties = $interface.GetIPProperties()
        [void]$all.Add([ordered]@{
                name = $interface.Name
                description = $interface.Description
                guid = $interface.Id
                type = $interface.NetworkInterfaceType.ToString()
                up = ($interface.OperationalStatus -eq [System.Net.NetworkInformation.OperationalStatus]::Up)
                mac = [BitConverter]::ToString($interface.GetPhysicalAddress().GetAddressBytes()).Replace('-', ':')
                speed = [long]$interface.Speed
                suffix = $properties.DnsSuffix
                gateways = (Format-JfAddresses $properties.GatewayAddresses)
                addresses = (Format-JfAddresses $properties.UnicastAddresses)
                ipv4 = (Get-JfVersionFacts $properties 'GetIPv4Properties')
                ipv6 = (Get-JfVersionFacts $properties 'GetIPv6Properties')
            })
    }
    return [ordered]@{ interfaces = $all.ToArray() }
}

function Format-JfAddresses {
    param($Addresses)
    $all = New-Object System.Collections.ArrayList
    foreach ($each in $Addresses) {
        $address = [ordered]@{ address = $each.Address.ToString(); version = 6; prefix = $null }
        if ($each.Address.AddressFamily -eq [System.Net.Sockets.AddressFamily]::InterNetwork) {
            $address['version'] = 4
        }
        if ($each -is [System.Net.NetworkInformation.UnicastIPAddressInformation]) {
            $address['prefix'] = $each.PrefixLength
        }
        [void]$all.Add($address)
    }
    return , $all.ToArray()
}

# Index and MTU of an interface; nothing where it does not speak that version of the protocol.
function Get-JfVersionFacts {
    param($Properties, [string]$Method)
    try {
        $version = $Properties.$Method()
    } catch {
        return $null
    }
    if ($null -eq $version) {
        return $null
    }
    return [ordered]@{ index = $version.Index; mtu = $version.Mtu }
}

function Get-JfFactsOfWindowsDomain {
    $computer = Get-JfCim 'Win32_ComputerSystem'
    return [ordered]@{
        domain = (Get-JfProperty $computer 'Domain')
        member = (Get-JfProperty $computer 'PartOfDomain')
        role = (Get-JfProperty $computer 'DomainRole')
    }
}

# When the first certificate of the listeners ends.
function Get-JfFactsOfWinrm {
    $ends = $null
    $thumb = Get-JfMachineValue 'SOFTWARE\Microsoft\Windows\CurrentVersion\WSMAN\Listener\*+HTTPS' 'certThumbprint'
    if ($null -ne $thumb) {
        foreach ($certificate in @(Get-ChildItem -LiteralPath 'Cert:\LocalMachine\My')) {
            if ($certificate.Thumbprint -eq ([string]$thumb).Replace(' ', '')) {
                $ends = $certificate.NotAfter.ToString('yyyy-MM-dd HH:mm:ss', [Globalization.CultureInfo]::InvariantCulture)
            }
        }
    }
    return [ordered]@{ ends = $ends }
}

function Get-JfFactsOfBios {
    $key = 'HARDWARE\DESCRIPTION\System\BIOS'
    return [ordered]@{
        date = (Get-JfMachineValue $key 'BIOSReleaseDate')
        version = (Get-JfMachineValue $key 'BIOSVersion')
        vendor = (Get-JfMachineValue $key 'SystemManufacturer')
        product = (Get-JfMachineValue $key 'SystemProductName')
        serial = (Get-JfProperty (Get-JfCim 'Win32_BIOS') 'SerialNumber')
    }
}

# In kilobytes, as the class has them.
function Get-JfFactsOfMemory {
    $os = Get-JfCim 'Win32_OperatingSystem'
    return [ordered]@{
        total = (Get-JfProperty $os 'TotalVisibleMemorySize')
        free = (Get-JfProperty $os 'FreePhysicalMemory')
        paging_total = (Get-JfProperty $os 'SizeStoredInPagingFiles')
        paging_free = (Get-JfProperty $os 'FreeSpaceInPagingFiles')
    }
}

function Get-JfFactsOfProcessor {
    $sockets = New-Object System.Collections.ArrayList
    foreach ($processor in @(Get-JfCimAll 'Win32_Processor' '')) {
        if ($null -ne $processor) {
            [void]$sockets.Add([ordered]@{ cores = $processor.NumberOfCores; threads = $processor.NumberOfLogicalProcessors })
        }
    }
    $logical = New-Object System.Collections.ArrayList
    for ($i = 0; $i -lt [Environment]::ProcessorCount; $i++) {
        $key = "HARDWARE\DESCRIPTION\System\CentralProcessor\$i"
        [void]$logical.Add([ordered]@{ vendor = (Get-JfMachineValue $key 'VendorIdentifier'); model = (Get-JfMachineValue $key 'ProcessorNameString') })
    }
    return [ordered]@{ sockets = $sockets.ToArray(); logical = $logical.ToArray() }
}

function Get-JfFactsOfUptime {
    $booted = Get-JfProperty (Get-JfCim 'Win32_OperatingSystem') 'LastBootUpTime'
    $text = $null
    if ($null -ne $booted) {
        $text = $booted.ToString('u', [Globalization.CultureInfo]::InvariantCulture)
    }
    return [ordered]@{ now_ms = (ConvertTo-JfEpoch ([DateTime]::UtcNow)); booted_ms = (ConvertTo-JfEpoch $booted); booted = $text }
}

# The graphics adapters; problem is the number that the device manager shows, 0 where there is none.
function Get-JfFactsOfGraphics {
    $all = New-Object System.Collections.ArrayList
    foreach ($adapter in @(Get-JfCimAll 'Win32_VideoController' '')) {
        if ($null -ne $adapter) {
            [void]$all.Add([ordered]@{ name = $adapter.Name; device = $adapter.PNPDeviceID; driver_version = $adapter.DriverVersion; driver_date_ms = (ConvertTo-JfEpoch $adapter.DriverDate); problem = $adapter.ConfigManagerErrorCode })
        }
    }
    return [ordered]@{ adapters = $all.ToArray() }
}

#endregion

# --- accounts and software

#region account

# Local users and groups are kept by the WinNT provider of ADSI. Kind is user or group.
function Find-JfAccount {
    param([string]$Kind, [string]$Name)
    $computer = New-Object System.DirectoryServices.DirectoryEntry -ArgumentList "WinNT://$env:COMPUTERNAME,computer"
    foreach ($entry in $computer.psbase.Children) {
        if ($entry.psbase.SchemaClassName -eq $Kind -and [string]::Equals($entry.psbase.Name, $Name, [StringComparison]::OrdinalIgnoreCase)) {
            return $entry
        }
    }
    return $null
}

function New-JfAccount {
    param([string]$Kind, [string]$Name, $Password)
    $computer = New-Object System.DirectoryServices.DirectoryEntry -ArgumentList "WinNT://$env:COMPUTERNAME,computer"
    $entry = $computer.psbase.Children.Add($Name, $Kind)
    if ($null -ne $Password) {
        [void]$entry.psbase.Invoke('SetPassword', @([string]$Password))
    }
    $entry.psbase.CommitChanges()
}

function Remove-JfAccount {
    param([string]$Kind, [string]$Name)
    $computer = New-Object System.DirectoryServices.DirectoryEntry -ArgumentList "WinNT://$env:COMPUTERNAME,computer"
    $entry = Find-JfAccount $Kind $Name
    if ($null -ne $entry) {
        [void]$computer.psbase.Children.Remove($entry)
    }
}

# The SID of an account by its name, with or without a domain; nothing where there is none.
function Find-JfSid {
    param([string]$Name)
    if ($Name -match '^S-1-\d+(-\d+)+$') {
        return $Name.ToUpperInvariant()
    }
    $full = $Name
    if ($full.StartsWith('.\', [StringComparison]::Ordinal)) {
        $full = $env:COMPUTERNAME + $full.Substring(1)
    }
    try {
        $account = New-Object System.Security.Principal.NTAccount -ArgumentList $full
        return $account.Translate([Security.Principal.SecurityIdentifier]).Value
    } catch {
        return $null
    }
}

# DOMAIN\name of a SID; the SID itself where nobody has it any more.
function Get-JfAccountName {
    param([string]$Sid)
    try {
        $identifier = New-Object System.Security.Principal.SecurityIdentifier -ArgumentList $Sid
        return $identifier.Translate([Security.Principal.NTAccount]).Value
    } catch {
        return $Sid
    }
}

function ConvertFrom-JfSidBytes {
    param($Bytes)
    $identifier = New-Object System.Security.Principal.SecurityIdentifier -ArgumentList ([byte[]]$Bytes), 0
    return $identifier.Value
}

# A property of an object of ADSI that is no directory entry of .NET.
function Get-JfAdsValue {
    param($Raw, [string]$Name)
    return , $Raw.GetType().InvokeMember($Name, [Reflection.BindingFlags]::GetProperty, $null, $Raw, $null)
}

# Of names, which accounts they are.
function Resolve-JfAccount {
    param($Names)
    $list = New-Object System.Collections.ArrayList
    foreach ($name in @($Names)) {
        $sid = Find-JfSid $name
        $full = $null
        if ($null -ne $sid) {
            $full = Get-JfAccountName $sid
        }
        [void]$list.Add([ordered]@{ asked = $name; sid = $sid; name = $full })
    }
    return , $list.ToArray()
}

#endregion

#region local_group: account

# A group of this machine.
function Read-JfLocalGroup {
    param($Select)
    $group = Get-JfLocalGroup $Select['name']
    if ($null -eq $group) {
        return [ordered]@{ exists = $false; description = '' }
    }
    return [ordered]@{ exists = $true; description = $group['description'] }
}

function Write-JfLocalGroup {
    param($Select, $Set)
    $group = Get-JfLocalGroup $Select['name']
    if (-not $Set['exists']) {
        Remove-JfAccount 'group' $Select['name']
        return
    }
    if ($null -eq $group) {
        New-JfAccount 'group' $Select['name'] $null
    }
    if ($null -ne $Set['description']) {
        Set-JfLocalGroup $Select['name'] $Set['description']
    }
}

function Get-JfLocalGroup {
    param([string]$Name)
    $entry = Find-JfAccount 'group' $Name
    if ($null -eq $entry) {
        return $null
    }
    return @{ name = $entry.psbase.Name; description = [string]$entry.psbase.Properties['Description'].Value }
}

function Set-JfLocalGroup {
    param([string]$Name, [string]$Description)
    $entry = Find-JfAccount 'group' $Name
    $entry.psbase.Properties['Description'].Value = $Description
    $entry.psbase.CommitChanges()
}

#endregion

#region group_members: account

# Who is in a group of this machine, and who those are that the task names.
function Read-JfGroupMembers {
    param($Select)
    $asked = Resolve-JfAccount $Select['asked']
    $sids = Get-JfGroupSids $Select['name']
    if ($null -eq $sids) {
        return [ordered]@{ exists = $false; sids = @(); names = @(); asked = $asked }
    }
    $names = New-Object System.Collections.ArrayList
    foreach ($sid in $sids) {
        [void]$names.Add((Get-JfAccountName $sid))
    }
    return [ordered]@{ exists = $true; sids = $sids; names = $names.ToArray(); asked = $asked }
}

function Write-JfGroupMembers {
    param($Select, $Set)
    $now = Get-JfGroupSids $Select['name']
    foreach ($sid in @($Set['sids'])) {
        if ($now -notcontains $sid) {
            Add-JfGroupSid $Select['name'] $sid
        }
    }
    foreach ($sid in $now) {
        if (@($Set['sids']) -notcontains $sid) {
            Remove-JfGroupSid $Select['name'] $sid
        }
    }
}

# Nothing where there is no such group.
function Get-JfGroupSids {
    param([string]$Name)
    $entry = Find-JfAccount 'group' $Name
    if ($null -eq $entry) {
        return $null
    }
    $sids = New-Object System.Collections.ArrayList
    foreach ($raw in $entry.psbase.Invoke('Members')) {
        [void]$sids.Add((ConvertFrom-JfSidBytes (Get-JfAdsValue $raw 'objectSid')))
    }
    return , $sids.ToArray()
}

function Add-JfGroupSid {
    param([string]$Name, [string]$Sid)
    $entry = Find-JfAccount 'group' $Name
    [void]$entry.psbase.Invoke('Add', @("WinNT://$Sid"))
}

function Remove-JfGroupSid {
    param([string]$Name, [string]$Sid)
    $entry = Find-JfAccount 'group' $Name
    [void]$entry.psbase.Invoke('Remove', @("WinNT://$Sid"))
}

#endregion

#region local_user: account group_members

# A user of this machine. Where a password is named: whether it is that one.
function Read-JfLocalUser {
    param($Select)
    $user = Get-JfLocalUser $Select['name']
    $asked = New-Object System.Collections.ArrayList
    foreach ($name in @($Select['groups'])) {
        [void]$asked.Add([ordered]@{ asked = $name; name = (Find-JfGroupName $name) })
    }
    if ($null -eq $user) {
        return [ordered]@{ exists = $false; asked = $asked.ToArray() }
    }
    $user['exists'] = $true
    $user['asked'] = $asked.ToArray()
    if ($null -ne $Select['password']) {
        $user['password'] = Get-JfPasswordState $user $Select['password']
    }
    return $user
}

# 'unknown' where the guest would not say: nobody may log on to an account that is disabled, locked or expired.
function Get-JfPasswordState {
    param($User, [string]$Password)
    if ($User['account_disabled'] -or $User['account_locked'] -or $User['password_expired']) {
        return 'unknown'
    }
    if (Test-JfPassword $User['name'] $Password) {
        return 'same'
    }
    return 'other'
}

function Write-JfLocalUser {
    param($Select, $Set)
    $name = $Select['name']
    if (-not $Set['exists']) {
        Remove-JfAccount 'user' $name
        return
    }
    if ($null -eq (Get-JfLocalUser $name)) {
        New-JfAccount 'user' $name $Set['password']
    } elseif ($null -ne $Set['password']) {
        Set-JfPassword $name $Set['password']
    }
    Set-JfLocalUser $name $Set
    if ($null -ne $Set['groups']) {
        Set-JfUserGroups $name @($Set['groups'])
    }
}

function Set-JfUserGroups {
    param([string]$Name, $Groups)
    $user = Get-JfLocalUser $Name
    foreach ($group in $Groups) {
        if ($user['groups'] -notcontains $group) {
            Add-JfGroupSid $group $user['sid']
        }
    }
    foreach ($group in $user['groups']) {
        if ($Groups -notcontains $group) {
            Remove-JfGroupSid $group $user['sid']
        }
    }
}

# The flags of an account (lmaccess.h, UF_...), by the names that tasks have for them.
function Get-JfUserFlags {
    return [ordered]@{ account_disabled = 0x2; account_locked = 0x10; user_cannot_change_password = 0x40; password_never_expires = 0x10000 }
}

function Get-JfUserTexts {
    return [ordered]@{ fullname = 'FullName'; description = 'Description'; home_directory = 'HomeDirectory'; login_script = 'LoginScript'; profile = 'Profile' }
}

function Get-JfLocalUser {
    param([string]$Name)
    $entry = Find-JfAccount 'user' $Name
    if ($null -eq $entry) {
        return $null
    }
    $properties = $entry.psbase.Properties
    $user = [ordered]@{ name = $entry.psbase.Name; path = $entry.psbase.Path }
    $user['sid'] = ConvertFrom-JfSidBytes $properties['objectSid'].Value
    $texts = Get-JfUserTexts
    foreach ($key in @($texts.Keys)) {
        $user[$key] = [string]$properties[$texts[$key]].Value
    }
    $flags = Get-JfUserFlags
    foreach ($key in @($flags.Keys)) {
        $user[$key] = ([int]$properties['UserFlags'].Value -band $flags[$key]) -ne 0
    }
    $user['password_expired'] = [int]$properties['PasswordExpired'].Value -ne 0
    $user['groups'] = Get-JfUserGroups $entry
    return $user
}

# The local groups of a user, without the global one that everybody is in (its SID ends in -513).
function Get-JfUserGroups {
    param($Entry)
    $names = New-Object System.Collections.ArrayList
    foreach ($raw in $Entry.psbase.Invoke('Groups')) {
        $sid = ConvertFrom-JfSidBytes (Get-JfAdsValue $raw 'objectSid')
        if ($sid -notmatch '^S-1-5-21-.*-513$') {
            [void]$names.Add([string](Get-JfAdsValue $raw 'Name'))
        }
    }
    return , $names.ToArray()
}

# The name of a local group by its name in any case, with a domain, or by its SID; nothing where there is none.
function Find-JfGroupName {
    param([string]$Asked)
    $name = $Asked
    $sid = Find-JfSid $Asked
    if ($null -ne $sid) {
        $name = (Get-JfAccountName $sid).Split('\')[-1]
    }
    $entry = Find-JfAccount 'group' $name
    if ($null -eq $entry) {
        return $null
    }
    return $entry.psbase.Name
}

function Set-JfLocalUser {
    param([string]$Name, $Values)
    $entry = Find-JfAccount 'user' $Name
    $properties = $entry.psbase.Properties
    $texts = Get-JfUserTexts
    foreach ($key in @($texts.Keys)) {
        if ($Values.ContainsKey($key)) {
            $properties[$texts[$key]].Value = [string]$Values[$key]
        }
    }
    $flags = Get-JfUserFlags
    $all = [int]$properties['UserFlags'].Value
    foreach ($key in @($flags.Keys)) {
        if ($Values.ContainsKey($key)) {
            $all = $all -band (-bnot $flags[$key])
            if ($Values[$key]) {
                $all = $all -bor $flags[$key]
            }
        }
    }
    if ($all -ne [int]$properties['UserFlags'].Value) {
        $properties['UserFlags'].Value = $all
    }
    if ($Values.ContainsKey('password_expired')) {
        $properties['PasswordExpired'].Value = [int]$Values['password_expired']
    }
    $entry.psbase.CommitChanges()
}

function Set-JfPassword {
    param([string]$Name, [string]$Password)
    $entry = Find-JfAccount 'user' $Name
    [void]$entry.psbase.Invoke('SetPassword', @($Password))
}

# Whether somebody could log on with it over the network (LogonUserW). Error 1326 says no; other errors are about who may log
# on when and where, so that the password was right (winerror.h, 1327 to 1331, 1385, 1907).
function Test-JfPassword {
    param([string]$Name, [string]$Password)
    if ($null -eq ('Javaform.Logon' -as [type])) {
        Add-Type -TypeDefinition @'
using System;
using System.Runtime.InteropServices;
namespace Javaform {
    public static class Logon {
        [DllImport("advapi32.dll", SetLastError = true, CharSet = CharSet.Unicode)]
        static extern bool LogonUserW(string user, string domain, string password, int type, int provider, out IntPtr token);
        [DllImport("kernel32.dll")]
        static extern bool CloseHandle(IntPtr handle);
        public static int Try(string user, string password) {
            IntPtr token;
            if (!LogonUserW(user, ".", password, 3, 0, out token)) {
                return Marshal.GetLastWin32Error();
            }
            CloseHandle(token);
            return 0;
        }
    }
}
'@
    }
    $code = [Javaform.Logon]::Try($Name, $Password)
    if (@(0, 1327, 1328, 1329, 1330, 1331, 1385, 1907) -contains $code) {
        return $true
    }
    if ($code -eq 1326) {
        return $false
    }
    throw "the guest does not say whether the password of $Name is right: error $code of LogonUser"
}

#endregion

#region optional_feature

# Features that can be turned on and off; pending for the next boot counts as done.
function Read-JfOptionalFeature {
    param($Select)
    $enabled = New-Object System.Collections.ArrayList
    $missing = New-Object System.Collections.ArrayList
    foreach ($name in @($Select['names'])) {
        $state = Get-JfOptionalFeature $name
        if ($null -eq $state) {
            [void]$missing.Add($name)
        } elseif ($state.StartsWith('Enable', [StringComparison]::Ordinal)) {
            [void]$enabled.Add($name)
        }
    }
    return [ordered]@{ enabled = $enabled.ToArray(); missing = $missing.ToArray() }
}

function Write-JfOptionalFeature {
    param($Select, $Set)
    $now = Read-JfOptionalFeature $Select
    foreach ($name in @($Select['names'])) {
        $wanted = @($Set['enabled']) -contains $name
        if ($wanted -and $now['enabled'] -notcontains $name) {
            Enable-JfOptionalFeature $name $Select
        } elseif (-not $wanted -and $now['enabled'] -contains $name) {
            Disable-JfOptionalFeature $name
        }
    }
}

# Nothing where Windows knows no such feature (0x800F080C, CBS_E_UNKNOWN_UPDATE).
function Get-JfOptionalFeature {
    param([string]$Name)
    try {
        $feature = Get-WindowsOptionalFeature -Online -FeatureName $Name
    } catch [System.Runtime.InteropServices.COMException] {
        if ($_.Exception.ErrorCode -eq -2146498548) {
            return $null
        }
        throw
    }
    if ($null -eq $feature) {
        return $null
    }
    return $feature.State.ToString()
}

function Enable-JfOptionalFeature {
    param([string]$Name, $Select)
    $arguments = @{ Online = $true; FeatureName = $Name; NoRestart = $true; All = ($Select['parents'] -eq $true); WarningAction = 'SilentlyContinue' }
    if ($null -ne $Select['source']) {
        $arguments['Source'] = $Select['source']
    }
    $done = Enable-WindowsOptionalFeature @arguments
    if ($done.RestartNeeded) {
        Add-JfReboot
    }
}

function Disable-JfOptionalFeature {
    param([string]$Name)
    $done = Disable-WindowsOptionalFeature -Online -FeatureName $Name -NoRestart -WarningAction SilentlyContinue
    if ($done.RestartNeeded) {
        Add-JfReboot
    }
}

#endregion

#region server_feature

# Roles and features of a server.
function Read-JfServerFeature {
    param($Select)
    Assert-JfServer
    $all = New-Object System.Collections.ArrayList
    $installed = New-Object System.Collections.ArrayList
    $missing = New-Object System.Collections.ArrayList
    foreach ($name in @($Select['names'])) {
        $found = Get-JfServerFeature $name ($Select['below'] -eq $true)
        if ($found.Count -eq 0) {
            [void]$missing.Add($name)
        }
        foreach ($feature in $found) {
            [void]$all.Add($feature['name'])
            if ($feature['installed']) {
                [void]$installed.Add($feature['name'])
            }
        }
    }
    return [ordered]@{ names = $all.ToArray(); installed = $installed.ToArray(); missing = $missing.ToArray() }
}

function Write-JfServerFeature {
    param($Select, $Set)
    Assert-JfServer
    if (@($Set['installed']).Count -gt 0) {
        return Install-JfServerFeature $Select
    }
    return Uninstall-JfServerFeature $Select
}

function Assert-JfServer {
    if ($null -eq (Get-Command -Name Install-WindowsFeature -ErrorAction SilentlyContinue)) {
        throw 'this edition of Windows has no roles and features of servers; use win_optional_feature'
    }
}

# A feature, with all below it where they count, each with name and installed.
function Get-JfServerFeature {
    param([string]$Name, [bool]$Below)
    $list = New-Object System.Collections.ArrayList
    foreach ($feature in @(Get-WindowsFeature -Name $Name)) {
        [void]$list.Add(@{ name = $feature.Name; installed = [bool]$feature.Installed })
        if ($Below) {
            foreach ($child in $feature.SubFeatures) {
                $more = Get-JfServerFeature $child $true
                $list.AddRange($more)
            }
        }
    }
    return , $list.ToArray()
}

function Install-JfServerFeature {
    param($Select)
    $arguments = @{ Name = [string[]]@($Select['names']); IncludeAllSubFeature = ($Select['below'] -eq $true); IncludeManagementTools = ($Select['tools'] -eq $true); WarningAction = 'SilentlyContinue' }
    if ($null -ne $Select['source']) {
        $arguments['Source'] = $Select['source']
    }
    return ConvertFrom-JfFeatureResult (Install-WindowsFeature @arguments)
}

function Uninstall-JfServerFeature {
    param($Select)
    $done = Uninstall-WindowsFeature -Name ([string[]]@($Select['names'])) -IncludeManagementTools:($Select['tools'] -eq $true) -WarningAction SilentlyContinue
    return ConvertFrom-JfFeatureResult $done
}

function ConvertFrom-JfFeatureResult {
    param($Done)
    if (-not $Done.Success) {
        throw ('the features were not changed: ' + $Done.ExitCode.ToString())
    }
    if ($Done.RestartNeeded.ToString() -ceq 'Yes') {
        Add-JfReboot
    }
    $features = New-Object System.Collections.ArrayList
    foreach ($each in @($Done.FeatureResult)) {
        $restart = $each.RestartNeeded.ToString() -ceq 'True'
        [void]$features.Add([ordered]@{
            id = [string]$each.Id; display_name = $each.DisplayName; success = [bool]$each.Success; message = [string]$each.Message
            skip_reason = $each.SkipReason.ToString(); restart_needed = $restart; reboot_required = $restart
        })
    }
    return @{ exitcode = $Done.ExitCode.ToString(); features = $features.ToArray() }
}

#endregion

#region firewall_profile

# Whether the firewall is on, and what it does with what no rule is about: per profile, domain_enabled and so on.
function Read-JfFirewallProfile {
    param($Select)
    $state = [ordered]@{}
    foreach ($name in @('domain', 'private', 'public')) {
        $found = Get-JfFirewallProfile $name
        foreach ($key in @('enabled', 'inbound', 'outbound')) {
            $state[$name + '_' + $key] = $found[$key]
        }
    }
    return $state
}

function Write-JfFirewallProfile {
    param($Select, $Set)
    foreach ($name in @('domain', 'private', 'public')) {
        $arguments = @{}
        foreach ($key in @('enabled', 'inbound', 'outbound')) {
            if ($Set.ContainsKey($name + '_' + $key)) {
                $arguments[$key] = $Set[$name + '_' + $key]
            }
        }
        if ($arguments.Count -gt 0) {
            Set-JfFirewallProfile $name $arguments
        }
    }
}

function Get-JfFirewallProfile {
    param([string]$Name)
    $found = Get-NetFirewallProfile -Name $Name
    return @{
        enabled = $found.Enabled.ToString() -ceq 'True'
        inbound = $found.DefaultInboundAction.ToString().ToLowerInvariant()
        outbound = $found.DefaultOutboundAction.ToString().ToLowerInvariant()
    }
}

function Set-JfFirewallProfile {
    param([string]$Name, $Values)
    $arguments = @{ Name = $Name }
    if ($Values.ContainsKey('enabled')) {
        $arguments['Enabled'] = ([bool]$Values['enabled']).ToString()
    }
    if ($Values.ContainsKey('inbound')) {
        $arguments['DefaultInboundAction'] = $Values['inbound']
    }
    if ($Values.ContainsKey('outbound')) {
        $arguments['DefaultOutboundAction'] = $Values['outbound']
    }
    Set-NetFirewallProfile @arguments
}

#endregion

#region firewall_rule

# The rules of a name, or of a group. A property that they do not share is null; all are texts.
function Read-JfFirewallRule {
    param($Select)
    $rules = Get-JfFirewallRules $Select
    $names = New-Object System.Collections.ArrayList
    $state = [ordered]@{ exists = $rules.Count -gt 0; names = @(); normal = (Get-JfNormalRule $Select['normal']) }
    foreach ($rule in $rules) {
        [void]$names.Add([string]$rule.Name)
        $values = ConvertFrom-JfFirewallRule $rule
        foreach ($key in @($values.Keys)) {
            if (-not $state.Contains($key)) {
                $state[$key] = $values[$key]
            } elseif (-not [string]::Equals($state[$key], $values[$key], [StringComparison]::Ordinal)) {
                $state[$key] = $null
            }
        }
    }
    $state['names'] = $names.ToArray()
    return $state
}

function Write-JfFirewallRule {
    param($Select, $Set)
    $rules = Get-JfFirewallRules $Select
    if (-not $Set['exists']) {
        foreach ($rule in $rules) {
            Remove-JfFirewallRule $rule.Name
        }
        return
    }
    if ($rules.Count -eq 0) {
        Add-JfFirewallRule $Select['name'] $Set
        return
    }
    foreach ($rule in $rules) {
        Set-JfFirewallRule $rule $Set
    }
}

# Names of INetFwRule (netfw.h) by the names of tasks, in an order in which they can be set.
function Get-JfRuleProperties {
    return [ordered]@{
        description = 'Description'; direction = 'Direction'; action = 'Action'; program = 'ApplicationName'; service = 'ServiceName'
        group = 'Grouping'; protocol = 'Protocol'; localport = 'LocalPorts'; remoteport = 'RemotePorts'; icmp_type_code = 'IcmpTypesAndCodes'
        localip = 'LocalAddresses'; remoteip = 'RemoteAddresses'; profiles = 'Profiles'; interfacetypes = 'InterfaceTypes'
        edge = 'EdgeTraversalOptions'; security = 'SecureFlags'; enabled = 'Enabled'
    }
}

# The words for the numbers of netfw.h (NET_FW_RULE_DIRECTION, NET_FW_ACTION, NET_FW_EDGE_TRAVERSAL_TYPE, NET_FW_AUTHENTICATE_TYPE).
function Get-JfRuleWords {
    return @{
        direction = @('', 'in', 'out'); action = @('block', 'allow'); edge = @('no', 'yes', 'deferapp', 'deferuser')
        security = @('notrequired', 'authnoencap', 'authenticate', 'authdynenc', 'authenc')
    }
}

function ConvertFrom-JfFirewallRule {
    param($Rule)
    $words = Get-JfRuleWords
    $names = Get-JfRuleProperties
    $values = [ordered]@{}
    foreach ($key in @($names.Keys)) {
        $value = $Rule.($names[$key])
        if ($words.ContainsKey($key)) {
            $value = $words[$key][[int]$value]
        } elseif ($key -ceq 'profiles') {
            $value = ConvertFrom-JfProfiles ([long]$value)
        } elseif ($key -ceq 'enabled') {
            $value = ([bool]$value).ToString().ToLowerInvariant()
        }
        $values[$key] = [string]$value
    }
    return $values
}

# NET_FW_PROFILE_TYPE2 as words.
function ConvertFrom-JfProfiles {
    param([long]$Bits)
    $words = New-Object System.Collections.ArrayList
    $all = @('domain', 'private', 'public')
    for ($i = 0; $i -lt 3; $i++) {
        if (($Bits -band (1 -shl $i)) -ne 0) {
            [void]$words.Add($all[$i])
        }
    }
    return [string]::Join(',', $words.ToArray())
}

function ConvertTo-JfProfiles {
    param([string]$Words)
    $bits = 0
    foreach ($word in $Words.Split(',')) {
        $bits = $bits -bor @{ domain = 1; private = 2; public = 4 }[$word]
    }
    if ($bits -eq 7) {
        return 0x7fffffff
    }
    return $bits
}

function ConvertTo-JfRuleValue {
    param([string]$Key, [string]$Text)
    $words = Get-JfRuleWords
    if ($words.ContainsKey($Key)) {
        return [Array]::IndexOf($words[$Key], $Text)
    }
    switch ($Key) {
        'profiles' { return [int](ConvertTo-JfProfiles $Text) }
        'enabled' { return $Text -ceq 'true' }
        'protocol' { return [int]$Text }
    }
    return $Text
}

# How Windows itself writes addresses and paths that a task wishes for.
function Get-JfNormalRule {
    param($Wishes)
    $normal = [ordered]@{}
    if ($null -eq $Wishes) {
        return $normal
    }
    $rule = New-Object -ComObject HNetCfg.FWRule
    foreach ($key in @($Wishes.Keys)) {
        if ($key -ceq 'program') {
            $normal[$key] = [Environment]::ExpandEnvironmentVariables($Wishes[$key])
        } else {
            $name = (Get-JfRuleProperties)[$key]
            $rule.$name = $Wishes[$key]
            $normal[$key] = [string]$rule.$name
        }
    }
    return $normal
}

function Get-JfFirewallRules {
    param($Select)
    $policy = New-Object -ComObject HNetCfg.FwPolicy2
    $found = New-Object System.Collections.ArrayList
    foreach ($rule in $policy.Rules) {
        if ($null -ne $Select['name']) {
            $text = $rule.Name
            $wanted = $Select['name']
        } else {
            $text = $rule.Grouping
            $wanted = $Select['group']
        }
        if ([string]::Equals($text, $wanted, [StringComparison]::OrdinalIgnoreCase)) {
            [void]$found.Add($rule)
        }
    }
    return , $found.ToArray()
}

function Add-JfFirewallRule {
    param([string]$Name, $Set)
    $rule = New-Object -ComObject HNetCfg.FWRule
    $rule.Name = $Name
    Set-JfFirewallRule $rule $Set
    $policy = New-Object -ComObject HNetCfg.FwPolicy2
    [void]$policy.Rules.Add($rule)
}

# Only what differs: ports, for example, can only be written where the protocol has some.
function Set-JfFirewallRule {
    param($Rule, $Set)
    $names = Get-JfRuleProperties
    $now = ConvertFrom-JfFirewallRule $Rule
    foreach ($key in @($names.Keys)) {
        if (-not $Set.ContainsKey($key) -or [string]::Equals($now[$key], $Set[$key], [StringComparison]::Ordinal)) {
            continue
        }
        if ($Set[$key] -eq '') {
            Clear-JfRuleProperty $Rule $key
        } else {
            $name = $names[$key]
            $Rule.$name = ConvertTo-JfRuleValue $key $Set[$key]
        }
    }
}

# A program or a service that does not count any more: the COM object cannot be given nothing at all by PowerShell.
function Clear-JfRuleProperty {
    param($Rule, [string]$Key)
    if ($Key -ceq 'program') {
        Set-NetFirewallRule -DisplayName $Rule.Name -Program Any
    } elseif ($Key -ceq 'service') {
        Set-NetFirewallRule -DisplayName $Rule.Name -Service Any
    } elseif ($Key -ceq 'description') {
        Set-NetFirewallRule -DisplayName $Rule.Name -Description ''
    } else {
        throw "$Key of a rule of the firewall cannot be taken away; remove the rule first"
    }
}

function Remove-JfFirewallRule {
    param([string]$Name)
    $policy = New-Object -ComObject HNetCfg.FwPolicy2
    [void]$policy.Rules.Remove($Name)
}

#endregion

#region dns_client: registry

# The name servers that are set by hand, per network adapter: none where those of DHCP count.
function Read-JfDnsClient {
    param($Select)
    $adapters = Find-JfAdapters $Select['adapters']
    $found = New-Object System.Collections.ArrayList
    $missing = New-Object System.Collections.ArrayList
    foreach ($adapter in $adapters) {
        [void]$found.Add([ordered]@{ name = $adapter['name']; servers = (Get-JfNameServers $adapter['guid']) })
    }
    foreach ($pattern in @($Select['adapters'])) {
        $any = $false
        foreach ($adapter in $adapters) {
            $any = $any -or (Test-JfWildcard $pattern $adapter['name'])
        }
        if (-not $any) {
            [void]$missing.Add($pattern)
        }
    }
    return [ordered]@{ adapters = $found.ToArray(); missing = $missing.ToArray() }
}

function Write-JfDnsClient {
    param($Select, $Set)
    $adapters = Find-JfAdapters $Select['adapters']
    foreach ($adapter in $adapters) {
        Set-JfNameServers $adapter['index'] @($Set['servers'])
    }
}

# Adapters by name, in which * stands for anything; with * alone those that are up.
function Find-JfAdapters {
    param($Patterns)
    $found = New-Object System.Collections.ArrayList
    foreach ($adapter in (Get-JfAdapters)) {
        $wanted = $false
        foreach ($pattern in @($Patterns)) {
            $counts = $adapter['up'] -or $pattern -cne '*'
            $wanted = $wanted -or ($counts -and (Test-JfWildcard $pattern $adapter['name']))
        }
        if ($wanted) {
            [void]$found.Add($adapter)
        }
    }
    return , $found.ToArray()
}

function Test-JfWildcard {
    param([string]$Pattern, [string]$Name)
    return $Name -match ('^' + [regex]::Escape($Pattern).Replace('\*', '.*') + '$')
}

# Of IPv4, then of IPv6. Windows separates them by commas, old versions by spaces.
function Get-JfNameServers {
    param([string]$Guid)
    $servers = New-Object System.Collections.ArrayList
    foreach ($service in @('Tcpip', 'Tcpip6')) {
        $value = Get-JfRegistryValue 'local_machine' "SYSTEM\CurrentControlSet\Services\$service\Parameters\Interfaces\$Guid" 'NameServer'
        if ($null -ne $value) {
            foreach ($server in $value['data'].Trim([char]0).Split([char[]]@(',', ' ', ';'), [StringSplitOptions]::RemoveEmptyEntries)) {
                [void]$servers.Add($server)
            }
        }
    }
    return , $servers.ToArray()
}

# OperStatus 1 is up (RFC 2863).
function Get-JfAdapters {
    $list = New-Object System.Collections.ArrayList
    foreach ($adapter in @(Get-NetAdapter)) {
        [void]$list.Add(@{ name = $adapter.Name; index = $adapter.InterfaceIndex; guid = $adapter.InterfaceGuid; up = ([int]$adapter.InterfaceOperationalStatus -eq 1) })
    }
    return , $list.ToArray()
}

function Set-JfNameServers {
    param($Index, $Servers)
    if (@($Servers).Count -eq 0) {
        Set-DnsClientServerAddress -InterfaceIndex $Index -ResetServerAddresses
    } else {
        Set-DnsClientServerAddress -InterfaceIndex $Index -ServerAddresses ([string[]]@($Servers))
    }
}

#endregion

#region defender_exclusions

# What Microsoft Defender leaves alone.
function Read-JfDefenderExclusions {
    param($Select)
    return Get-JfExclusions
}

function Write-JfDefenderExclusions {
    param($Select, $Set)
    $now = Get-JfExclusions
    foreach ($key in @('paths', 'extensions', 'processes')) {
        if ($Set.ContainsKey($key)) {
            foreach ($each in @($Set[$key])) {
                if ($now[$key] -notcontains $each) {
                    Add-JfExclusion $key $each
                }
            }
            foreach ($each in $now[$key]) {
                if (@($Set[$key]) -notcontains $each) {
                    Remove-JfExclusion $key $each
                }
            }
        }
    }
}

function Get-JfExclusions {
    Assert-JfDefender
    $found = Get-MpPreference
    $state = [ordered]@{}
    foreach ($pair in @(@('paths', 'ExclusionPath'), @('extensions', 'ExclusionExtension'), @('processes', 'ExclusionProcess'))) {
        $name = $pair[1]
        $list = New-Object System.Collections.ArrayList
        foreach ($each in @($found.$name)) {
            if ($null -ne $each) {
                [void]$list.Add([string]$each)
            }
        }
        $state[$pair[0]] = $list.ToArray()
    }
    return $state
}

function Assert-JfDefender {
    if ($null -eq (Get-Command -Name Get-MpPreference -ErrorAction SilentlyContinue)) {
        throw 'this guest has no Microsoft Defender that could be told what to leave alone'
    }
}

function Add-JfExclusion {
    param([string]$Key, [string]$Value)
    switch ($Key) {
        'paths' { Add-MpPreference -ExclusionPath $Value }
        'extensions' { Add-MpPreference -ExclusionExtension $Value }
        'processes' { Add-MpPreference -ExclusionProcess $Value }
    }
}

function Remove-JfExclusion {
    param([string]$Key, [string]$Value)
    switch ($Key) {
        'paths' { Remove-MpPreference -ExclusionPath $Value }
        'extensions' { Remove-MpPreference -ExclusionExtension $Value }
        'processes' { Remove-MpPreference -ExclusionProcess $Value }
    }
}

#endregion

#region web

# What the guest fetches itself, with its own TLS. Options are those of Ansible's modules for the web.
function New-JfWebRequest {
    param([string]$Url, $Options, [string]$Method)
    Enable-JfTls
    $request = [Net.WebRequest]::Create($Url)
    $request.Timeout = Get-JfWebTimeout $Options
    if ($request -is [Net.HttpWebRequest]) {
        Set-JfHttpRequest $request $Options
    }
    if ($Method -ne '') {
        $request.Method = $Method
    }
    Set-JfWebCredentials $request $Options
    Set-JfWebProxy $request $Options
    return $request
}

# Windows PowerShell leaves out TLS 1.2 unless it is told to ask the system.
function Enable-JfTls {
    $now = [Net.ServicePointManager]::SecurityProtocol
    if ([int]$now -ne 0) {
        [Net.ServicePointManager]::SecurityProtocol = $now -bor [Net.SecurityProtocolType]::Tls12
    }
}

function Get-JfWebTimeout {
    param($Options)
    if ($null -eq $Options['timeout']) {
        return 30000
    }
    if ($Options['timeout'] -eq 0) {
        return -1
    }
    return [int]($Options['timeout'] * 1000)
}

function Set-JfHttpRequest {
    param($Request, $Options)
    if ($null -ne $Options['method']) {
        $Request.Method = $Options['method']
    }
    $Request.UserAgent = $Options['agent']
    $safe = @('GET', 'HEAD') -contains $Request.Method
    $Request.AllowAutoRedirect = $Options['redirections'] -gt 0 -and ($Options['follow'] -ceq 'all' -or ($Options['follow'] -ceq 'safe' -and $safe))
    if ($Request.AllowAutoRedirect) {
        $Request.MaximumAutomaticRedirections = $Options['redirections']
    }
    if ($null -ne $Options['headers']) {
        foreach ($header in $Options['headers'].GetEnumerator()) {
            Set-JfWebHeader $Request $header.Key ([string]$header.Value)
        }
    }
    if ($Options['validate_certs'] -eq $false) {
        $Request.ServerCertificateValidationCallback = Get-JfTrust
    }
    if ($null -ne $Options['client_cert']) {
        [void]$Request.ClientCertificates.Add((Get-JfWebCertificate $Options))
    }
}

# Some headers are properties of .NET's requests.
function Set-JfWebHeader {
    param($Request, [string]$Name, [string]$Value)
    $properties = @{ 'accept' = 'Accept'; 'content-type' = 'ContentType'; 'host' = 'Host'; 'referer' = 'Referer'; 'user-agent' = 'UserAgent' }
    $property = $properties[$Name.ToLowerInvariant()]
    if ($null -eq $property) {
        [void]$Request.Headers.Add($Name, $Value)
    } else {
        $Request.$property = $Value
    }
}

# A certificate of this machine by its path below Cert:\, or a file.
function Get-JfWebCertificate {
    param($Options)
    $place = $Options['client_cert']
    if ($place.StartsWith('Cert:\', [StringComparison]::OrdinalIgnoreCase)) {
        return Get-Item -LiteralPath $place
    }
    return New-Object System.Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList $place, ([string]$Options['client_cert_password'])
}

# A script block cannot judge certificates: it may be asked where there is no PowerShell.
function Get-JfTrust {
    if ($null -eq ('Javaform.Trust' -as [type])) {
        Add-Type -TypeDefinition @'
using System.Net.Security;
namespace Javaform {
    public static class Trust {
        public static RemoteCertificateValidationCallback All {
            get { return delegate { return true; }; }
        }
    }
}
'@
    }
    return [Javaform.Trust]::All
}

function Set-JfWebCredentials {
    param($Request, $Options)
    if ($Options['default_credential'] -eq $true) {
        $Request.UseDefaultCredentials = $true
    } elseif ($null -ne $Options['username']) {
        $Request.Credentials = New-Object System.Net.NetworkCredential -ArgumentList $Options['username'], ([string]$Options['password'])
        if ($Options['force_basic_auth'] -eq $true) {
            $pair = $Options['username'] + ':' + [string]$Options['password']
            [void]$Request.Headers.Add('Authorization', 'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes($pair)))
        }
    }
}

function Set-JfWebProxy {
    param($Request, $Options)
    if ($Options['use_proxy'] -eq $false) {
        $Request.Proxy = $null
        return
    }
    if ($null -ne $Options['proxy_url']) {
        $Request.Proxy = New-Object System.Net.WebProxy -ArgumentList $Options['proxy_url'], $true
    }
    if ($null -ne $Request.Proxy) {
        if ($Options['proxy_default_credential'] -eq $true) {
            $Request.Proxy.Credentials = [Net.CredentialCache]::DefaultNetworkCredentials
        } elseif ($null -ne $Options['proxy_username']) {
            $Request.Proxy.Credentials = New-Object System.Net.NetworkCredential -ArgumentList $Options['proxy_username'], ([string]$Options['proxy_password'])
        }
    }
}

# Status and its text; Target is a stream that gets the content, or nothing.
function Receive-JfWeb {
    param($Request, $Target)
    $response = $Request.GetResponse()
    try {
        $told = @{ status = 200; text = 'OK' }
        if ($response -is [Net.HttpWebResponse]) {
            $told['status'] = [int]$response.StatusCode
            $told['text'] = $response.StatusDescription
        }
        if ($told['status'] -ge 300) {
            throw ('{0} was answered with {1} {2}' -f $Request.RequestUri, $told['status'], $told['text'])
        }
        if ($null -ne $Target) {
            $stream = $response.GetResponseStream()
            try {
                $stream.CopyTo($Target)
            } finally {
                $stream.Dispose()
            }
        }
        return $told
    } finally {
        $response.Close()
    }
}

function Save-JfWebFile {
    param([string]$Url, $Options, [string]$Path)
    $file = [IO.File]::Create($Path)
    try {
        return Receive-JfWeb (New-JfWebRequest $Url $Options '') $file
    } finally {
        $file.Dispose()
    }
}

function Receive-JfWebText {
    param([string]$Url, $Options)
    $memory = New-Object System.IO.MemoryStream
    [void](Receive-JfWeb (New-JfWebRequest $Url $Options '') $memory)
    return [Text.Encoding]::UTF8.GetString($memory.ToArray())
}

# When something was last changed, in ticks of UTC.
function Get-JfWebTime {
    param([string]$Url, $Options)
    $uri = New-Object System.Uri -ArgumentList $Url
    if ($uri.IsFile) {
        return [IO.File]::GetLastWriteTimeUtc($uri.LocalPath).Ticks
    }
    $method = 'HEAD'
    if ($uri.Scheme -ceq 'ftp') {
        $method = 'MDTM'
    }
    $response = (New-JfWebRequest $Url $Options $method).GetResponse()
    try {
        return $response.LastModified.ToUniversalTime().Ticks
    } finally {
        $response.Close()
    }
}

#endregion

#region download: paths web

# A file that is fetched. expected: what the file behind checksum_url says; newer: whether it was changed since.
function Read-JfDownload {
    param($Select)
    $path = Find-JfDownload $Select
    $there = [IO.File]::Exists($path)
    $state = [ordered]@{ path = $path; exists = $there; checksum = $null; size = $null; expected = $null; newer = $null }
    if ($there) {
        $state['checksum'] = Get-JfDownloadSum $path $Select['algorithm']
        $state['size'] = (New-Object System.IO.FileInfo -ArgumentList $path).Length
    }
    if ($null -ne $Select['checksum_url']) {
        $state['expected'] = Find-JfChecksum (Receive-JfWebText $Select['checksum_url'] $Select['web']) $Select['url'] $Select['checksum_url']
    } elseif ($there -and $Select['compare_time'] -eq $true) {
        $state['newer'] = (Get-JfWebTime $Select['url'] $Select['web']) -gt [IO.File]::GetLastWriteTimeUtc($path).Ticks
    }
    return $state
}

# In a folder it is called as at its source.
function Find-JfDownload {
    param($Select)
    $path = Resolve-JfPath $Select['dest']
    if (-not [IO.Directory]::Exists($path)) {
        return $path
    }
    $uri = New-Object System.Uri -ArgumentList $Select['url']
    $name = [IO.Path]::GetFileName($uri.LocalPath)
    if ($name -eq '') {
        $name = $uri.Host
    }
    return [IO.Path]::Combine($path, $name)
}

# Of a list as sha256sum writes them, or of a text that is nothing but the sum.
function Find-JfChecksum {
    param([string]$Text, [string]$Url, [string]$Place)
    $uri = New-Object System.Uri -ArgumentList $Url
    $name = [IO.Path]::GetFileName($uri.LocalPath)
    foreach ($line in [regex]::Split($Text, '\r?\n')) {
        $match = [regex]::Match($line, '^\W*([0-9A-Fa-f]{32,128})\s+\*?(?:\.[\\/])?' + [regex]::Escape($name) + '\s*$')
        if ($match.Success) {
            return $match.Groups[1].Value.ToLowerInvariant()
        }
    }
    if ($Text -match '^\s*[0-9A-Fa-f]{32,128}\s*$') {
        return $Text.Trim().ToLowerInvariant()
    }
    throw "$Place says nothing of $name"
}

function Get-JfDownloadSum {
    param([string]$Path, [string]$Algorithm)
    $digest = [Security.Cryptography.HashAlgorithm]::Create($Algorithm.ToUpperInvariant())
    $stream = New-Object System.IO.FileStream -ArgumentList $Path, ([IO.FileMode]::Open), ([IO.FileAccess]::Read), ([IO.FileShare]::ReadWrite)
    try {
        return [BitConverter]::ToString($digest.ComputeHash($stream)).Replace('-', '').ToLowerInvariant()
    } finally {
        $stream.Dispose()
        $digest.Dispose()
    }
}

# Fetched beside its place, looked at, and put there where it is another.
function Write-JfDownload {
    param($Select, $Set)
    $path = Find-JfDownload $Select
    $folder = [IO.Path]::GetDirectoryName($path)
    if (-not [IO.Directory]::Exists($folder)) {
        throw "there is no folder $folder to put it in; make it with win_file"
    }
    $part = $path + '.' + [guid]::NewGuid().ToString('N') + '.tmp'
    try {
        $told = Save-JfWebFile $Select['url'] $Select['web'] $part
        $sum = Get-JfDownloadSum $part $Select['algorithm']
        if ($null -ne $Set['checksum'] -and $sum -cne $Set['checksum']) {
            throw ('the {0} of {1} is {2}, and not {3}' -f $Select['algorithm'], $Select['url'], $sum, $Set['checksum'])
        }
        $changed = -not [IO.File]::Exists($path) -or (Get-JfDownloadSum $path $Select['algorithm']) -cne $sum
        if ($changed) {
            Move-JfDownload $part $path
        }
        $size = (New-Object System.IO.FileInfo -ArgumentList $path).Length
        return [ordered]@{ changed = $changed; checksum = $sum; size = $size; status_code = $told['status']; msg = $told['text'] }
    } finally {
        [IO.File]::Delete($part)
    }
}

function Move-JfDownload {
    param([string]$From, [string]$To)
    if ([IO.File]::Exists($To)) {
        [IO.File]::Replace($From, $To, [System.Management.Automation.Language.NullString]::Value, $true)
    } else {
        [IO.File]::Move($From, $To)
    }
}

#endregion

#region package: registry process web program

# A program that is installed: by the Windows Installer (msi, msp), as an app (msix), or with an entry in the list of programs.
function Read-JfPackage {
    param($Select)
    $found = Find-JfPackage $Select
    $installed = $found['installed']
    if ($null -ne $Select['creates_path']) {
        $installed = (Test-JfCreated $Select) -and $installed -ne $false
    }
    if ($null -ne $Select['creates_service']) {
        $installed = (Test-JfRegistryKey 'local_machine' ('SYSTEM\CurrentControlSet\Services\' + $Select['creates_service'])) -and $installed -ne $false
    }
    return [ordered]@{ installed = $installed -eq $true; provider = $found['provider']; id = $found['id'] }
}

function Test-JfCreated {
    param($Select)
    $path = Resolve-JfPath $Select['creates_path']
    if ($null -eq $Select['creates_version']) {
        return Test-JfItem $path
    }
    if (-not [IO.File]::Exists($path)) {
        return $false
    }
    $file = [Diagnostics.FileVersionInfo]::GetVersionInfo($path)
    $version = '{0}.{1}.{2}.{3}' -f $file.FileMajorPart, $file.FileMinorPart, $file.FileBuildPart, $file.FilePrivatePart
    return [string]::Equals($version, $Select['creates_version'], [StringComparison]::Ordinal)
}

# provider, id, and whether it is installed: nothing where only the creates_... can tell.
function Find-JfPackage {
    param($Select)
    $provider = $Select['provider']
    if ($null -ne $Select['product_id']) {
        return Find-JfPackageById $Select['product_id'] $provider
    }
    if ($null -eq $Select['path'] -or $provider -ceq 'registry' -or (Test-JfPackageUnseen $Select)) {
        return @{ provider = $provider; id = $null; installed = $null }
    }
    $file = Open-JfPackageFile $Select
    try {
        return Find-JfPackageByFile $file['path'] $provider
    } finally {
        Close-JfPackageFile $file
    }
}

# Whether what is behind a URL need not be fetched to see whether it is installed.
function Test-JfPackageUnseen {
    param($Select)
    return ($null -ne $Select['creates_path'] -or $null -ne $Select['creates_service']) -and $Select['path'] -match '^(https?|ftp)://'
}

function Find-JfPackageById {
    param([string]$Id, [string]$Provider)
    $last = $null
    foreach ($each in @('msi', 'msp', 'registry', 'msix')) {
        if ($Provider -cne 'auto' -and $Provider -cne $each) {
            continue
        }
        $last = @{ provider = $each; id = $Id; installed = $false }
        switch ($each) {
            'msi' { $last['installed'] = Test-JfMsi $Id }
            'msp' { $last['installed'] = $null -ne (Find-JfPatchedProduct $Id) }
            'registry' { $last['installed'] = $null -ne (Find-JfUninstallKey $Id) }
            'msix' { $last = Find-JfApp $Id }
        }
        if ($last['installed']) {
            return $last
        }
    }
    return @{ provider = $Provider; id = $Id; installed = $false }
}

function Find-JfPackageByFile {
    param([string]$Path, [string]$Provider)
    switch ($Provider) {
        'msi' {
            $id = Get-JfMsiProduct $Path
            return @{ provider = 'msi'; id = $id; installed = (Test-JfMsi $id) }
        }
        'msp' {
            $id = Get-JfMspPatch $Path
            return @{ provider = 'msp'; id = $id; installed = ($null -ne (Find-JfPatchedProduct $id)) }
        }
    }
    return Find-JfAppOfFile $Path
}

# The file itself, or what was fetched of a URL until it is closed.
function Open-JfPackageFile {
    param($Select)
    if ($Select['path'] -notmatch '^(https?|ftp)://') {
        return @{ path = (Resolve-JfPath $Select['path']); fetched = $false }
    }
    $uri = New-Object System.Uri -ArgumentList $Select['path']
    $folder = [IO.Path]::Combine([IO.Path]::GetTempPath(), 'javaform-' + [guid]::NewGuid().ToString('N'))
    [void][IO.Directory]::CreateDirectory($folder)
    $path = [IO.Path]::Combine($folder, [IO.Path]::GetFileName($uri.LocalPath))
    $file = @{ path = $path; fetched = $true; folder = $folder }
    try {
        [void](Save-JfWebFile $Select['path'] $Select['web'] $path)
    } catch {
        Close-JfPackageFile $file
        throw
    }
    return $file
}

function Close-JfPackageFile {
    param($File)
    if ($File['fetched']) {
        [IO.Directory]::Delete($File['folder'], $true)
    }
}

# A method or property of an object that PowerShell knows nothing of (Windows Installer, Automation Interface).
function Invoke-JfInstaller {
    param($On, [string]$Kind, [string]$Name, $Arguments)
    return $On.GetType().InvokeMember($Name, [Reflection.BindingFlags]$Kind, $null, $On, [object[]]$Arguments)
}

# 5 is msiInstallStateDefault: installed for this user or for all.
function Test-JfMsi {
    param([string]$Product)
    if ($Product -notmatch '^\{[0-9A-Fa-f-]{36}\}$') {
        return $false
    }
    $installer = New-Object -ComObject WindowsInstaller.Installer
    return (Invoke-JfInstaller $installer 'GetProperty' 'ProductState' @($Product)) -eq 5
}

function Get-JfMsiProduct {
    param([string]$Path)
    $installer = New-Object -ComObject WindowsInstaller.Installer
    $database = Invoke-JfInstaller $installer 'InvokeMethod' 'OpenDatabase' @($Path, 0)
    $view = Invoke-JfInstaller $database 'InvokeMethod' 'OpenView' @("SELECT ``Value`` FROM ``Property`` WHERE ``Property`` = 'ProductCode'")
    try {
        [void](Invoke-JfInstaller $view 'InvokeMethod' 'Execute' $null)
        $record = Invoke-JfInstaller $view 'InvokeMethod' 'Fetch' $null
        return [string](Invoke-JfInstaller $record 'GetProperty' 'StringData' @(1))
    } finally {
        [void](Invoke-JfInstaller $view 'InvokeMethod' 'Close' $null)
        [void][Runtime.InteropServices.Marshal]::FinalReleaseComObject($view)
        [void][Runtime.InteropServices.Marshal]::FinalReleaseComObject($database)
    }
}

# Property 9 of a patch, its revision number, begins with its code.
function Get-JfMspPatch {
    param([string]$Path)
    $installer = New-Object -ComObject WindowsInstaller.Installer
    $summary = Invoke-JfInstaller $installer 'GetProperty' 'SummaryInformation' @($Path, 0)
    $codes = [string](Invoke-JfInstaller $summary 'GetProperty' 'Property' @(9))
    [void][Runtime.InteropServices.Marshal]::FinalReleaseComObject($summary)
    return $codes.Substring(0, 38)
}

# The product that has a patch, of the machine's (context 4), the patch applied (1); nothing where none has it.
function Find-JfPatchedProduct {
    param([string]$Patch)
    $installer = New-Object -ComObject WindowsInstaller.Installer
    foreach ($each in (Invoke-JfInstaller $installer 'GetProperty' 'PatchesEx' @('', '', 4, 1))) {
        if ((Invoke-JfInstaller $each 'GetProperty' 'PatchCode' $null) -eq $Patch) {
            return [string](Invoke-JfInstaller $each 'GetProperty' 'ProductCode' $null)
        }
    }
    return $null
}

# The entry in the list of programs: hive and key.
function Find-JfUninstallKey {
    param([string]$Id)
    foreach ($hive in @('local_machine', 'current_user')) {
        foreach ($software in @('SOFTWARE', 'SOFTWARE\WOW6432Node')) {
            $key = "$software\Microsoft\Windows\CurrentVersion\Uninstall\$Id"
            if (Test-JfRegistryKey $hive $key) {
                return @{ hive = $hive; key = $key }
            }
        }
    }
    return $null
}

# By its name or its full name.
function Find-JfApp {
    param([string]$Id)
    if ($null -eq (Get-Command -Name Get-AppxPackage -ErrorAction SilentlyContinue)) {
        return @{ provider = 'msix'; id = $Id; installed = $false }
    }
    foreach ($app in @(Get-AppxPackage)) {
        if ($app.Name -eq $Id -or $app.PackageFullName -eq $Id) {
            return @{ provider = 'msix'; id = $app.PackageFullName; installed = $true }
        }
    }
    return @{ provider = 'msix'; id = $Id; installed = $false }
}

# The app that a file has in it, in one of the versions that it brings.
function Find-JfAppOfFile {
    param([string]$Path)
    $inside = Receive-JfAppManifest $Path
    foreach ($app in @(Get-AppxPackage -Name $inside['name'])) {
        if ($app.Publisher -eq $inside['publisher'] -and $inside['versions'] -contains [string]$app.Version) {
            return @{ provider = 'msix'; id = $app.PackageFullName; installed = $true }
        }
    }
    return @{ provider = 'msix'; id = $inside['name']; installed = $false }
}

function Receive-JfAppManifest {
    param([string]$Path)
    Add-Type -AssemblyName System.IO.Compression.FileSystem
    $archive = [IO.Compression.ZipFile]::OpenRead($Path)
    try {
        $versions = New-Object System.Collections.ArrayList
        $entry = $archive.GetEntry('AppxManifest.xml')
        if ($null -eq $entry) {
            $entry = $archive.GetEntry('AppxMetadata/AppxBundleManifest.xml')
        }
        if ($null -eq $entry) {
            throw "$Path is no app: it has no manifest"
        }
        $manifest = New-Object System.Xml.XmlDocument
        $stream = $entry.Open()
        try {
            $manifest.Load($stream)
        } finally {
            $stream.Dispose()
        }
        $identity = $manifest.DocumentElement.SelectSingleNode("*[local-name()='Identity']")
        [void]$versions.Add($identity.GetAttribute('Version'))
        foreach ($part in $manifest.DocumentElement.SelectNodes("*[local-name()='Packages']/*[local-name()='Package']")) {
            [void]$versions.Add($part.GetAttribute('Version'))
        }
        return @{ name = $identity.GetAttribute('Name'); publisher = $identity.GetAttribute('Publisher'); versions = $versions.ToArray() }
    } finally {
        $archive.Dispose()
    }
}

function Write-JfPackage {
    param($Select, $Set)
    $found = Find-JfPackage $Select
    if (-not $Set['installed']) {
        return Remove-JfPackage $Select $found
    }
    $file = Open-JfPackageFile $Select
    try {
        switch ($found['provider']) {
            'msi' { return Invoke-JfMsiexec @('/i', $file['path']) $Select }
            'msp' { return Invoke-JfMsiexec @('/update', $file['path']) $Select }
            'msix' { return Add-JfApp $file['path'] }
        }
        return Invoke-JfSetup $file['path'] (Join-JfLine $Select['arguments']) $Select
    } finally {
        Close-JfPackageFile $file
    }
}

function Remove-JfPackage {
    param($Select, $Found)
    if ($null -eq $Found['id'] -and $Found['provider'] -cne 'registry') {
        throw 'what is to be removed has no known id: name it with product_id'
    }
    switch ($Found['provider']) {
        'msi' { return Invoke-JfMsiexec @('/x', $Found['id']) $Select }
        'msp' { return Invoke-JfMsiexec @('/uninstall', $Found['id'], '/package', (Find-JfPatchedProduct $Found['id'])) $Select }
        'msix' { return Remove-JfApp $Found['id'] }
    }
    if ($null -ne $Select['path']) {
        $file = Open-JfPackageFile $Select
        try {
            return Invoke-JfSetup $file['path'] (Join-JfLine $Select['arguments']) $Select
        } finally {
            Close-JfPackageFile $file
        }
    }
    $command = Split-JfCommand (Find-JfUninstallCommand $Found['id'])
    $line = $command['line'] + ' ' + (Join-JfLine $Select['arguments'])
    return Invoke-JfSetup $command['file'] $line.Trim() $Select
}

function Find-JfUninstallCommand {
    param([string]$Id)
    $place = Find-JfUninstallKey $Id
    foreach ($name in @('QuietUninstallString', 'UninstallString')) {
        $value = Get-JfRegistryValue $place['hive'] $place['key'] $name
        if ($null -ne $value -and $value['data'] -ne '') {
            return [Environment]::ExpandEnvironmentVariables($value['data'])
        }
    }
    throw "the entry of $Id says nothing of how to remove it; name a program with path"
}

# A program and the rest of its line. Without quotes it ends with the first part that is a file.
function Split-JfCommand {
    param([string]$Command)
    $match = [regex]::Match($Command, '^\s*"([^"]+)"\s*(.*)$')
    if ($match.Success) {
        return @{ file = $match.Groups[1].Value; line = $match.Groups[2].Value }
    }
    $words = $Command.Trim().Split(' ')
    $file = ''
    for ($i = 0; $i -lt $words.Length; $i++) {
        $file = ($file + ' ' + $words[$i]).Trim()
        if ([IO.File]::Exists($file)) {
            return @{ file = $file; line = $Command.Trim().Substring($file.Length).Trim() }
        }
    }
    return @{ file = $words[0]; line = $Command.Trim().Substring($words[0].Length).Trim() }
}

# Arguments as one text: a list is quoted, a text is as it is.
function Join-JfLine {
    param($Arguments)
    if ($Arguments -is [array]) {
        return Join-JfArgument ([string[]]$Arguments)
    }
    return [string]$Arguments
}

# What msiexec logs stands for its output where it fails: it prints nothing itself.
function Invoke-JfMsiexec {
    param([string[]]$Actions, $Select)
    $own = $null -eq $Select['log_path']
    $log = [IO.Path]::Combine([IO.Path]::GetTempPath(), 'javaform-' + [guid]::NewGuid().ToString('N') + '.log')
    if (-not $own) {
        $log = Resolve-JfPath $Select['log_path']
    }
    $line = (Join-JfArgument ($Actions + @('/L*V', $log, '/qn', '/norestart'))) + ' ' + (Join-JfLine $Select['arguments'])
    try {
        $ended = Invoke-JfSetup "$env:SystemRoot\System32\msiexec.exe" $line.Trim() $Select
        if (@($Select['expected']) -notcontains $ended['rc'] -and [IO.File]::Exists($log)) {
            $ended['stdout'] = [IO.File]::ReadAllText($log)
        }
        return $ended
    } finally {
        if ($own) {
            [IO.File]::Delete($log)
        }
    }
}

function Invoke-JfSetup {
    param([string]$File, [string]$Line, $Select)
    $folder = $null
    if ($null -ne $Select['chdir']) {
        $folder = Resolve-JfPath $Select['chdir']
    }
    if ($Select['wait_for_children'] -eq $true) {
        $ended = Wait-JfSetup $File $Line $folder
    } else {
        $ended = Invoke-JfProcess @{ file = $File; line = $Line; folder = $folder; in = $null; encoding = $null }
    }
    if (@(3010, 1641) -contains $ended['rc']) {
        Add-JfReboot
    }
    return $ended
}

# Start-Process waits for what the program starts, too, and has no output.
function Wait-JfSetup {
    param([string]$File, [string]$Line, $Folder)
    $arguments = @{ FilePath = $File; Wait = $true; PassThru = $true; WindowStyle = 'Hidden' }
    if ($Line -ne '') {
        $arguments['ArgumentList'] = $Line
    }
    if ($null -ne $Folder) {
        $arguments['WorkingDirectory'] = $Folder
    }
    $process = Start-Process @arguments
    return @{ rc = $process.ExitCode; stdout = ''; stderr = '' }
}

# The path of an app is a pattern to Add-AppxPackage.
function Add-JfApp {
    param([string]$Path)
    [void](Add-AppxPackage -Path ([System.Management.Automation.WildcardPattern]::Escape($Path)))
    return @{ rc = 0; stdout = ''; stderr = '' }
}

function Remove-JfApp {
    param([string]$Id)
    [void](Remove-AppxPackage -Package $Id)
    return @{ rc = 0; stdout = ''; stderr = '' }
}

#endregion

#region updates: task_run

# What the update service offers. It refuses remote sessions: the system asks it.
function Read-JfUpdates {
    param($Select)
    return Get-JfUpdates $Select['server'] @() 'search'
}

# Downloads or installs updates by their ids.
function Write-JfUpdates {
    param($Select, $Set)
    $action = 'install'
    $ids = $Set['install']
    if ($null -eq $ids) {
        $action = 'download'
        $ids = $Set['download']
    }
    $done = Get-JfUpdates $Select['server'] @($ids) $action
    $failed = New-Object System.Collections.ArrayList
    foreach ($update in @($done['updates'])) {
        if ($update['code'] -ne 2) {
            [void]$failed.Add(('{0} (0x{1:X8})' -f $update['title'], [int]$update['hresult']))
        }
    }
    if ($done['reboot_required']) {
        Add-JfReboot
    }
    if ($failed.Count -gt 0) {
        throw ('{0} of {1} updates failed: {2}' -f $failed.Count, @($done['updates']).Count, [string]::Join('; ', $failed.ToArray()))
    }
    return $done
}

# server is a ServerSelection of the Windows Update Agent: 0 as configured, 1 a server of the company, 2 Windows Update.
function Get-JfUpdates {
    param([int]$Server, $Ids, [string]$Action)
    $said = Invoke-JfAsSystem (Get-JfUpdateScript) @{ Server = $Server; Ids = [string[]]@($Ids); Action = $Action }
    $table = ConvertTo-JfTable (ConvertFrom-Json -InputObject $said)
    $table['updates'] = @($table['updates'])
    return $table
}

# What the system runs. Result codes are those of OperationResultCode: 2 is success.
function Get-JfUpdateScript {
    return @'
param($Server, $Ids, $Action)
$ErrorActionPreference = 'Stop'
$session = New-Object -ComObject Microsoft.Update.Session
$session.ClientApplicationID = 'javaform'
$searcher = $session.CreateUpdateSearcher()
if ($Server -gt 0) {
    $searcher.ServerSelection = $Server
}
$chosen = New-Object -ComObject Microsoft.Update.UpdateColl
$list = New-Object System.Collections.ArrayList
foreach ($update in $searcher.Search('IsInstalled = 0').Updates) {
    if ($Action -ne 'search' -and @($Ids) -notcontains $update.Identity.UpdateID) {
        continue
    }
    $kb = New-Object System.Collections.ArrayList
    foreach ($each in $update.KBArticleIDs) {
        [void]$kb.Add([string]$each)
    }
    $categories = New-Object System.Collections.ArrayList
    $names = New-Object System.Collections.ArrayList
    foreach ($each in $update.Categories) {
        [void]$categories.Add(([string]$each.CategoryID).ToLowerInvariant())
        [void]$names.Add([string]$each.Name)
    }
    [void]$list.Add(@{
        id = $update.Identity.UpdateID; title = [string]$update.Title; kb = $kb.ToArray(); categories = $names.ToArray(); category_ids = $categories.ToArray()
        downloaded = [bool]$update.IsDownloaded; hidden = [bool]$update.IsHidden; optional = [bool]$update.BrowseOnly; code = 0; hresult = 0
    })
    if ($Action -ne 'search') {
        if (-not $update.EulaAccepted) {
            $update.AcceptEula()
        }
        [void]$chosen.Add($update)
    }
}
if ($chosen.Count -gt 0) {
    $worker = $session.CreateUpdateDownloader()
    $worker.Updates = $chosen
    $result = $worker.Download()
    if ($Action -eq 'install') {
        $worker = $session.CreateUpdateInstaller()
        $worker.Updates = $chosen
        $result = $worker.Install()
    }
    for ($i = 0; $i -lt $chosen.Count; $i++) {
        $list[$i]['code'] = [int]$result.GetUpdateResult($i).ResultCode
        $list[$i]['hresult'] = [int]$result.GetUpdateResult($i).HResult
    }
}
$reboot = (New-Object -ComObject Microsoft.Update.SystemInfo).RebootRequired
[Console]::Out.Write((ConvertTo-Json -InputObject @{ updates = $list.ToArray(); reboot_required = [bool]$reboot } -Compress -Depth 5))
'@
}

#endregion

#region chocolatey: process web program

# Chocolatey and its packages. Without Chocolatey there are none, and its version is null.
function Read-JfChocolatey {
    param($Select)
    $state = [ordered]@{ version = $null; packages = @(); outdated = @(); pins = @() }
    $choco = Find-JfChocolatey
    if ($null -eq $choco) {
        return $state
    }
    $state['version'] = (Invoke-JfChoco $choco @('--version')).Trim()
    $words = @('list', '--limit-output')
    if ($state['version'].StartsWith('0.', [StringComparison]::Ordinal) -or $state['version'].StartsWith('1.', [StringComparison]::Ordinal)) {
        $words += '--local-only'
    }
    $state['packages'] = Get-JfChocoLines $choco $words
    if ($Select['outdated'] -eq $true) {
        $state['outdated'] = Get-JfChocoLines $choco (@('outdated', '--limit-output') + @($Select['options']))
    }
    if ($Select['pins'] -eq $true) {
        $state['pins'] = Get-JfChocoLines $choco @('pin', 'list', '--limit-output')
    }
    return $state
}

# Calls of choco.exe, each its arguments, one after the other up to the first that fails.
function Write-JfChocolatey {
    param($Select, $Set)
    $choco = Find-JfChocolatey
    if ($null -eq $choco) {
        Install-JfChocolatey $Set
        $choco = Find-JfChocolatey
    }
    $all = @{ rc = 0; stdout = ''; stderr = '' }
    foreach ($call in @($Set['calls'])) {
        $ended = Invoke-JfProcess @{ file = $choco; line = (Join-JfArgument ([string[]]@($call['arguments']))); folder = $null; in = $null; encoding = $null }
        $all['rc'] = $ended['rc']
        $all['stdout'] += $ended['stdout']
        $all['stderr'] += $ended['stderr']
        if (@(0, 1641, 3010) -notcontains $ended['rc']) {
            return $all
        }
    }
    return $all
}

function Find-JfChocolatey {
    $folder = [Environment]::GetEnvironmentVariable('ChocolateyInstall', 'Machine')
    if ($null -eq $folder) {
        $folder = "$env:ProgramData\chocolatey"
    }
    $choco = "$folder\bin\choco.exe"
    if ([IO.File]::Exists($choco)) {
        return $choco
    }
    return $null
}

# By a script that the task names; nothing is fetched unasked.
function Install-JfChocolatey {
    param($Set)
    if ($null -eq $Set['bootstrap']) {
        throw 'Chocolatey is not installed in this guest'
    }
    $script = Receive-JfWebText $Set['bootstrap'] $Set['web']
    $ended = Invoke-JfProcess (New-JfScriptJob 'run' $script $null @{})
    if ($ended['rc'] -ne 0 -or $null -eq (Find-JfChocolatey)) {
        throw ('Chocolatey was not installed: {0}' -f ($ended['stderr'] + ' ' + $ended['stdout']).Trim())
    }
}

function Invoke-JfChoco {
    param([string]$File, [string[]]$Arguments)
    $ended = Invoke-JfProcess @{ file = $File; line = (Join-JfArgument $Arguments); folder = $null; in = $null; encoding = $null }
    if (@(0, 2) -notcontains $ended['rc']) {
        throw ('choco {0} ended with {1}: {2}' -f $Arguments[0], $ended['rc'], ($ended['stderr'] + ' ' + $ended['stdout']).Trim())
    }
    return $ended['stdout']
}

# Lines such as name|version; what has no bar is talk.
function Get-JfChocoLines {
    param([string]$File, [string[]]$Arguments)
    $lines = New-Object System.Collections.ArrayList
    foreach ($line in [regex]::Split((Invoke-JfChoco $File $Arguments), '\r?\n')) {
        if ($line -match '^[^|\s]+\|') {
            [void]$lines.Add($line.Trim())
        }
    }
    return , $lines.ToArray()
}

#endregion

#region acl: paths registry account

# Whether somebody has these rights of a file, folder or key of the registry by an entry of its own: exact says that an entry
# has just these, covered that one has at least these.
function Read-JfAcl {
    param($Select)
    $thing = Find-JfSecured $Select
    $sid = Find-JfSid $Select['user']
    $state = [ordered]@{ exists = $thing['exists']; sid = $sid; exact = $false; covered = $false }
    if (-not $thing['exists'] -or $null -eq $sid) {
        return $state
    }
    $wanted = New-JfAccessRule $thing $sid $Select
    $acl = Get-JfAccess $thing
    foreach ($rule in $acl.GetAccessRules($true, $false, [Security.Principal.SecurityIdentifier])) {
        if (Test-JfSameRule $rule $wanted) {
            $has = Get-JfRights $rule
            $asked = Get-JfRights $wanted
            $state['exact'] = $state['exact'] -or $has -eq $asked
            $state['covered'] = $state['covered'] -or ($has -band $asked) -eq $asked
        }
    }
    return $state
}

function Write-JfAcl {
    param($Select, $Set)
    $thing = Find-JfSecured $Select
    $rule = New-JfAccessRule $thing (Find-JfSid $Select['user']) $Select
    $acl = Get-JfAccess $thing
    if ($Set['covered'] -eq $true) {
        $acl.AddAccessRule($rule)
    } else {
        $acl.RemoveAccessRuleSpecific($rule)
    }
    Set-JfAccess $thing $acl
}

function Test-JfSameRule {
    param($Rule, $Other)
    return $Rule.IdentityReference.Value -eq $Other.IdentityReference.Value -and $Rule.AccessControlType -eq $Other.AccessControlType -and $Rule.InheritanceFlags -eq $Other.InheritanceFlags -and $Rule.PropagationFlags -eq $Other.PropagationFlags
}

function Get-JfRights {
    param($Rule)
    if ($Rule -is [Security.AccessControl.RegistryAccessRule]) {
        return [int]$Rule.RegistryRights
    }
    return [int]$Rule.FileSystemRights
}

# kind: file, folder or key, its place, and whether it exists. Links are followed where asked to.
function Find-JfSecured {
    param($Select)
    $match = [regex]::Match($Select['path'], '^(?i)(HKLM|HKCU|HKU|HKCR|HKCC):\\*(.*?)\\*$')
    if ($match.Success) {
        $hive = @{ HKLM = 'local_machine'; HKCU = 'current_user'; HKU = 'users'; HKCR = 'classes_root'; HKCC = 'current_config' }[$match.Groups[1].Value]
        $key = $match.Groups[2].Value
        return @{ kind = 'key'; hive = $hive; path = $key; exists = (Test-JfRegistryKey $hive $key) }
    }
    $path = Resolve-JfPath $Select['path']
    if ($Select['follow'] -eq $true) {
        $path = Resolve-JfLink $path
    }
    $kind = 'file'
    if ([IO.Directory]::Exists($path)) {
        $kind = 'folder'
    }
    return @{ kind = $kind; path = $path; exists = (Test-JfItem $path) }
}

function Resolve-JfLink {
    param([string]$Path)
    $place = $Path
    for ($i = 0; $i -lt 40; $i++) {
        if (-not (Test-JfItem $place)) {
            return $place
        }
        $item = Get-Item -LiteralPath $place -Force
        if ($null -eq $item.LinkType -or @('SymbolicLink', 'Junction') -notcontains $item.LinkType) {
            return $place
        }
        $target = [string]@($item.Target)[0]
        $place = [IO.Path]::GetFullPath([IO.Path]::Combine([IO.Path]::GetDirectoryName($place), $target))
    }
    throw "$Path leads from link to link"
}

function New-JfAccessRule {
    param($Thing, [string]$Sid, $Select)
    $who = New-Object System.Security.Principal.SecurityIdentifier -ArgumentList $Sid
    $inherit = 'ContainerInherit, ObjectInherit'
    if ($Thing['kind'] -ceq 'file') {
        $inherit = 'None'
    } elseif ($null -ne $Select['inherit']) {
        $inherit = $Select['inherit']
    }
    $flags = [Security.AccessControl.InheritanceFlags]$inherit
    $spread = [Security.AccessControl.PropagationFlags]$Select['propagation']
    $type = [Security.AccessControl.AccessControlType]$Select['type']
    if ($Thing['kind'] -ceq 'key') {
        $rights = [Security.AccessControl.RegistryRights]$Select['rights']
        return New-Object System.Security.AccessControl.RegistryAccessRule -ArgumentList $who, $rights, $flags, $spread, $type
    }
    $rights = [Security.AccessControl.FileSystemRights]$Select['rights']
    return New-Object System.Security.AccessControl.FileSystemAccessRule -ArgumentList $who, $rights, $flags, $spread, $type
}

function Get-JfAccess {
    param($Thing)
    if ($Thing['kind'] -ceq 'key') {
        $key = Open-JfSecuredKey $Thing 'ReadPermissions'
        try {
            return $key.GetAccessControl([Security.AccessControl.AccessControlSections]::Access)
        } finally {
            $key.Dispose()
        }
    }
    $item = Get-Item -LiteralPath $Thing['path'] -Force
    if (Test-JfAclExtension) {
        return [System.IO.FileSystemAclExtensions]::GetAccessControl($item, [Security.AccessControl.AccessControlSections]::Access)
    }
    return $item.GetAccessControl([Security.AccessControl.AccessControlSections]::Access)
}

# Whether files and folders have no such methods themselves: those of PowerShell 7.
function Test-JfAclExtension {
    return $PSVersionTable.PSVersion.Major -ge 6
}

# Only the entries: the owner, which not everybody may set, stays as it is.
function Set-JfAccess {
    param($Thing, $Acl)
    if ($Thing['kind'] -ceq 'key') {
        $key = Open-JfSecuredKey $Thing 'ChangePermissions, ReadPermissions'
        try {
            $key.SetAccessControl($Acl)
        } finally {
            $key.Dispose()
        }
        return
    }
    $item = Get-Item -LiteralPath $Thing['path'] -Force
    if (Test-JfAclExtension) {
        [System.IO.FileSystemAclExtensions]::SetAccessControl($item, $Acl)
    } else {
        $item.SetAccessControl($Acl)
    }
}

function Open-JfSecuredKey {
    param($Thing, [string]$Rights)
    $base = Open-JfHive $Thing['hive']
    try {
        $check = [Microsoft.Win32.RegistryKeyPermissionCheck]::ReadWriteSubTree
        if ($Rights -ceq 'ReadPermissions') {
            $check = [Microsoft.Win32.RegistryKeyPermissionCheck]::ReadSubTree
        }
        return $base.OpenSubKey($Thing['path'], $check, [Security.AccessControl.RegistryRights]$Rights)
    } finally {
        $base.Dispose()
    }
}

#endregion

#region share: paths account

# A folder that is shared. access: entries such as 'full S-1-5-32-544', their names beside them; deny is one, too.
function Read-JfShare {
    param($Select)
    $asked = Resolve-JfAccount $Select['asked']
    $state = [ordered]@{ exists = $false; asked = $asked; folder = $null }
    if ($null -ne $Select['path']) {
        $path = (Resolve-JfPath $Select['path']).TrimEnd('\')
        if ($path.EndsWith(':', [StringComparison]::Ordinal)) {
            $path += '\'
        }
        $state['folder'] = $path
        $state['folder_exists'] = [IO.Directory]::Exists($path)
    }
    $share = Get-JfShare $Select['name']
    if ($null -ne $share) {
        $state['exists'] = $true
        foreach ($key in @($share.Keys)) {
            $state[$key] = $share[$key]
        }
    }
    return $state
}

function Write-JfShare {
    param($Select, $Set)
    $name = $Select['name']
    $share = Get-JfShare $name
    if ($null -ne $share -and (-not $Set['exists'] -or $share['path'] -ne $Set['path'])) {
        Remove-SmbShare -Name $name -Force
        $share = $null
    }
    if (-not $Set['exists']) {
        return
    }
    if ($null -eq $share) {
        [void](New-SmbShare -Name $name -Path $Set['path'])
    }
    Set-JfShare $name $Set
    $now = Get-JfShare $name
    Set-JfShareAccess $name $now['access'] @($Set['access'])
}

function Get-JfShare {
    param([string]$Name)
    foreach ($share in @(Get-SmbShare)) {
        if (-not [string]::Equals($share.Name, $Name, [StringComparison]::OrdinalIgnoreCase)) {
            continue
        }
        $access = New-Object System.Collections.ArrayList
        $names = New-Object System.Collections.ArrayList
        foreach ($each in @(Get-SmbShareAccess -Name $share.Name)) {
            $right = $each.AccessRight.ToString().ToLowerInvariant()
            if ($each.AccessControlType.ToString() -ceq 'Deny') {
                $right = 'deny'
            }
            $sid = Find-JfSid $each.AccountName
            if ($null -eq $sid) {
                $sid = $each.AccountName
            }
            [void]$access.Add("$right $sid")
            [void]$names.Add([string]$each.AccountName)
        }
        return @{
            path = $share.Path; description = [string]$share.Description; list = ($share.FolderEnumerationMode.ToString() -ceq 'Unrestricted')
            caching_mode = $share.CachingMode.ToString().ToLowerInvariant(); encrypt = [bool]$share.EncryptData
            access = $access.ToArray(); names = $names.ToArray()
        }
    }
    return $null
}

function Set-JfShare {
    param([string]$Name, $Set)
    $mode = 'AccessBased'
    if ($Set['list']) {
        $mode = 'Unrestricted'
    }
    Set-SmbShare -Name $Name -Description $Set['description'] -FolderEnumerationMode $mode -CachingMode $Set['caching_mode'] -EncryptData $Set['encrypt'] -Force
}

# What is too much goes first: an account has one right only.
function Set-JfShareAccess {
    param([string]$Name, $Now, $Wanted)
    foreach ($entry in $Now) {
        if ($Wanted -notcontains $entry) {
            $words = $entry.Split(' ', 2)
            $account = Get-JfAccountName $words[1]
            if ($words[0] -ceq 'deny') {
                [void](Unblock-SmbShareAccess -Name $Name -AccountName $account -Force)
            } else {
                [void](Revoke-SmbShareAccess -Name $Name -AccountName $account -Force)
            }
        }
    }
    foreach ($entry in $Wanted) {
        if ($Now -notcontains $entry) {
            $words = $entry.Split(' ', 2)
            $account = Get-JfAccountName $words[1]
            if ($words[0] -ceq 'deny') {
                [void](Block-SmbShareAccess -Name $Name -AccountName $account -Force)
            } else {
                [void](Grant-SmbShareAccess -Name $Name -AccountName $account -AccessRight $words[0] -Force)
            }
        }
    }
}

#endregion

#region disk_image: paths

# An image of a disk, and where it is mounted.
function Read-JfDiskImage {
    param($Select)
    $path = Resolve-JfPath $Select['path']
    if (-not [IO.File]::Exists($path)) {
        return [ordered]@{ exists = $false; attached = $false; mount_paths = @() }
    }
    $image = Get-DiskImage -ImagePath $path
    $mounts = @()
    if ($image.Attached) {
        $mounts = Get-JfImageMounts $image
    }
    return [ordered]@{ exists = $true; attached = [bool]$image.Attached; mount_paths = $mounts }
}

function Write-JfDiskImage {
    param($Select, $Set)
    $path = Resolve-JfPath $Select['path']
    if (-not $Set['attached']) {
        [void](Dismount-DiskImage -ImagePath $path)
        return
    }
    [void](Mount-DiskImage -ImagePath $path)
    for ($i = 0; $i -lt 20; $i++) {
        $now = Read-JfDiskImage $Select
        if ($now['attached'] -and @($now['mount_paths']).Count -gt 0) {
            return
        }
        Start-Sleep -Milliseconds 500
    }
    Add-JfWarning "$path has no letter of a drive yet"
}

# Of an ISO (1) its volume has the letter, of a disk (2 and 3) its partitions.
function Get-JfImageMounts {
    param($Image)
    if ($Image.StorageType -eq 1) {
        $found = @($Image | Get-Volume)
    } else {
        $found = @($Image | Get-Disk | Get-Partition)
    }
    $letters = New-Object System.Collections.ArrayList
    foreach ($each in $found) {
        if ([int][char]$each.DriveLetter -ne 0) {
            [void]$letters.Add([string]$each.DriveLetter + ':\')
        }
    }
    return , $letters.ToArray()
}

#endregion

#region wait: paths

# Nothing to see: somebody waits.
function Read-JfWait {
    param($Select)
    return [ordered]@{}
}

# until: for what; a path, a port, or the time alone.
function Write-JfWait {
    param($Select, $Set)
    if ($Set['delay'] -gt 0) {
        Start-Sleep -Seconds $Set['delay']
    }
    $attempts = 0
    $watch = [Diagnostics.Stopwatch]::StartNew()
    while ($watch.Elapsed.TotalSeconds -lt $Set['timeout']) {
        $attempts++
        if (Test-JfAwaited $Set) {
            return @{ wait_attempts = $attempts }
        }
        Start-Sleep -Seconds $Set['sleep']
    }
    if ($Set['until'] -ceq 'time') {
        return @{ wait_attempts = 0 }
    }
    throw ('{0} within {1} seconds' -f $Set['failure'], $Set['timeout'])
}

function Test-JfAwaited {
    param($Set)
    switch ($Set['until']) {
        'present' { return Test-JfText $Set }
        'absent' { return -not (Test-JfText $Set) }
        'started' { return Test-JfPort $Set }
        'stopped' { return -not (Test-JfPort $Set) }
        'drained' { return Test-JfDrained $Set }
    }
    return $false
}

# Whether a file is there, and has what it is to have.
function Test-JfText {
    param($Set)
    $path = Resolve-JfPath $Set['path']
    if ($null -eq $Set['regex'] -or -not [IO.File]::Exists($path)) {
        return Test-JfItem $path
    }
    $stream = New-Object System.IO.FileStream -ArgumentList $path, ([IO.FileMode]::Open), ([IO.FileAccess]::Read), ([IO.FileShare]'ReadWrite, Delete')
    $reader = New-Object System.IO.StreamReader -ArgumentList $stream
    try {
        return [regex]::IsMatch($reader.ReadToEnd(), $Set['regex'], 'IgnoreCase, Multiline')
    } finally {
        $reader.Dispose()
    }
}

function Test-JfPort {
    param($Set)
    $client = New-Object System.Net.Sockets.TcpClient
    try {
        return $client.ConnectAsync($Set['host'], [int]$Set['port']).Wait([int]$Set['connect_timeout'] * 1000)
    } catch {
        return $false
    } finally {
        $client.Dispose()
    }
}

# Whether nobody is connected to a port of this guest but those who do not count.
function Test-JfDrained {
    param($Set)
    $known = New-Object System.Collections.ArrayList
    foreach ($name in @($Set['exclude_hosts'])) {
        foreach ($address in [Net.Dns]::GetHostAddresses($name)) {
            [void]$known.Add($address.ToString())
        }
    }
    foreach ($connection in [Net.NetworkInformation.IPGlobalProperties]::GetIPGlobalProperties().GetActiveTcpConnections()) {
        $mine = $connection.LocalEndPoint.Port -eq $Set['port'] -and ($Set['host'] -ceq '0.0.0.0' -or $connection.LocalEndPoint.Address.ToString() -eq $Set['host'])
        if ($mine -and $known -notcontains $connection.RemoteEndPoint.Address.ToString()) {
            return $false
        }
    }
    return $true
}

#endregion
