# Text from outside meets the screen: no escape sequence, direction control or hidden character of it may arrive there.

BeforeDiscovery {
    # A view may be of a type whose library has not been needed yet.
    Get-ChildItem (Join-Path $PSScriptRoot '../../bin') -Filter SalesManagoMobile*.dll | ForEach-Object { $null = [Reflection.Assembly]::LoadFrom($_) }
    $files = Get-ChildItem (Join-Path $PSScriptRoot '../../src/SalesManagoMobile/Formats') -Filter *.Format.ps1xml
    $types = $files | ForEach-Object { ([xml] (Get-Content $_)).SelectNodes('//TypeName').InnerText } | Sort-Object -Unique |
        Where-Object { ($_ -as [type]) -and -not ($_ -as [type]).IsAbstract -and ($_ -as [type]).GetConstructor([type[]] @()) }
    $cases = foreach ($type in $types) { foreach ($view in 'Format-Table', 'Format-List', 'Out-Default') { @{ Type = $type; View = $view } } }
}

BeforeAll {
    Import-Module (Join-Path $PSScriptRoot 'SandboxAccount.psm1') -Force
    $hostile = @(
        "`e[35mred`e[0m", "`e]8;;https://evil.example`e\link`e]8;;`e\", "`e]52;c;ZXZpbA==`a", "bell`a", "`u{9b}2J", "back`b`b`bspace", "one`rtwo", "line`u{2028}line", "para`u{2029}para"
        "`u{202e}txt.exe", "`u{2066}isolate`u{2069}", "zero`u{200b}width", "tag`u{e0041}`u{e007f}", "`u{feff}bom", "null`0", ([char] 0xD800 + 'lone')
    )
    $everything = -join $hostile
    $rendering = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'Ansi'

    # What is left when the colours of our own views are taken away must hold nothing that a terminal obeys or hides.
    function Get-Hidden([string] $Text) {
        $plain = $Text -replace "`e\[(0|2|31|32|33|32;1|32;1;3|31;1|33;1|36;1)m", '' -replace "[`r`n]", ''
        $pattern = '[\p{Cc}\p{Cf}\u2028\u2029]|\uDB40[\uDC00-\uDFFF]|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])'
        foreach ($match in [regex]::Matches($plain, $pattern)) { 'U+{0:X4}' -f [int] $match.Value[0] }
    }
    function New-Hostile([string] $Type) {
        $object = ($Type -as [type])::new()
        foreach ($property in $object.GetType().GetProperties()) {
            if ($property.CanWrite -and $property.PropertyType -eq [string]) { $property.SetValue($object, $everything) }
            if ($property.CanWrite -and $property.PropertyType -eq [uri]) { $property.SetValue($object, [uri] 'https://example.com/%E2%80%AE?a=%1B%5B') }
        }
        $object
    }
}

AfterAll {
    $PSStyle.OutputRendering = $rendering
    Disconnect-SmAccount
}

Describe 'The view of <Type>' -ForEach $cases {
    It 'shows hostile text harmless in <View>, and leaves the object as it came' {
        $object = New-Hostile $Type
        $shown = switch ($View) {
            'Format-Table' { $object | Format-Table -Wrap | Out-String -Width 4000 }
            'Format-List' { $object | Format-List | Out-String -Width 4000 }
            'Out-Default' { $object | Out-String -Width 300 }
        }
        Get-Hidden $shown | Should -BeNullOrEmpty
        foreach ($property in $object.PSObject.Properties | Where-Object { $_.IsSettable -and $_.TypeNameOfValue -eq 'System.String' }) {
            $property.Value | Should -BeExactly $everything
        }
    }
}

Describe 'A script whose output mixes types' {
    BeforeAll {
        Connect-SmAccount -Sandbox
        $PSStyle.OutputRendering = 'PlainText'
    }

    AfterAll { $PSStyle.OutputRendering = 'Ansi' }

    # PowerShell uses the view of the first object only.
    It 'shows the later objects as short lists' {
        $push = Get-SmPush 'Win-back discount'
        $result = Send-SmPush $push name@example.com
        $lists = $push, $result, (Get-SmPushHistory name@example.com -First 1), (Start-SmExport -PushId $push -After (Get-Date).AddDays(-5)) |
            Out-String -Width 120
        $lists | Should -Match '(?m)^Id +Name +Title'
        ([regex]::Match($lists, '(?ms)^Status.*?\r?\n\r?\n').Value -replace ' +:.*', '').Trim() -split '\r?\n' |
            Should -Be 'Status', 'Email', 'ContactId', 'UserId', 'Message'
        $lists | Should -Not -Match 'Attempts|MessageId|FileUrl'
    }

    It 'survives an import from a second folder' {
        $second = New-Item -ItemType Directory (Join-Path $TestDrive second)
        Copy-Item -Recurse (Join-Path $PSScriptRoot '../../SalesManagoMobile.psd1'), (Join-Path $PSScriptRoot '../../bin') $second
        $from = Join-Path $second SalesManagoMobile.psd1
        $shell = [powershell]::Create()
        try { $counts = $shell.AddScript("Import-Module '$PSScriptRoot/../../SalesManagoMobile.psd1'; Import-Module '$from'; (Get-TypeData SalesManagoMobile.Client.SmContact).DefaultDisplayPropertySet.ReferencedProperties.Count; `$error.Count").Invoke() }
        finally { $shell.Dispose() }
        $counts | Should -Be 5, 0
    }

    It 'shows at most seven properties of a <Type>' -ForEach ($types | ForEach-Object { @{ Type = $_ } }) {
        $object = ($Type -as [type])::new()
        $shown = $object.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames ?? $object.PSObject.Properties.Name
        $shown.Count | Should -BeLessOrEqual 7
        $shown | ForEach-Object { $object.PSObject.Properties.Name | Should -Contain $_ }
    }
}

Describe 'Hostile text of an account' {
    BeforeEach {
        $account = New-TestAccount
        $email = @($account.Contacts)[0].Email
        Connect-SmAccount -SandboxAccount $account
        $text = "`e[35mSale`u{202e}"
    }

    It 'stays as it came on the pipeline and is harmless in the table' {
        $null = Send-SmPush -Email $email -Title $text -Content "$text content" -Deeplink myapp://x
        $entry = Get-SmPushHistory $email -First 1
        $entry.Title | Should -BeExactly $text
        $shown = $entry | Out-String -Width 200
        Get-Hidden $shown | Should -BeNullOrEmpty
        $shown | Should -BeLike '*<U+001B>`[35mSale<U+202E>*'
    }

    It 'is harmless in <Stream>' -ForEach @(
        @{ Stream = 'an error'; Command = { Get-SmPush -ApplicationId "no`e[35mpe" 2>&1 } }
        @{ Stream = 'an error about a name'; Command = { Get-SmPush -Name "no`ape" 2>&1 } }
        @{ Stream = 'Get-Error'; Command = { Get-SmPush -ApplicationId "no`e[35mpe" -ErrorAction SilentlyContinue -ErrorVariable problem; $problem[0].Exception, $problem[0].ErrorDetails | Format-List * -Force } }
        @{ Stream = 'verbose and debug lines'; Command = { Send-SmPush -Email $email -Title $text -Deeplink myapp://x -Verbose -Debug 4>&1 5>&1 | Where-Object { $_ -isnot [SalesManagoMobile.Client.SmSendResult] } } }
        @{ Stream = 'a warning'; Command = { Send-SmPush -Email $email -Title '${discount:1}' -Deeplink myapp://x -Properties @{ "disc`e[35mont" = '1' } 3>&1 | Where-Object { $_ -is [Management.Automation.WarningRecord] } } }
        @{ Stream = 'the result of a refusal'; Command = { Send-SmPush -PushId (Get-SmPush)[0] -Email $email -ApplicationId "no`e[35mpe" -ErrorAction SilentlyContinue } }
        @{ Stream = 'a response of the rest of the API'; Command = { $null = Send-SmPush -Email $email -Title $text -Deeplink myapp://x; Invoke-SmRequest /api/v2/push/history @{ email = $email } -MobileHost -Repeatable } }
        @{ Stream = 'the refusal of a row'; Command = { [pscustomobject]@{ "Ma`e[35mil" = 'x' } | Send-SmPush -PushId (Get-SmPush)[0] 2>&1 } }
    ) {
        $shown = try { & $Command | Out-String -Width 300 } catch { $_ | Out-String -Width 300 }
        $shown | Should -Not -BeNullOrEmpty
        $shown | Should -Match '<U\+(001B|0007|202E)>'
        Get-Hidden $shown | Should -BeNullOrEmpty
    }
}

Describe 'Completion of hostile names' {
    It 'offers a command line that is the name itself, with nothing hidden in it: <Name>' -ForEach @(
        @{ Name = "`e[35mSale`u{202e}" }
        @{ Name = "Anna`u{2019}s; Remove-Item x" }
        @{ Name = "tab`tand ""quote"" `$(1)" }
        @{ Name = 'plain name' }
    ) {
        Connect-SmAccount -Sandbox
        $null = Send-SmPushBatch (Get-SmPush)[0] -Tag $Name -WarningAction SilentlyContinue
        $match = (TabExpansion2 'Send-SmPushBatch -Tag ').CompletionMatches[0]
        $match.CompletionText, $match.ListItemText, $match.ToolTip | ForEach-Object { Get-Hidden $_ } | Should -BeNullOrEmpty
        Invoke-Expression "Write-Output $($match.CompletionText)" | Should -BeExactly $Name
    }
}

Describe 'What a view says' {
    BeforeAll {
        Connect-SmAccount -Sandbox
        $push = Get-SmPush 'Win-back discount'
        $PSStyle.OutputRendering = 'PlainText'
    }

    AfterAll { $PSStyle.OutputRendering = 'Ansi' }

    It 'of a rate is what it is a share of' {
        $shown = $push | Get-SmConversationStats | Out-String -Width 80
        $shown | Should -Match 'ConversationId Name +Platform +Sent Displayed/Sent Clicked/Displayed'
        $shown | Should -Match '66[.,]7%'
    }

    It 'of Test-SmPush is the whole text, and nothing that is empty' {
        $content = 'word ' * 60
        $shown = Test-SmPush -Email a@example.com -Title 'Hello' -Content $content.Trim() -Deeplink myapp://x | Out-String -Width 80
        ([regex]::Matches(($shown -replace '\s+', ''), 'word')).Count | Should -Be 60
        $shown | Should -Not -Match 'Errors|ContactId|UserId'
    }

    It 'of callbacks has headings that are properties' {
        $callback = @{ TYPE = 'SMS'; FROM = 'a'; TO = 'b'; STATUS = 'SENT'; MESSAGE_BODY = 'c' } | ConvertFrom-SmCallback
        $headings = ($callback | Format-Table | Out-String -Width 200).Trim().Split("`n")[0].Trim() -split ' +'
        $headings.Count | Should -BeGreaterThan 5
        $headings | ForEach-Object { $callback.PSObject.Properties.Name | Should -Contain $_ }
    }

    It 'of a time in a table has the same format in every table' {
        $tables = @(
            Get-SmPushHistory name@example.com -First 1 | Format-Table | Out-String -Width 200
            Get-SmConversation $push | Format-Table | Out-String -Width 200
            Start-SmExport -PushId $push -After (Get-Date).AddDays(-5) | Format-Table | Out-String -Width 200
            @{ TYPE = 'SMS' } | ConvertFrom-SmCallback | Format-Table | Out-String -Width 200
        )
        $tables.Count | Should -Be 4
        $tables | ForEach-Object { $_ | Should -Match '\b\d{4}-\d\d-\d\d \d\d:\d\d( |\r?\n)' }
    }
}
