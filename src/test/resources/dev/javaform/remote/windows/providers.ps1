# In the place of the helper's providers: a guest that is a table, so that everything between them can be tried on any PowerShell.
#
#   . ./jf.ps1; . ./providers.ps1
#   foreach ($case in (Get-Content -Raw ./contract.json | ConvertFrom-Json)) { Invoke-Jf $case.request }
#
# contract.json has, in order, what is asked of one guest and what it answers. The users are those of the tests' own guest: gamer
# (connected, logged on), admin (logged on), kid (not logged on), never (never logged on).

$global:JfGuest = @{
    keys = @{}
    values = @{}
    files = @{}
    writes = 0
    active = '381b4222-f694-41f0-9685-ff5bb260df2e'
    plans = @('381b4222-f694-41f0-9685-ff5bb260df2e')
    power = @{}
    hibernation = $true
}

function Get-JfFakeName {
    param([string]$Hive, [string]$Key)
    return ($Hive + '\' + $Key).ToLowerInvariant()
}

function Test-JfRegistryKey {
    param([string]$Hive, [string]$Key)
    return $global:JfGuest.keys.ContainsKey((Get-JfFakeName $Hive $Key))
}

function Get-JfRegistryValue {
    param([string]$Hive, [string]$Key, [string]$Name)
    $place = (Get-JfFakeName $Hive $Key) + '|' + $Name.ToLowerInvariant()
    if (-not $global:JfGuest.values.ContainsKey($place)) {
        return $null
    }
    return $global:JfGuest.values[$place]
}

function New-JfRegistryKey {
    param([string]$Hive, [string]$Key)
    $global:JfGuest.writes++
    Add-JfFakeKey $Hive $Key
}

function Add-JfFakeKey {
    param([string]$Hive, [string]$Key)
    $path = ''
    foreach ($part in $Key.Split('\')) {
        $path = ($path + '\' + $part).TrimStart('\')
        $global:JfGuest.keys[(Get-JfFakeName $Hive $path)] = $true
    }
}

function Set-JfRegistryValue {
    param([string]$Hive, [string]$Key, [string]$Name, [string]$Kind, $Data)
    $global:JfGuest.writes++
    Add-JfFakeKey $Hive $Key
    $global:JfGuest.values[(Get-JfFakeName $Hive $Key) + '|' + $Name.ToLowerInvariant()] = @{ kind = $Kind; data = $Data }
}

function Remove-JfRegistryValue {
    param([string]$Hive, [string]$Key, [string]$Name)
    $global:JfGuest.writes++
    $global:JfGuest.values.Remove((Get-JfFakeName $Hive $Key) + '|' + $Name.ToLowerInvariant())
}

function Remove-JfRegistryKey {
    param([string]$Hive, [string]$Key)
    $global:JfGuest.writes++
    $start = Get-JfFakeName $Hive $Key
    foreach ($name in @($global:JfGuest.keys.Keys)) {
        if ($name -eq $start -or $name.StartsWith("$start\", [StringComparison]::Ordinal)) {
            $global:JfGuest.keys.Remove($name)
        }
    }
    foreach ($name in @($global:JfGuest.values.Keys)) {
        if ($name.StartsWith("$start|", [StringComparison]::Ordinal) -or $name.StartsWith("$start\", [StringComparison]::Ordinal)) {
            $global:JfGuest.values.Remove($name)
        }
    }
}

function Get-JfSid {
    param([string]$User)
    $users = @{ gamer = '1001'; admin = '1002'; kid = '1003'; never = '1004' }
    if (-not $users.ContainsKey($User)) {
        throw "there is no user $User in this guest"
    }
    return 'S-1-5-21-1004336348-1177238915-682003330-' + $users[$User]
}

function Get-JfProfileFolder {
    param([string]$Sid)
    if ($Sid -ceq 'default') {
        return 'C:\Users\Default'
    }
    if ($Sid.EndsWith('1003')) {
        return 'C:\Users\kid'
    }
    return $null
}

# What is mounted keeps its values under the name of its file.
function Mount-JfHive {
    param([string]$Name, [string]$File)
    $global:JfGuest.files[$Name] = $File
    foreach ($place in @($global:JfGuest.keys.Keys)) {
        if ($place.StartsWith("file:$File\".ToLowerInvariant(), [StringComparison]::Ordinal)) {
            $global:JfGuest.keys["users\$Name\" + $place.Substring("file:$File\".Length)] = $true
        }
    }
    foreach ($place in @($global:JfGuest.values.Keys)) {
        if ($place.StartsWith("file:$File\".ToLowerInvariant(), [StringComparison]::Ordinal)) {
            $global:JfGuest.values["users\$Name\" + $place.Substring("file:$File\".Length)] = $global:JfGuest.values[$place]
        }
    }
}

function Dismount-JfHive {
    param([string]$Name)
    $start = "users\$Name\"
    $target = ('file:' + $global:JfGuest.files[$Name] + '\').ToLowerInvariant()
    foreach ($place in @($global:JfGuest.keys.Keys)) {
        if ($place.StartsWith($start, [StringComparison]::Ordinal)) {
            $global:JfGuest.keys[$target + $place.Substring($start.Length)] = $true
            $global:JfGuest.keys.Remove($place)
        }
    }
    foreach ($place in @($global:JfGuest.values.Keys)) {
        if ($place.StartsWith($start, [StringComparison]::Ordinal)) {
            $global:JfGuest.values[$target + $place.Substring($start.Length)] = $global:JfGuest.values[$place]
            $global:JfGuest.values.Remove($place)
        }
    }
}

function Add-JfFileBytes {
    param([string]$Path, [byte[]]$Bytes, [bool]$Begins)
    $old = ''
    if (-not $Begins) {
        $old = $global:JfGuest.files[$Path]
    }
    $global:JfGuest.files[$Path] = $old + [BitConverter]::ToString($Bytes).Replace('-', '')
}

function Get-JfFileHash {
    param([string]$Path)
    if (-not $global:JfGuest.files.ContainsKey($Path)) {
        return 'absent'
    }
    $hex = $global:JfGuest.files[$Path]
    $bytes = New-Object byte[] ($hex.Length / 2)
    for ($i = 0; $i -lt $bytes.Length; $i++) {
        $bytes[$i] = [Convert]::ToByte($hex.Substring(2 * $i, 2), 16)
    }
    $sum = [Security.Cryptography.SHA256]::Create().ComputeHash($bytes)
    return [BitConverter]::ToString($sum).Replace('-', '').ToLowerInvariant()
}

function Move-JfFile {
    param([string]$From, [string]$To)
    $global:JfGuest.writes++
    $global:JfGuest.files[$To] = $global:JfGuest.files[$From]
    $global:JfGuest.files.Remove($From)
}

function Remove-JfFile {
    param([string]$Path)
    $global:JfGuest.files.Remove($Path)
}

function Get-JfActivePlan {
    return $global:JfGuest.active
}

function Set-JfActivePlan {
    param([string]$Scheme)
    $global:JfGuest.writes++
    $global:JfGuest.active = $Scheme
}

function Get-JfPlanGuid {
    return $global:JfGuest.plans
}

function Get-JfPlanName {
    param([string]$Scheme)
    return 'Plan ' + $Scheme.Substring(0, 8)
}

function Copy-JfPlan {
    param([string]$From, [string]$To)
    $global:JfGuest.writes++
    $global:JfGuest.plans = @($global:JfGuest.plans) + @($To)
}

function Get-JfPowerIndex {
    param([string]$Scheme, [string]$Group, [string]$Setting, [bool]$Mains)
    $place = "$Scheme|$Group|$Setting|$Mains"
    if ($global:JfGuest.power.ContainsKey($place)) {
        return $global:JfGuest.power[$place]
    }
    return '1800'
}

function Set-JfPowerIndex {
    param([string]$Scheme, [string]$Group, [string]$Setting, [bool]$Mains, [string]$Index)
    $global:JfGuest.writes++
    $global:JfGuest.power["$Scheme|$Group|$Setting|$Mains"] = $Index
}

function Test-JfHibernateFile {
    return $global:JfGuest.hibernation
}

function Set-JfHibernate {
    param([string]$Word)
    $global:JfGuest.writes++
    $global:JfGuest.hibernation = $Word -eq 'on'
}

foreach ($jfKey in @('users\S-1-5-21-1004336348-1177238915-682003330-1001', 'users\S-1-5-21-1004336348-1177238915-682003330-1002')) {
    $global:JfGuest.keys[$jfKey.ToLowerInvariant()] = $true
}

function Test-JfAdministrator {
    return $true
}
