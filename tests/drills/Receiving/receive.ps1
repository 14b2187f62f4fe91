# What an admin would run as a service: hands each callback on, here by noting its id.
param([string] $Module, [string] $Prefix, [string] $Token, [string] $SpoolPath, [string] $NotesPath)

Import-Module $Module
$notes = [System.IO.StreamWriter]::new($NotesPath, $true)
$notes.AutoFlush = $true
Receive-SmCallback -Prefix $Prefix -Token $Token -SpoolPath $SpoolPath | ForEach-Object { $notes.WriteLine($_.MessangiId) }
