@{
    RootModule           = 'bin/SalesManagoMobile.dll'
    ModuleVersion        = '1.0.0'
    GUID                 = '5b7c2a0e-7f0d-4f0b-9a57-3d0f5f6f3c1e'
    Author               = 'SalesManagoMobile contributors'
    CompanyName          = 'SalesManagoMobile contributors'
    Copyright            = '(c) 2026 SalesManagoMobile contributors. MIT licence.'
    Description          = 'Automate mobile push with SALESmanago: contacts, pushes, batches, statistics, exports and callbacks as typed objects on the pipeline, with an emulator to try everything offline.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @(
        'bin/Session.Format.ps1xml'
        'bin/Sending.Format.ps1xml'
        'bin/Analytics.Format.ps1xml'
        'bin/Exports.Format.ps1xml'
        'bin/Callbacks.Format.ps1xml'
    )
    CmdletsToExport      = @(
        'Connect-SmAccount'
        'ConvertFrom-SmCallback'
        'Disconnect-SmAccount'
        'Export-SmReport'
        'Get-SmConversation'
        'Get-SmConversationStats'
        'Get-SmJob'
        'Get-SmPush'
        'Get-SmPushHistory'
        'Get-SmSendJournal'
        'Get-SmSession'
        'Import-SmDelivery'
        'Invoke-SmRequest'
        'Measure-SmDelivery'
        'New-SmContact'
        'Receive-SmCallback'
        'Receive-SmJob'
        'Resolve-SmSendJournal'
        'Send-SmCallback'
        'Send-SmPush'
        'Send-SmPushBatch'
        'Split-SmAudience'
        'Start-SmExport'
        'Start-SmSandbox'
        'Stop-SmSandbox'
        'Test-SmAccount'
        'Test-SmPush'
        'Wait-SmJob'
    )
    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    PrivateData          = @{
        PSData = @{
            Tags         = @('SALESmanago', 'AppManago', 'Mobile', 'Push', 'Notification', 'FCM', 'APNs', 'Messangi', 'Marketing', 'PSEdition_Core', 'Windows', 'Linux', 'MacOS')
            LicenseUri   = 'https://opensource.org/license/mit'
            ProjectUri   = 'https://github.com/SalesManagoMobile/SalesManagoMobile'
            ReleaseNotes = 'First version. What changed from one version to the next stands in CHANGELOG.md, which comes with the module.'
        }
    }
}
