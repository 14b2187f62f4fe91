BeforeDiscovery {
    $root = Join-Path $PSScriptRoot '../..' | Resolve-Path
    $examples = foreach ($page in Get-ChildItem (Join-Path $root 'docs/help') -Filter *.md) {
        $name = $page.BaseName
        [regex]::Matches((Get-Content $page -Raw), '(?ms)^### (?<title>Example \d+: [^\n]+)\n\n```powershell\n(?<code>.*?)\n```') | ForEach-Object {
            @{ Name = $name; Title = $_.Groups['title'].Value; Code = $_.Groups['code'].Value }
        }
    }
    $examples += foreach ($page in @(Get-ChildItem (Join-Path $root 'docs') -Filter about_*.md) + (Get-Item (Join-Path $root 'README.md'))) {
        $number = 0
        [regex]::Matches((Get-Content $page -Raw), '(?ms)^```powershell\n(?<code>.*?)\n```') | ForEach-Object {
            @{ Name = $page.BaseName; Title = "block $((++$number))"; Code = $_.Groups['code'].Value.Replace('./SalesManagoMobile.psd1', 'SalesManagoMobile') }
        }
    }
    # What a page shows as a screen: commands after a prompt, and what they write.
    $screens = foreach ($page in @(Get-ChildItem (Join-Path $root 'docs') -Filter about_*.md) + (Get-Item (Join-Path $root 'README.md'))) {
        $number = 0
        [regex]::Matches((Get-Content $page -Raw), '(?ms)^```text\n(?<screen>PS> .*?)\n```') | ForEach-Object {
            @{ Name = $page.BaseName; Title = "screen $((++$number))"; Screen = $_.Groups['screen'].Value }
        }
    }
    $commands = (Get-Command -Module SalesManagoMobile).Name
    $topics = (Get-ChildItem (Join-Path $root 'docs') -Filter about_*.md).BaseName
}

BeforeAll {
    $root = Join-Path $PSScriptRoot '../..' | Resolve-Path

    # Jobs and threads of the examples find the module where an installed one would be.
    $installed = New-Item -ItemType Directory (Join-Path $TestDrive 'modules/SalesManagoMobile')
    Copy-Item -Recurse (Join-Path $root 'SalesManagoMobile.psd1'), (Join-Path $root 'bin') $installed
    $modulePath = $env:PSModulePath
    $env:PSModulePath = (Join-Path $TestDrive 'modules') + [System.IO.Path]::PathSeparator + $modulePath

    # What the examples find in the current folder: the samples, customers whom the sandbox knows, a journal, exported files, a spool.
    $folder = New-Item -ItemType Directory (Join-Path $TestDrive 'fixtures')
    Push-Location $folder
    Copy-Item (Join-Path $root 'samples/contacts.csv') .
    Copy-Item (Join-Path $root 'samples/contacts.csv') (New-Item -ItemType Directory samples)
    'Email,discount,product', 'name@example.com,20%,Socks', 'ben.hansen@example.com,10%,Boots' | Set-Content winback.csv
    Connect-SmAccount -Sandbox
    $push = Get-SmPush -Name 'Win-back discount'
    $null = 'name@example.com', 'nobody@nowhere.example' | Send-SmPush -PushId $push.Id -JournalPath winback.journal -ErrorAction SilentlyContinue
    $null = $push | Get-SmConversation | Start-SmExport | Receive-SmJob -Wait -PollIntervalSec 1 -OutDirectory exports
    $spool = Start-ThreadJob { param($path) Receive-SmCallback -Prefix http://localhost:18930/ -Token fixture-token-0123456789 -SpoolPath $path -First 9 -TimeoutSec 30 } -ArgumentList (Join-Path $folder 'callbacks.spool')
    for ($try = 0; $try -lt 100 -and $spool.State -in 'NotStarted', 'Running'; $try++) {
        $null = Send-SmCallback -Uri http://localhost:18930/fixture-token-0123456789 -ErrorAction SilentlyContinue -ErrorVariable refused
        if (-not $refused) { break }
        Start-Sleep -Milliseconds 100
    }
    $null = $spool | Receive-Job -Wait
    $spool | Remove-Job -Force

    # A sandbox's jobs need no minute.
    $global:PSDefaultParameterValues['*-SmJob:PollIntervalSec'] = 1
    function Get-Credential { [pscredential]::new('client-id', (ConvertTo-SecureString 'secret' -AsPlainText)) }
}

AfterAll {
    $global:PSDefaultParameterValues.Remove('*-SmJob:PollIntervalSec')
    $env:PSModulePath = $modulePath
    Pop-Location
}

Describe 'Help' {
    It 'of <_> is found' -ForEach $commands {
        $help = Get-Help $_ -Full
        $help.Synopsis | Should -Not -Match ([regex]::Escape("$_ ["))
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        $parameters = (Get-Command $_).Parameters.Values | Where-Object { $_.Attributes.Where({ $_ -is [Parameter] -and -not $_.DontShow }) } |
            ForEach-Object Name | Where-Object { $_ -notin [System.Management.Automation.PSCmdlet]::CommonParameters }
        $told = @($help.parameters.parameter | Where-Object { $_.description.Text })
        $told.Name | Sort-Object | Should -Be ($parameters | Sort-Object)
    }

    It 'of <_> is found online' -ForEach $commands {
        # What Get-Help -Online opens.
        (Get-Command $_).HelpUri | Should -Be "https://github.com/SalesManagoMobile/SalesManagoMobile/blob/main/docs/help/$_.md"
    }

    It 'topic <_> is found' -ForEach $topics {
        Get-Help $_ | Should -Match $_
    }
}

Describe 'Screen' {
    BeforeAll {
        $rendering = $PSStyle.OutputRendering
        $PSStyle.OutputRendering = 'PlainText'
        Push-Location $folder
        'Mail,discount', 'name@example.com,20%' | Set-Content mail.csv
        'Email;discount', 'name@example.com;20%' | Set-Content semicolon.csv

        # Each command runs as if it were typed alone.
        function Get-Screen([string] $Command) {
            $written = try { . ([scriptblock]::Create($Command)) *>&1 } catch { $_ }
            $written | ForEach-Object {
                switch ($_) {
                    { $_ -is [Management.Automation.WarningRecord] } { "WARNING: $_"; break }
                    { $_ -is [Management.Automation.InformationRecord] } { if ($_.Tags -contains 'PSHOST') { "$_" }; break }
                    default { $_ }
                }
            } | Out-String -Width 100
        }

        # Neither line breaks nor what differs from run to run, from system to system and from culture to culture.
        function Get-Words([string] $Screen) {
            $Screen -replace '[0-9a-f]{8}-[0-9a-f-]{27}', '#' -replace '\d+ ms', '#' -replace '(?<=127.0.0.1:)\d+: [^:]*\(', '#' -replace '\d{1,3}([.,\s]\d{3})+|\d{2,}', '#' -replace '\s+'
        }
    }

    AfterAll {
        Pop-Location
        $PSStyle.OutputRendering = $rendering
        Stop-SmSandbox
    }

    It 'of <Name> is as it is shown: <Title>' -ForEach $screens {
        $ErrorActionPreference = 'Continue'
        Connect-SmAccount -Sandbox
        $push = Get-SmPush -Name 'Win-back discount'
        $properties = [ordered]@{ discount = '20%'; product = 'Turtleneck sweater' }
        if ($Screen -match 'down.journal') {
            $sandbox = Start-SmSandbox
            $sandbox | Connect-SmAccount -MaxRetry 0
            Stop-SmSandbox $sandbox
        }

        foreach ($step in [regex]::Split($Screen, '(?m)^PS> ').Where{ $_ }) {
            $command, $shown = $step -split '\r?\n', 2
            $screen = . Get-Screen $command
            Get-Words $screen | Should -BeExactly (Get-Words $shown) -Because "the screen is`n$screen"
        }
    }
}

Describe 'Example' {
    BeforeEach {
        $variables = Get-ChildItem env:SALESMANAGO_*
        $here = Join-Path $TestDrive ([guid]::NewGuid())
        Copy-Item -Recurse $folder $here
        Push-Location $here
        Connect-SmAccount -Sandbox
        $push = Get-SmPush -Name 'Win-back discount'
    }

    AfterEach {
        Pop-Location
        Stop-SmSandbox
        Get-ChildItem env:SALESMANAGO_* | Where-Object Name -notin $variables.Name | Remove-Item
    }

    It '<Name>: <Title> runs' -ForEach $examples {
        $ErrorActionPreference = 'Stop'
        { & ([scriptblock]::Create("Set-StrictMode -Version 3`n" + $Code)) *> output.txt } | Should -Not -Throw
    }
}
