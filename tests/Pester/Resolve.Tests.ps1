BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
    $lostOnTheWay = @{ DropBeforeProcessingRate = 1; PathPrefix = '/api/mobile/push/send' }
    $answerLost = @{ DropAfterProcessingRate = 1; PathPrefix = '/api/mobile/push/send' }
    function Open-Account([hashtable] $Options = @{}) {
        $script:account = New-TestAccount @{} $Options
        $script:emails = @($account.Contacts).Email
        Connect-SmAccount -SandboxAccount $account
        $script:push = Get-SmPush | Select-Object -First 1
        $script:journal = Join-Path $TestDrive "$(New-Guid).journal"
    }

    # Sends to each under a fault; what is left is unknown.
    function Send-Lost([hashtable] $Faults, [string[]] $To, [hashtable] $Given = @{ PushId = $push.Id }) {
        Set-TestFault $account $Faults
        $null = $To | Send-SmPush @Given -JournalPath $journal -ErrorAction SilentlyContinue 6> $null
        Set-TestFault $account @{}
    }

    # A second is the shortest settle time: asks until it has passed.
    function Resolve-Settled {
        do { $entries = Resolve-SmSendJournal $journal -ClearMissing -SettleSec 1 6> $null } while ($entries.Reason -like '*settle time*')
        $entries
    }
}

AfterAll { Disconnect-SmAccount }

Describe 'Resolve-SmSendJournal' {
    BeforeEach { Open-Account }

    It 'finds in the history what arrived, with its evidence' {
        Send-Lost $answerLost $emails[0..2]
        $entries = Resolve-SmSendJournal $journal 6> $null
        $entries.Status | Should -Be 'Accepted', 'Accepted', 'Accepted'
        $entries.Recipient | Sort-Object | Should -Be ($emails[0..2] | Sort-Object)
        $entries[0].MessageId, $entries[0].SentDate | Should -Not -BeNullOrEmpty
        (Get-SmSendJournal $journal).SentDate | Sort-Object | Should -Be ($entries.SentDate | Sort-Object)
        ($emails[0..2] | Send-SmPush $push.Id -JournalPath $journal).Status | Should -Be 'Skipped', 'Skipped', 'Skipped'
        $account.CountSends().Sends | Should -Be 3
    }

    It 'leaves unknown what is not there, and clears it only with -ClearMissing after -SettleSec' {
        Send-Lost $lostOnTheWay $emails[0]
        (Resolve-SmSendJournal $journal 6> $null).Reason | Should -BeLike '*settle time*'
        (Resolve-SmSendJournal $journal -ClearMissing 6> $null).Reason | Should -BeLike '*settle time*'
        ($emails[0] | Send-SmPush $push.Id -JournalPath $journal -ErrorAction SilentlyContinue 6> $null).Status | Should -Be 'Unknown'
        (Resolve-Settled).Status | Should -Be 'NotSent'
        (Get-SmSendJournal $journal -Status NotSent).Recipient | Should -Be $emails[0]
        ($emails[0] | Send-SmPush $push.Id -JournalPath $journal).Status | Should -Be 'Accepted'
        $account.CountSendsTo($emails[0]) | Should -Be 1
    }

    It 'sends nobody a push twice who was asked about too early' {
        Open-Account @{ HistoryLag = [timespan]::FromHours(1) }
        Send-Lost $answerLost $emails[0..3]
        (Resolve-SmSendJournal $journal -ClearMissing 6> $null).Status | Should -Be (@('Unknown') * 4)
        $null = $emails[0..3] | Send-SmPush $push.Id -JournalPath $journal -ErrorAction SilentlyContinue 6> $null
        $account.CountSends().Sends | Should -Be 4
        $account.CountSends().Repeated | Should -Be 0
    }

    It 'writes nothing with -WhatIf' {
        Send-Lost $answerLost $emails[0..1]
        $before = Get-FileHash $journal
        (Resolve-SmSendJournal $journal -WhatIf 6> $null).Status | Should -Be 'Accepted', 'Accepted'
        (Get-FileHash $journal).Hash | Should -Be $before.Hash
        (Get-SmSendJournal $journal).Status | Should -Be 'Unknown', 'Unknown'
    }

    It 'knows custom pushes by their texts, and says why others stay unknown' {
        $custom = @{ Title = 'Hello'; Deeplink = 'app://shop' }
        Send-Lost $answerLost $emails[0] ($custom + @{ Content = 'Now ${off:10} off' })
        Send-Lost $answerLost $emails[1] ($custom + @{ Content = 'Now, ${cst.name:you}' })
        $entries = Resolve-SmSendJournal $journal 6> $null
        $entries.Status | Should -Be 'Accepted', 'Unknown'
        $entries[1].Reason | Should -Be 'The server fills in a part of the text.'
    }

    It 'looks up the recipients of a batch, and leaves its tags unknown' {
        Set-TestFault $account $answerLost
        $null = $emails[0..3] | Send-SmPushBatch $push.Id -JournalPath $journal -ErrorAction SilentlyContinue 6> $null
        $null = Send-SmPushBatch $push.Id -Tag VIP -JournalPath $journal -ErrorAction SilentlyContinue 6> $null
        Set-TestFault $account @{}
        $entries = Resolve-SmSendJournal $journal 6> $null
        $entries.Count | Should -Be 5
        $entries | Where-Object Recipient -eq 'TAG: VIP' | ForEach-Object Reason | Should -Be 'A send to a tag cannot be looked up.'
        @($entries | Where-Object Recipient -ne 'TAG: VIP').Count | Should -Be 4
    }

    It 'closes with a line that counts, says why, and how to go on' {
        Send-Lost $answerLost $emails[0]
        Send-Lost $lostOnTheWay $emails[1]
        $null = Resolve-SmSendJournal $journal -InformationVariable line 6> $null
        "$line" | Should -Be "${journal}: 1 accepted, 0 not sent, 1 still unknown. 1 unknown: Not in the history, but the settle time has not passed yet."
        $null = Resolve-Settled
        $null = Resolve-SmSendJournal $journal -InformationVariable line 6> $null
        "$line" | Should -Be "${journal}: 0 accepted, 0 not sent, 0 still unknown."
    }

    It 'takes journals from the pipeline, and reports one that cannot be read beside the others' {
        Send-Lost $answerLost $emails[0]
        $entries = Get-Item $journal | Resolve-SmSendJournal 6> $null
        $entries.Status | Should -Be 'Accepted'
        $null = Resolve-SmSendJournal -LiteralPath (Join-Path $TestDrive 'nothing.journal') -ErrorAction SilentlyContinue -ErrorVariable missing
        $missing.FullyQualifiedErrorId | Should -BeLike 'JournalUnavailable,*'
        Test-Path (Join-Path $TestDrive 'nothing.journal') | Should -BeFalse
    }

    It 'ends the command when the session cannot read the history' {
        $secret = ConvertTo-SecureString 'sandbox-secret' -AsPlainText
        $session = Connect-SmAccount -Endpoint https://app3.salesmanago.com -Credential ([pscredential]::new('sandbox-client', $secret)) -PassThru
        { Resolve-SmSendJournal $journal -Session $session } | Should -Throw -ErrorId 'MissingCredential,*'
    }
}
