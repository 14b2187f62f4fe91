# What a scheduled task would run: sends one push to each recipient with a journal, and says at the end how many inputs ended how.
# Server and credentials come from the environment.
param([string] $Module, [string] $JournalPath, [int] $Count, [string] $PushId)

Import-Module $Module
Connect-SmAccount
$counts = @{}
0..($Count - 1) | ForEach-Object { [pscustomobject]@{ Email = "recipient$_@example.com" } } |
    Send-SmPush -PushId $PushId -JournalPath $JournalPath -ErrorAction SilentlyContinue -InformationAction Ignore -WarningAction Ignore |
    ForEach-Object { $counts["$($_.Status)"]++ }
('Accepted', 'Failed', 'Skipped', 'Unknown').ForEach({ [int] $counts[$_] }) -join ' '
