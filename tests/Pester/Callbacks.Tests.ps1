BeforeAll {
    $manifest = Join-Path $PSScriptRoot '../../SalesManagoMobile.psd1'
    $token = '0123456789abcdefghij'

    # Two receivers of one run never share a port: the system hands out a free one.
    function Get-FreePort {
        $listener = [System.Net.Sockets.TcpListener]::new([System.Net.IPAddress]::Loopback, 0)
        $listener.Start()
        try { $listener.LocalEndpoint.Port } finally { $listener.Stop() }
    }

    function Start-Receiver([hashtable] $Parameters) {
        Start-ThreadJob -ArgumentList $manifest, $Parameters {
            param($manifest, $parameters)
            Import-Module $manifest
            Receive-SmCallback @parameters
        }
    }

    # What a receiver that ends by itself has emitted.
    function Complete-Receiver($Job) {
        try { $Job | Receive-Job -Wait 6>$null } finally { $Job | Remove-Job -Force }
    }

    # A receiver is up when it answers a GET on its URL.
    function Wait-Receiver([string] $Url) {
        foreach ($attempt in 1..100) {
            try { return (Invoke-WebRequest $Url -TimeoutSec 5).Content.Trim() } catch { Start-Sleep -Milliseconds 100 }
        }
        throw "Nobody answers at $Url"
    }
}

Describe 'ConvertFrom-SmCallback' {
    It 'types a form body' {
        $callback = ConvertFrom-SmCallback 'TYPE=SMS&STATUS=BAD_TO&TO=%2B48600' -SourceAddress 203.0.113.9
        $callback | Should -BeOfType SalesManagoMobile.Callbacks.SmSmsCallback
        $callback.To | Should -Be '+48600'
        $callback.Outcome | Should -Be 'Failed'
        $callback.SourceAddress | Should -Be '203.0.113.9'
    }

    It 'types bytes in the character set of the header' {
        $bytes = [byte[]] ([byte[]] [char[]] 'TYPE=MO_MESSAGE&TEXT=' + [byte[]] (0xBF, 0xF3, 0xB3, 0x77))
        (ConvertFrom-SmCallback -Body $bytes -ContentType 'application/x-www-form-urlencoded; charset=windows-1250').Text | Should -Be 'żółw'
    }

    It 'types fields that a web host took apart: <Name>' -ForEach @(
        @{ Name = 'a hashtable'; Fields = @{ type = 'GEOFENCE'; latitude = 52.25; longitude = '21' } }
        @{ Name = 'an object'; Fields = [pscustomobject] @{ type = 'GEOFENCE'; latitude = 52.25; longitude = '21' } }
        @{ Name = 'parsed JSON'; Fields = '{"type":"GEOFENCE","latitude":52.25,"longitude":"21"}' | ConvertFrom-Json }
    ) {
        $callback = $Fields | ConvertFrom-SmCallback
        $callback | Should -BeOfType SalesManagoMobile.Callbacks.SmLocationCallback
        $callback.Latitude | Should -Be 52.25
        $callback.Longitude | Should -Be 21
    }

    It 'takes a body from the pipeline' {
        ('{"TYPE":"EVENT","UTC_WHEN":1772366400000}' | ConvertFrom-SmCallback).UtcWhen | Should -Be ([DateTimeOffset] '2026-03-01T12:00:00Z')
    }

    It 'keeps nested values and lists of a hashtable' {
        $callback = @{ TYPE = 'SMS'; STATUS = 'SENT', 'READ'; EXTRA = @{ a = @(1, $null, $true) } } | ConvertFrom-SmCallback
        $callback.Status | Should -Be 'SENT'
        $fields = $callback.Fields | ConvertFrom-Json
        $fields.STATUS | Should -Be 'SENT', 'READ'
        $fields.EXTRA | Should -Be '{"a":[1,null,true]}'
    }

    It 'keeps what nobody documents' {
        $callback = ConvertFrom-SmCallback 'hello'
        $callback | Should -BeOfType SalesManagoMobile.Callbacks.SmUnknownCallback
        $callback.Body | Should -Be 'hello'
    }

    It 'writes CSV without type names' {
        $csv = ConvertFrom-SmCallback 'TYPE=EVENT&LOCATION=1.5,2.5&UTC_WHEN=1772366400000' | ConvertTo-Csv
        $csv -join "`n" | Should -Not -Match 'System\.'
    }

    It 'names a spool that it cannot read and reads the others' {
        $null = New-Item (Join-Path $TestDrive 'empty.spool')
        ConvertFrom-SmCallback -SpoolPath (Join-Path $TestDrive '*.spool') | Should -BeNullOrEmpty
        { ConvertFrom-SmCallback -SpoolPath (Join-Path $TestDrive 'none') -ErrorAction Stop } | Should -Throw '*none*'
    }
}

Describe 'Receive-SmCallback' {
    It 'emits each shape that is sent, once, and keeps them all' {
        $prefix = "http://localhost:$(Get-FreePort)/callbacks/"
        $spool = Join-Path $TestDrive 'ten.spool'
        $job = Start-Receiver @{ Prefix = $prefix; Token = $token; SpoolPath = $spool; First = 10 }
        Wait-Receiver $prefix$token | Should -Be 'The callback receiver is up.'

        $deliveries = Send-SmCallback $prefix$token
        $callbacks = Complete-Receiver $job

        $deliveries.IsAccepted | Should -Not -Contain $false
        $callbacks.Kind | Should -Be $deliveries.Kind
        ($callbacks.Kind | Sort-Object -Unique).Count | Should -Be 10
        (ConvertFrom-SmCallback -SpoolPath $spool).Fields | Should -Be $callbacks.Fields
    }

    It 'hands on at the next start what -First left behind' {
        $prefix = "http://localhost:$(Get-FreePort)/callbacks/"
        $spool = Join-Path $TestDrive 'left.spool'
        $job = Start-Receiver @{ Prefix = $prefix; Token = $token; SpoolPath = $spool; TimeoutSec = 600 }
        $null = Wait-Receiver $prefix$token
        $null = Send-SmCallback $prefix$token -Kind Sms -Count 3
        while (@(ConvertFrom-SmCallback -SpoolPath $spool).Count -lt 3) { Start-Sleep -Milliseconds 50 }
        $job | Stop-Job -PassThru | Remove-Job
        Remove-Item "$spool.cursor"

        $first = Receive-SmCallback -Prefix $prefix -Token $token -SpoolPath $spool -First 1 6>$null
        $rest = Receive-SmCallback -Prefix $prefix -Token $token -SpoolPath $spool -TimeoutSec 1 6>$null

        @($first).Count | Should -Be 1
        @($rest).Count | Should -Be 2
    }

    # Only Linux has a file that is always full.
    if ($IsLinux) {
        It 'goes on when it cannot note how far it got, and says so once' {
            $prefix = "http://localhost:$(Get-FreePort)/callbacks/"
            $spool = Join-Path $TestDrive 'noted.spool'
            $job = Start-Receiver @{ Prefix = $prefix; Token = $token; SpoolPath = $spool; First = 3 }
            $null = Wait-Receiver $prefix$token
            $null = Send-SmCallback $prefix$token -Kind Sms -Count 3
            $null = Complete-Receiver $job
            Remove-Item "$spool.cursor"
            $null = New-Item -ItemType SymbolicLink -Path "$spool.cursor" -Target /dev/full

            $again = Receive-SmCallback -Prefix $prefix -Token $token -SpoolPath $spool -First 3 -ErrorVariable failures -ErrorAction SilentlyContinue 6>$null

            @($again).Count | Should -Be 3
            @($failures).Count | Should -Be 1
            $failures[0].FullyQualifiedErrorId | Should -BeLike 'CursorNotSaved,*'
        }
    }

    It 'receives what the sandbox posts about a push' {
        $prefix = "http://localhost:$(Get-FreePort)/callbacks/"
        $job = Start-Receiver @{ Prefix = $prefix; Token = $token; SpoolPath = (Join-Path $TestDrive 'sandbox.spool'); First = 2 }
        $null = Wait-Receiver $prefix$token
        $sandbox = Start-SmSandbox -CallbackUrl $prefix$token
        try {
            $sandbox | Connect-SmAccount
            $null = Get-SmPush | Select-Object -First 1 | Send-SmPush -Email name@example.com
            $sandbox.Advance('00:10:00')
            $callbacks = Complete-Receiver $job
        }
        finally {
            Stop-SmSandbox $sandbox
            Disconnect-SmAccount
        }

        $callbacks | Should -BeOfType SalesManagoMobile.Callbacks.SmPushCallback
        $callbacks.Status | Should -Be 'SENDING', 'SENT'
        $callbacks[0].MessangiId | Should -Be $callbacks[1].MessangiId
    }

    It 'receives the later delivery reports that the sandbox posts when asked' {
        $prefix = "http://localhost:$(Get-FreePort)/callbacks/"
        $job = Start-Receiver @{ Prefix = $prefix; Token = $token; SpoolPath = (Join-Path $TestDrive 'reports.spool'); First = 2 }
        $null = Wait-Receiver $prefix$token
        $sandbox = Start-SmSandbox -CallbackUrl $prefix$token -Quirk JsonDeliveryReports
        try {
            $sandbox | Connect-SmAccount
            $null = Get-SmPush | Select-Object -First 1 | Send-SmPush -Email name@example.com
            $sandbox.Advance('00:00:01')
            $callbacks = Complete-Receiver $job
        }
        finally {
            Stop-SmSandbox $sandbox
            Disconnect-SmAccount
        }

        $callbacks | Should -BeOfType SalesManagoMobile.Callbacks.SmDeliveryReportCallback
        $callbacks.Outcome | Should -Be 'Pending', 'Delivered'
    }

    It 'believes a trusted proxy and lets in whom it names' {
        $prefix = "http://localhost:$(Get-FreePort)/callbacks/"
        $job = Start-Receiver @{
            Prefix = $prefix; Token = $token; SpoolPath = (Join-Path $TestDrive 'proxy.spool'); First = 1
            TrustedProxy = '127.0.0.1', '::1'; AllowFrom = '203.0.113.0/24', '2001:db8::/32'
        }
        $forwarded = @{ 'X-Forwarded-For' = '203.0.113.9' }
        foreach ($attempt in 1..100) {
            try { $null = Invoke-WebRequest $prefix$token -Headers $forwarded -TimeoutSec 5; break } catch { Start-Sleep -Milliseconds 100 }
        }
        { Invoke-WebRequest $prefix$token -Method Post -Body 'TYPE=SMS' -TimeoutSec 30 } | Should -Throw '*404*'
        $null = Invoke-WebRequest $prefix$token -Method Post -Body 'TYPE=SMS' -Headers $forwarded -TimeoutSec 30
        (Complete-Receiver $job).SourceAddress | Should -Be '203.0.113.9'
    }

    It 'ends with what came when its time is over' {
        $prefix = "http://localhost:$(Get-FreePort)/callbacks/"
        Receive-SmCallback -Prefix $prefix -Token $token -SpoolPath (Join-Path $TestDrive 'time.spool') -TimeoutSec 1 6>$null | Should -BeNullOrEmpty
    }

    It 'is stopped at once, and its port is free again' {
        $port = Get-FreePort
        $prefix = "http://localhost:$port/callbacks/"
        $job = Start-Receiver @{ Prefix = $prefix; Token = $token; SpoolPath = (Join-Path $TestDrive 'stop.spool') }
        $null = Wait-Receiver $prefix$token

        $job | Stop-Job
        $job | Wait-Job -Timeout 30 | Remove-Job

        { Invoke-WebRequest $prefix$token -TimeoutSec 5 } | Should -Throw
    }

    It 'stops when the pipeline has enough' {
        $prefix = "http://localhost:$(Get-FreePort)/callbacks/"
        $spool = Join-Path $TestDrive 'enough.spool'
        $job = Start-ThreadJob -ArgumentList $manifest, $prefix, $token, $spool {
            param($manifest, $prefix, $token, $spool)
            Import-Module $manifest
            Receive-SmCallback -Prefix $prefix -Token $token -SpoolPath $spool | Select-Object -First 2
        }
        $null = Wait-Receiver $prefix$token
        $null = Send-SmCallback $prefix$token -Kind Push -Count 2
        @(Complete-Receiver $job).Count | Should -Be 2
    }

    It 'shows the URL with a new token when none is given, and never one that was given' {
        $prefix = "http://localhost:$(Get-FreePort)/callbacks/"
        $made = Receive-SmCallback -Prefix $prefix -SpoolPath (Join-Path $TestDrive 'made.spool') -TimeoutSec 1 6>&1
        $given = Receive-SmCallback -Prefix $prefix -Token $token -SpoolPath (Join-Path $TestDrive 'made.spool') -TimeoutSec 1 -Verbose 4>&1 6>&1
        "$made" | Should -Match ([regex]::Escape($prefix) + '[A-Za-z0-9_-]{43},')
        "$given" | Should -Not -Match $token
        "$given" | Should -Match ([regex]::Escape($prefix) + '\*\*\*')
    }

    It 'says what is wrong with <Name>' -ForEach @(
        @{ Name = 'a prefix'; Parameters = @{ Prefix = 'localhost:80' }; Id = 'InvalidParameter,*' }
        @{ Name = 'a token'; Parameters = @{ Token = 'short' }; Id = 'InvalidParameter,*' }
        @{ Name = 'a network'; Parameters = @{ AllowFrom = '10.0.0.0/99' }; Id = 'InvalidParameter,*' }
        @{ Name = 'https without a certificate'; Parameters = @{ Prefix = 'https://localhost:0/' }; Id = 'InvalidParameter,*' }
        @{ Name = 'an address of another machine'; Parameters = @{ Prefix = 'http://192.0.2.1:0/' }; Id = 'ListenFailed,*' }
        @{ Name = 'a spool in a folder that is not there'; Parameters = @{ SpoolPath = '/no/such/folder/x.spool' }; Id = 'SpoolUnavailable,*' }
    ) {
        $all = @{ Prefix = 'http://localhost:0/'; SpoolPath = (Join-Path $TestDrive 'wrong.spool') }
        foreach ($name in $Parameters.Keys) { $all[$name] = $Parameters[$name] }
        { Receive-SmCallback @all -TimeoutSec 1 6>$null } | Should -Throw -ErrorId $Id
    }

    It 'speaks TLS with a certificate and a key that were read from PEM files' {
        $key = [System.Security.Cryptography.ECDsa]::Create()
        $request = [System.Security.Cryptography.X509Certificates.CertificateRequest]::new('CN=localhost', $key, 'SHA256')
        $made = $request.CreateSelfSigned([DateTimeOffset]::UtcNow.AddDays(-1), [DateTimeOffset]::UtcNow.AddDays(1))
        $certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::CreateFromPem(
            $made.ExportCertificatePem(), $key.ExportPkcs8PrivateKeyPem())
        $url = "https://localhost:$(Get-FreePort)/callbacks/"
        $job = Start-Receiver @{ Prefix = $url; Token = $token; SpoolPath = (Join-Path $TestDrive 'tls.spool'); First = 1; Certificate = $certificate }
        foreach ($attempt in 1..100) {
            try { $null = Invoke-WebRequest $url$token -SkipCertificateCheck -TimeoutSec 5; break } catch { Start-Sleep -Milliseconds 100 }
        }

        $null = Invoke-WebRequest $url$token -Method Post -Body 'TYPE=SMS&STATUS=READ' -SkipCertificateCheck -TimeoutSec 30

        (Complete-Receiver $job).Status | Should -Be 'READ'
        $certificate.HasPrivateKey | Should -BeTrue
    }

    It 'refuses a spool that another receiver uses' {
        $prefix = "http://localhost:$(Get-FreePort)/callbacks/"
        $spool = Join-Path $TestDrive 'shared.spool'
        $job = Start-Receiver @{ Prefix = $prefix; Token = $token; SpoolPath = $spool }
        $null = Wait-Receiver $prefix$token
        { Receive-SmCallback -Prefix http://localhost:0/ -SpoolPath $spool -TimeoutSec 1 } | Should -Throw -ErrorId 'SpoolUnavailable,*'
        $job | Stop-Job -PassThru | Remove-Job
    }
}

Describe 'Receive-SmCallback -ForwardTo' {
    It 'forwards each callback to every target before it ends, and the spool shows it' {
        $target = "http://localhost:$(Get-FreePort)/target/"
        $prefix = "http://localhost:$(Get-FreePort)/callbacks/"
        $down = "http://localhost:$(Get-FreePort)/down/$token"
        $spool = Join-Path $TestDrive 'forwarded.spool'
        $second = Start-Receiver @{ Prefix = $target; Token = $token; SpoolPath = (Join-Path $TestDrive 'target.spool'); First = 3 }
        $null = Wait-Receiver $target$token
        $first = Start-Receiver @{ Prefix = $prefix; Token = $token; SpoolPath = $spool; First = 3; ForwardTo = "$target$token", $down; Verbose = $true }
        $null = Wait-Receiver $prefix$token
        $null = Send-SmCallback $prefix$token -Kind Sms, Push, DeliveryReport

        $null = $first | Wait-Job -Timeout 60
        $verbose = "$($first.Verbose)"
        $all = Complete-Receiver $first 3>&1
        $forwarded = Complete-Receiver $second

        $forwarded.Fields | Should -Be ($all | Where-Object { $_ -is [SalesManagoMobile.Callbacks.SmCallback] }).Fields
        $kept = ConvertFrom-SmCallback -SpoolPath $spool
        $kept.ForwardedTo | Should -Be (@("${target}***") * 3)
        $kept | Out-String -Width 160 | Should -Match 'Forwarded[\s\S]+Sms .+ 1 '
        @($all | Where-Object { $_ -is [System.Management.Automation.WarningRecord] }).Count | Should -Be 1
        $verbose | Should -Match 'Forwarded: Push to http://localhost:\d+/target/\*\*\*, answered 200'
        "$all $verbose" | Should -Not -Match $token

        # The target that was down gets everything from the next run.
        $late = Start-Receiver @{ Prefix = ($down -replace '[^/]+$'); Token = $token; SpoolPath = (Join-Path $TestDrive 'late.spool'); First = 3 }
        $null = Wait-Receiver $down
        $null = Receive-SmCallback -Prefix $prefix -Token $token -SpoolPath $spool -ForwardTo "$target$token", $down -TimeoutSec 1 6>$null
        (Complete-Receiver $late).Fields | Should -Be $kept.Fields
        ((ConvertFrom-SmCallback -SpoolPath $spool)[2].ForwardedTo -split ', ' | Sort-Object) |
            Should -Be ("${target}***", ($down -replace '[^/]+$', '***') | Sort-Object)
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'http to another machine'; Targets = 'http://example.com/x'; Message = '*does not use https*' }
        @{ Name = 'what is no web address'; Targets = 'localhost:8080'; Message = '*http://*' }
        @{ Name = 'one target twice'; Targets = 'https://example.com/x', 'https://example.com/x'; Message = '*twice*' }
        @{ Name = 'itself'; Targets = 'http://localhost:{0}/callbacks/0123456789abcdefghij'; Message = '*itself*' }
    ) {
        $port = Get-FreePort
        $all = @{ Prefix = "http://localhost:$port/callbacks/"; Token = $token; SpoolPath = (Join-Path $TestDrive 'no.spool'); TimeoutSec = 1 }
        { Receive-SmCallback @all -ForwardTo @($Targets | ForEach-Object { $_ -f $port }) 6>$null } | Should -Throw $Message -ErrorId 'InvalidParameter,*'
    }
}

Describe 'The views of callbacks' {
    It 'show all kinds in one table' {
        $table = 'TYPE=SMS&TO=48600&STATUS=READ&MESSAGE_BODY=Hi', 'TYPE=EVENT&DEVICE_ID=d-1&EVENT_TYPE=OPEN&CAMPAIGN_NAME=Spring', 'TYPE=GEOFENCE&latitude=1.5', 'odd' |
            ConvertFrom-SmCallback | Out-String -Width 160
        @($table -split '\n' -match 'ReceivedAt').Count | Should -Be 1
        $table | Should -Match 'Sms\s+48600\s+READ\s+Hi'
        $table | Should -Match 'Interaction\s+d-1\s+OPEN\s+Spring'
        $table | Should -Match 'Location\s+GEOFENCE 1.5'
        $table | Should -Match 'Unknown\s+odd'
    }

    It 'list every property' {
        $callback = ConvertFrom-SmCallback 'TYPE=EVENT'
        $list = $callback | Format-List | Out-String
        foreach ($property in $callback.PSObject.Properties.Name) { $list | Should -Match "(?m)^$property +:" }
    }
}

Describe 'Send-SmCallback' {
    BeforeAll {
        $prefix = "http://localhost:$(Get-FreePort)/callbacks/"
        $spool = Join-Path $TestDrive 'send.spool'
        $job = Start-Receiver @{ Prefix = $prefix; Token = $token; SpoolPath = $spool }
        $null = Wait-Receiver $prefix$token
    }

    AfterAll {
        $job | Stop-Job -PassThru | Remove-Job
    }

    It 'makes the same callbacks from the same seed' {
        $null = Send-SmCallback $prefix$token -Kind Sms, Push, Email, UserResponse -Count 8 -Seed 7 -Repeat 2
        $fields = (ConvertFrom-SmCallback -SpoolPath $spool | Select-Object -Last 16).Fields
        $fields[0..7] | Should -Be $fields[8..15]
        (ConvertFrom-SmCallback -SpoolPath $spool | Select-Object -Last 1 -Skip 1).IsDuplicate | Should -BeTrue
    }

    It 'says what it is told to say, in each encoding' -ForEach 'Form', 'Multipart', 'Json' {
        $null = Send-SmCallback $prefix$token -Kind Sms -Status READ -Field @{ from = '7055'; TO = $null; NOTE = 'żółw & co' } -Encoding $_
        $callback = ConvertFrom-SmCallback -SpoolPath $spool | Select-Object -Last 1
        $callback.Status, $callback.From | Should -Be 'READ', '7055'
        $callback.To | Should -BeNullOrEmpty
        ($callback.Fields | ConvertFrom-Json).NOTE | Should -Be 'żółw & co'
    }

    It 'replays a spool byte for byte, at a rate' {
        $copy = Join-Path $TestDrive 'copy.spool'
        Copy-Item $spool $copy
        $count = @(ConvertFrom-SmCallback -SpoolPath $copy).Count
        $deliveries = Send-SmCallback $prefix$token -SpoolPath $copy -RatePerSecond 1000
        $deliveries.Count | Should -Be $count
        (ConvertFrom-SmCallback -SpoolPath $spool | Select-Object -Last $count).Fields | Should -Be (ConvertFrom-SmCallback -SpoolPath $copy).Fields
    }

    It 'posts several at once' {
        $deliveries = Send-SmCallback $prefix$token -Kind Facebook -Count 40 -ThrottleLimit 8
        $deliveries.IsAccepted | Should -Be (@($true) * 40)
        $ids = ConvertFrom-SmCallback -SpoolPath $spool | Select-Object -Last 40 | ForEach-Object MessangiId | Sort-Object -Unique
        $ids.Count | Should -Be 40
    }

    It 'posts callbacks from the pipeline again' {
        $again = ConvertFrom-SmCallback 'TYPE=USER_RESPONSE&TEXT=again' | Send-SmCallback $prefix$token
        $again.Kind | Should -Be 'UserResponse'
        (ConvertFrom-SmCallback -SpoolPath $spool | Select-Object -Last 1).Text | Should -Be 'again'
    }

    It 'posts again, as it was, <Name>' -ForEach @(
        @{ Name = 'what nobody documents'; Callback = { @{ TYPE = 'NEW'; A = 1 } | ConvertFrom-SmCallback } }
        @{ Name = 'a field that came twice'; Callback = { ConvertFrom-SmCallback 'TYPE=SMS&STATUS=SENT&STATUS=READ' } }
    ) {
        $sent = & $Callback
        $null = $sent | Send-SmCallback $prefix$token
        $kept = ConvertFrom-SmCallback -SpoolPath $spool | Select-Object -Last 1
        $kept | Should -BeOfType $sent.GetType()
        $kept.Fields | Should -Be $sent.Fields
    }

    It 'reports what the receiver refuses, without the token' {
        $delivery = Send-SmCallback "${prefix}wrong-token-of-a-stranger" -Kind Sms -ErrorVariable failures -ErrorAction SilentlyContinue
        $delivery.StatusCode | Should -Be 404
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'CallbackSendFailed,*'
        $delivery | Format-List * | Out-String | Should -Not -Match 'stranger'
        "$failures" | Should -Not -Match 'stranger'
    }

    It 'reports that nobody listens' {
        $delivery = Send-SmCallback "http://localhost:$(Get-FreePort)/x" -Kind Sms -ErrorAction SilentlyContinue
        $delivery.IsAccepted | Should -BeFalse
        $delivery.StatusCode | Should -BeNullOrEmpty
        $delivery.Message | Should -Not -BeNullOrEmpty
    }

    It 'reports five of many that nobody takes, and counts the others' {
        $deliveries = Send-SmCallback "http://localhost:$(Get-FreePort)/x" -ErrorAction SilentlyContinue -ErrorVariable failures -WarningVariable told -WarningAction SilentlyContinue
        $deliveries.Count | Should -Be 10
        $failures.Count | Should -Be 5
        $told | Should -Be '5 more errors of the kind CallbackSendFailed are not shown; the Message of each result has the reason.'
    }

    It 'does not send to another machine in the clear' {
        { Send-SmCallback http://example.com/callbacks/x -Kind Sms } | Should -Throw -ErrorId 'InvalidParameter,*'
        $refusal = { Send-SmCallback ftp://example.com/callbacks/token -Kind Sms } | Should -Throw -ErrorId 'InvalidParameter,*' -PassThru
        $refusal.TargetObject | Should -BeNullOrEmpty
    }

    It 'posts nothing with -WhatIf' {
        $before = @(ConvertFrom-SmCallback -SpoolPath $spool).Count
        Send-SmCallback $prefix$token -WhatIf
        @(ConvertFrom-SmCallback -SpoolPath $spool).Count | Should -Be $before
    }
}
