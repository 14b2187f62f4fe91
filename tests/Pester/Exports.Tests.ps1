BeforeAll {
    Connect-SmAccount -Sandbox
    $push = Get-SmPush | Where-Object { Get-SmConversation -PushId $_.Id } | Select-Object -First 1
    $conversation = Get-SmConversation -PushId $push.Id | Select-Object -First 1
    $quick = @{ PollIntervalSec = 1; TimeoutSec = 30 }
    $csv = "contactId,email,name,clickedDate`nc1,a@b.pl,`"Sale, big`",1600345364000`nc2,c@d.pl,Sale,null`n"
}

AfterAll { Disconnect-SmAccount }

Describe 'Start-SmExport' {
    It 'starts one job for a conversation from the pipeline' {
        $job = $conversation | Start-SmExport
        $job | Should -HaveCount 1
        $job.Status | Should -Be 'Running'
        $job.ConversationId | Should -Be $conversation.ConversationId
    }

    It 'splits a long range into jobs that neither overlap nor leave a gap' {
        $jobs = $push | Start-SmExport -After '2026-01-01T00:00Z' -Before '2026-03-20T12:00Z'
        $jobs | Should -HaveCount 3
        $jobs[0].After | Should -Be ([datetimeoffset] '2026-01-01T00:00Z')
        # Both ends count, in whole seconds.
        $jobs[1].After | Should -Be $jobs[0].Before.AddSeconds(1)
        $jobs[2].After | Should -Be $jobs[1].Before.AddSeconds(1)
        $jobs[2].Before | Should -Be ([datetimeoffset] '2026-03-20T12:00Z')
        $jobs.PushId | Select-Object -Unique | Should -Be $push.Id
    }

    It 'makes three jobs of ninety days up to now' {
        Start-SmExport -PushId $push.Id -After (Get-Date).AddDays(-90) | Should -HaveCount 3
    }

    It 'refuses a date that does not mean the same everywhere, and shows the right form' {
        { Start-SmExport -PushId $push.Id -After '01.11.2026' } | Should -Throw -ErrorId 'ParameterArgumentTransformationError,*' -ExpectedMessage "*'01.11.2026'*2026-03-31T09:00+02:00*"
        { Get-SmPushHistory name@example.com -Before '11/01/2026' } | Should -Throw -ExpectedMessage "*'Before'*'11/01/2026'*"
    }

    It 'takes pushes and conversations for their ids, and asks for all at once in their order' {
        $conversations = Get-SmConversation -PushId $push
        $jobs = Start-SmExport -ConversationId $conversations
        $jobs.ConversationId | Should -Be $conversations.ConversationId
        Start-SmExport -PushId $push -After (Get-Date).AddDays(-1) | Should -HaveCount 1
        (Get-SmPush | Get-SmConversationStats).ConversationId | Should -Be (Get-SmPush | Get-SmConversation | Get-SmConversationStats).ConversationId
    }

    It 'shows times with their offset in -WhatIf' {
        $file = Join-Path $TestDrive 'transcript.txt'
        $null = Start-Transcript $file
        Start-SmExport -PushId $push.Id -After '2026-01-01T00:00Z' -Before '2026-01-02T00:00Z' -WhatIf
        $null = Stop-Transcript
        Get-Content $file -Raw | Should -Match "2026-01-01 \d\d:\d\d [+-]\d\d:\d\d to 202"
    }

    It 'starts nothing with -WhatIf' {
        $next = (Start-SmExport $conversation.ConversationId).JobId + 1
        Start-SmExport $conversation.ConversationId -WhatIf | Should -BeNullOrEmpty
        (Start-SmExport $conversation.ConversationId).JobId | Should -Be $next
    }

    It 'ends the command at a range that ends before it begins' {
        { Start-SmExport -PushId $push.Id -After '2026-03-02' -Before '2026-03-01' } |
            Should -Throw -ErrorId 'InvalidParameter,*' -ExpectedMessage '-After 2026-03-02 * is not before -Before 2026-03-01 *'
    }
}

Describe 'Get-SmJob' {
    It 'asks once and keeps what is known of the export' {
        $job = Start-SmExport $conversation.ConversationId
        $first = $job | Get-SmJob
        $first.Status | Should -Be 'Running'
        $first.ConversationId | Should -Be $conversation.ConversationId
        $second = $first | Get-SmJob
        $second.Status | Should -Be 'Done'
        $second.FileUrl | Should -BeOfType uri
    }

    It 'lists the jobs of the session without arguments, and completes their ids' {
        $own = Connect-SmAccount -Sandbox -PassThru
        Get-SmJob -Session $own | Should -BeNullOrEmpty
        $id = (Get-SmPush -Session $own | Get-SmConversation -Session $own)[0].ConversationId
        $jobs = 1..3 | ForEach-Object { Start-SmExport $id -Session $own }
        $listed = Get-SmJob -Session $own
        $listed.JobId | Should -Be $jobs.JobId
        $listed.ConversationId | Should -Be $id, $id, $id
        $line = 'Wait-SmJob -JobId '
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain "$($jobs[1].JobId)"
        @() | Get-SmJob -Session $own | Should -BeNullOrEmpty
        Disconnect-SmAccount -Session $own
        Connect-SmAccount -Sandbox
    }

    It 'takes jobs as arguments, as rows of a file, and goes on after one that does not exist' {
        $jobs = 1..2 | ForEach-Object { Start-SmExport $conversation.ConversationId }
        (Get-SmJob $jobs).ConversationId | Should -Be $jobs.ConversationId
        ($jobs | ConvertTo-Csv | ConvertFrom-Csv | Get-SmJob).JobId | Should -Be $jobs.JobId
        (Get-SmJob $jobs[1], 999999, $jobs[0]).Status | Should -Be 'Done', 'Failed', 'Done'
    }
}

Describe 'Wait-SmJob' {
    It 'takes a job id from another day' {
        $id = (Start-SmExport $conversation.ConversationId).JobId
        $job = Wait-SmJob -JobId $id @quick
        $job.JobId | Should -Be $id
        $job.FileUrl | Should -Not -BeNullOrEmpty
    }

    It 'takes a job as an argument, keeps what is known of it, and asks every second in a sandbox' {
        $job = Start-SmExport $conversation.ConversationId
        $done = Wait-SmJob $job -TimeoutSec 30
        $done.ConversationId | Should -Be $conversation.ConversationId
        (Receive-SmJob $done).Count | Should -BeGreaterThan 0
    }

    It 'tells of the deadline with the job, and lets it be waited for again' {
        $job = Start-SmExport $conversation.ConversationId
        $job | Wait-SmJob -TimeoutSec 0 -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'JobNotReady,*'
        $failures[0].TargetObject.JobId | Should -Be $job.JobId
        "$($failures[0])" | Should -Match "$($job.JobId)"
        Wait-SmJob $job.JobId @quick | Should -HaveCount 1
    }

    It 'goes on with the others when one job fails' {
        $job = Start-SmExport $conversation.ConversationId
        $done = 999999, $job.JobId | Wait-SmJob @quick -ErrorVariable failures -ErrorAction SilentlyContinue
        $done.JobId | Should -Be $job.JobId
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'JobFailed,*'
        $failures[0].TargetObject.JobId | Should -Be 999999
    }
}

Describe 'Receive-SmJob' {
    It 'is the last but one part of one pipeline from a push to a file' {
        $file = Join-Path $TestDrive 'opens.csv'
        Start-SmExport -PushId $push.Id -After (Get-Date).AddDays(-90) | Wait-SmJob @quick | Receive-SmJob | Export-Csv $file
        $rows = Import-Csv $file
        $rows.Count | Should -BeGreaterThan 0
        $rows[0].Email | Should -Match '@'
        $rows[0].Source | Should -Match '\.csv$'
        $rows[0].PSObject.Properties.Value -join ' ' | Should -Not -Match 'System\.|SalesManagoMobile'
    }

    It 'writes records that come back as they were, under <culture>' -ForEach @(
        @{ culture = '' }, @{ culture = 'en-US' }, @{ culture = 'en-GB' }, @{ culture = 'pl-PL' }, @{ culture = 'th-TH' }, @{ culture = 'ar-SA' }
    ) {
        $rows = @(Start-SmExport $conversation.ConversationId | Receive-SmJob -Wait)
        $before = [cultureinfo]::CurrentCulture
        try {
            [cultureinfo]::CurrentCulture = $culture
            $rows | Export-Csv ($file = Join-Path $TestDrive 'records.csv')
            [cultureinfo]::CurrentCulture = 'fr-FR'
            $again = @(Import-SmDelivery $file -InputCulture $culture)
            $guessed = @(Import-SmDelivery $file -ErrorVariable failures -ErrorAction SilentlyContinue)
        }
        finally {
            [cultureinfo]::CurrentCulture = $before
        }

        foreach ($name in 'ContactId', 'Email', 'Phone', 'Name', 'Platform', 'Extra', 'Source', 'JobId') { $again.$name | Should -Be $rows.$name }
        foreach ($name in 'SentDate', 'DisplayedDate', 'ClickedDate', 'DismissedDate') {
            ($again | ForEach-Object { if ($_.$name) { $_.$name.ToUnixTimeSeconds() } else { 'none' } }) |
                Should -Be ($rows | ForEach-Object { if ($_.$name) { $_.$name.ToUnixTimeSeconds() } else { 'none' } })
        }

        # Without the name of the culture a row is right or refused.
        $guessed.Count + $failures.Count | Should -Be $rows.Count
        foreach ($row in $guessed) { $rows.Where({ $_.Email -eq $row.Email }).SentDate.ToUnixTimeSeconds() | Should -Contain $row.SentDate.ToUnixTimeSeconds() }
        foreach ($failure in $failures) { "$failure" | Should -Match 'records\.csv, line \d+: .*-InputCulture' }
    }

    It 'waits by itself with -Wait and marks rows with their job' {
        $job = Start-SmExport $conversation.ConversationId
        $rows = $job | Receive-SmJob -Wait @quick
        $rows.Count | Should -BeGreaterThan 0
        $rows.JobId | Select-Object -Unique | Should -Be $job.JobId
        $rows[0].SentDate | Should -BeOfType datetimeoffset
    }

    It 'says that a job has no file yet' {
        $job = Start-SmExport $conversation.ConversationId
        $job | Receive-SmJob -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'JobNotReady,*'
    }

    It 'puts raw files into a folder, emits them, and replaces them only with -Force' {
        $folder = Join-Path $TestDrive 'raw'
        $job = Start-SmExport $conversation.ConversationId | Wait-SmJob @quick
        $file = $job | Receive-SmJob -OutDirectory $folder
        $file | Out-String -Width 160 | Should -Match "\b$($file.Length)\b" -Because 'the table of files shows the size'
        $file | Should -BeOfType System.IO.FileInfo
        $file.Name | Should -Be "job-$($job.JobId).csv"
        ($file | Import-SmDelivery).Count | Should -Be ($job | Receive-SmJob).Count

        $job | Receive-SmJob -OutDirectory $folder -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'FileWriteFailed,*'
        $job | Receive-SmJob -OutDirectory $folder -Force | Should -Not -BeNullOrEmpty
        Get-ChildItem $folder | Should -HaveCount 1
    }

    It 'shows jobs on 80 columns with their ranges, and the beginning of what the server says' {
        $job = [SalesManagoMobile.Client.SmJob] @{
            JobId = 123456; Status = 'Failed'; PushId = [guid]::NewGuid(); Message = 'Export failed'
            After = '2026-09-08T12:00:00Z'; Before = '2026-10-08T12:00:00Z'
        }
        $shown = $job | Format-Table | Out-String -Width 80
        $shown | Should -Match '123456 .*2026-09-08 \d\d:00 2026-10-08 \d\d:00 Export'
        $shown -split '\r?\n' | Where-Object Length -GT 80 | Should -BeNullOrEmpty
    }

    It 'never replaces what is not a file, also with -Force: <Name>' -ForEach @(
        @{ Name = 'a device'; Path = { $IsWindows ? 'NUL' : (Join-Path $TestDrive 'pipe') } }
        @{ Name = 'a folder'; Path = { $TestDrive } }
        @{ Name = 'the root'; Path = { $IsWindows ? 'C:\' : '/' } }
    ) {
        if ($Name -eq 'a device' -and -not $IsWindows) { mkfifo (& $Path) }
        $job = Start-SmExport $conversation.ConversationId | Wait-SmJob @quick
        $job | Receive-SmJob -OutFile (& $Path) -Force -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'FileWriteFailed,*'
        $failures[0].Exception.Message | Should -BeLike '*Give the path of a file*'
    }

    # Elsewhere a file that is open can be replaced.
    if ($IsWindows) {
        It 'advises to close a file that another program has open, and leaves it as it was' {
            $path = Join-Path $TestDrive 'open.csv'
            Set-Content $path 'old'
            $job = Start-SmExport $conversation.ConversationId | Wait-SmJob @quick
            $open = [System.IO.File]::Open($path, 'Open', 'Read', 'Read')
            try { $job | Receive-SmJob -OutFile $path -Force -ErrorVariable failures -ErrorAction SilentlyContinue }
            finally { $open.Dispose() }
            $failures[0].Exception.Message | Should -BeLike '*open in another program, close it there.'
            $failures[0].ErrorDetails.RecommendedAction | Should -BeLike '*close the program that has the file open.'
            Get-Content $path | Should -Be 'old'
        }
    }

    It 'gives -OutFile to one job only' {
        $file = Join-Path $TestDrive 'one.csv'
        $jobs = 1..2 | ForEach-Object { Start-SmExport $conversation.ConversationId } | Wait-SmJob @quick
        $jobs | Receive-SmJob -OutFile $file -ErrorVariable failures -ErrorAction SilentlyContinue | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'InvalidParameter,*'
        $failures[0].TargetObject.JobId | Should -Be $jobs[1].JobId
    }

    It 'stops reading when the consumer has enough' {
        $job = Start-SmExport $conversation.ConversationId | Wait-SmJob @quick
        $job | Receive-SmJob | Select-Object -First 2 | Should -HaveCount 2
        Get-ChildItem ([System.IO.Path]::GetTempPath()) -Filter 'sm-*.tmp' | Should -BeNullOrEmpty
    }
}

Describe 'Import-SmDelivery' {
    BeforeAll {
        $manifest = Join-Path $PSScriptRoot '../../SalesManagoMobile.psd1'
    }

    BeforeEach {
        $file = Join-Path $TestDrive 'import[1].csv'
        Set-Content -LiteralPath $file -Value $csv -NoNewline
    }

    It 'reads what Export-Csv wrote with <Name>' -ForEach @(
        @{ Name = 'a semicolon'; Parameters = @{ Delimiter = ';' } }
        @{ Name = 'a tab, in UTF-16'; Parameters = @{ Delimiter = "`t"; Encoding = 'unicode' } }
        @{ Name = 'a bar, without quotes'; Parameters = @{ Delimiter = '|'; UseQuotes = 'AsNeeded' } }
        @{ Name = 'its type first'; Parameters = @{ Delimiter = ';'; IncludeTypeInformation = $true } }
    ) {
        $rows = Import-SmDelivery -LiteralPath $file
        $written = Join-Path $TestDrive 'written.csv'
        $rows | Export-Csv $written @Parameters
        $back = Import-SmDelivery $written -InputCulture (Get-Culture) -ErrorAction Stop
        $back.Email | Should -Be $rows.Email
        $back.SentDate | ForEach-Object ToUnixTimeSeconds | Should -Be ($rows.SentDate | ForEach-Object ToUnixTimeSeconds)
    }

    It 'reads typed objects' {
        $rows = Import-SmDelivery -LiteralPath $file
        $rows | Should -HaveCount 2
        $rows[0].Name | Should -Be 'Sale, big'
        $rows[0].ClickedDate | Should -Be ([datetimeoffset] '2020-09-17T12:22:44Z')
        $rows[1].ClickedDate | Should -BeNullOrEmpty
        $rows[1].Source | Should -Be 'import[1].csv'
    }

    It 'takes files and paths from the pipeline, and wildcards' {
        Set-Content (Join-Path $TestDrive 'import2.csv') $csv
        Get-ChildItem $TestDrive -Filter 'import*.csv' | Import-SmDelivery | Should -HaveCount 4
        Join-Path $TestDrive 'import*.csv' | Import-SmDelivery | Should -HaveCount 4
    }

    It 'refuses a pipe at once, although nobody writes to it, and reads the next file' -Skip:$IsWindows {
        $pipe = Join-Path $TestDrive 'pipe'
        mkfifo $pipe
        $job = Start-Job {
            Import-Module $using:manifest
            (Import-SmDelivery -LiteralPath $using:pipe, $using:file -ErrorVariable failures -ErrorAction SilentlyContinue).Count
            $failures.FullyQualifiedErrorId
            $failures.Exception.Message
        }
        try {
            $job | Wait-Job -Timeout 60 | Should -Not -BeNullOrEmpty
            $count, $id, $message = $job | Receive-Job
        }
        finally {
            # One that hangs in the system ends only with its process, or when somebody opens the other end.
            [System.IO.FileStream]::new($pipe, 'Open', 'ReadWrite').Dispose()
            $job | Remove-Job -Force
        }

        $count | Should -Be 2
        $id | Should -BeLike 'FileReadFailed,*'
        $message | Should -BeLike "$pipe could not be opened: It is a device, a pipe or a socket. Give the path of a file."
    }

    It 'writes values, not type names, to JSON' {
        $json = Import-SmDelivery -LiteralPath $file | ConvertTo-Json | ConvertFrom-Json
        $json[0].PSObject.Properties.Name | Should -Be 'ContactId', 'Email', 'Phone', 'Name', 'Platform', 'SentDate', 'DisplayedDate', 'ClickedDate', 'DismissedDate', 'Extra', 'Source', 'JobId'
        $json[0].ClickedDate.ToUniversalTime() | Should -Be ([datetime] '2020-09-17T12:22:44Z').ToUniversalTime()
        $json[1].ClickedDate | Should -BeNullOrEmpty
    }

    It 'tells of a bad row with file and line, and reads the rest' {
        Add-Content -LiteralPath $file -Value "c3,e@f.pl,Sale,yesterday`nc4,g@h.pl,Sale,1600345364000"
        $rows = Import-SmDelivery -LiteralPath $file -ErrorVariable failures -ErrorAction SilentlyContinue
        $rows.ContactId | Should -Be 'c1', 'c2', 'c4'
        $failures | Should -HaveCount 1
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'InvalidExportData,*'
        "$($failures[0])" | Should -Match 'import\[1\]\.csv, line 4'
    }

    It 'tells of a file that is not there, and reads the others' {
        $missing = Join-Path $TestDrive 'missing.csv'
        $rows = Import-SmDelivery -LiteralPath $missing, $file -ErrorVariable failures -ErrorAction SilentlyContinue
        $rows | Should -HaveCount 2
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'FileReadFailed,*'
        $failures[0].TargetObject | Should -Be $missing
    }

    It 'ends at the first bad row with -ErrorAction Stop' {
        Add-Content -LiteralPath $file -Value 'too,few'
        { Import-SmDelivery -LiteralPath $file -ErrorAction Stop } | Should -Throw '*line 4*'
    }
}

Describe 'An export from a server in trouble' {
    BeforeAll {
        function Connect-Troubled([hashtable] $Trouble) { Start-SmSandbox @Trouble | Connect-SmAccount -PassThru }

        function Start-Troubled($Session) {
            $id = Get-SmPush -Session $Session | Get-SmConversation -Session $Session | Select-Object -First 1 -ExpandProperty ConversationId
            Start-SmExport $id -Session $Session
        }
    }

    AfterEach { Stop-SmSandbox }

    It 'gives all rows although the address expires, the download breaks off and the server fails' {
        $calm = Connect-Troubled @{ JobPolls = 0 }
        $expected = Start-Troubled $calm | Receive-SmJob -Session $calm
        Stop-SmSandbox
        $session = Connect-Troubled @{ JobPolls = 0; ExpiredFileUrls = 1; BrokenDownloads = 2; FailedDownloads = 1 }
        $rows = Start-Troubled $session | Receive-SmJob -Session $session
        $rows.Email | Should -Be $expected.Email
    }

    It 'tells of a file that was cut short' {
        $session = Connect-Troubled @{ JobPolls = 0; TruncateFiles = $true; ExportFormat = 'GzipCsv' }
        Start-Troubled $session | Receive-SmJob -Session $session -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[-1].FullyQualifiedErrorId | Should -BeLike 'InvalidExportData,*'
        "$($failures[-1])" | Should -Match 'cut short'
    }

    It 'tells of a job that fails, in the words of the server' {
        $session = Connect-Troubled @{ JobsFail = $true }
        Start-Troubled $session | Wait-SmJob -Session $session -ErrorVariable failures -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'JobFailed,*'
        "$($failures[0])" | Should -Match 'Export failed'
    }

    It 'stops at once when it is stopped, and leaves nothing behind' {
        $session = Connect-Troubled @{ JobPolls = 0; DelayMilliseconds = 60000; FaultPath = '/files/' }
        $job = Start-Troubled $session
        $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'stopped')
        $shell = [powershell]::Create([System.Management.Automation.RunspaceMode]::NewRunspace)
        try {
            $manifest = (Get-Module SalesManagoMobile).Path -replace 'bin[/\\]SalesManagoMobile\.dll$', 'SalesManagoMobile.psd1'
            $null = $shell.AddScript('param($Manifest, $Session, $Job, $Folder) Import-Module $Manifest; $Job | Receive-SmJob -Session $Session -OutDirectory $Folder').
                AddArgument($manifest).AddArgument($session).AddArgument($job).AddArgument($folder.FullName)
            $running = $shell.BeginInvoke()
            $part = { (Get-ChildItem $folder).Name -like "job-$($job.JobId).*.part" }
            $limit = [datetime]::UtcNow.AddSeconds(30)
            while (-not (& $part) -and [datetime]::UtcNow -lt $limit -and -not $running.IsCompleted) { Start-Sleep -Milliseconds 20 }
            & $part | Should -Not -BeNullOrEmpty
            $watch = [System.Diagnostics.Stopwatch]::StartNew()
            $shell.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 20
        }
        finally {
            $shell.Dispose()
        }

        Get-ChildItem $folder | Should -BeNullOrEmpty
    }
}
