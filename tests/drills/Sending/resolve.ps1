# What an admin runs after a crash: looks up in the history what the journal has as unknown. Server and credentials come from the
# environment.
param([string] $Module, [string] $JournalPath, [int] $SettleSec)

Import-Module $Module
Connect-SmAccount
@(Resolve-SmSendJournal $JournalPath -ClearMissing -SettleSec $SettleSec -InformationAction Ignore).Count
