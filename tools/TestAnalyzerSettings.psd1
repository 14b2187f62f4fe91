@{
    ExcludeRules = @(
        # Scripts in samples and the build talk to a person at a console.
        'PSAvoidUsingWriteHost'
        # It does not see a parameter that a script block uses.
        'PSReviewUnusedParameter'
        # Join-Path a b c reads better than its names.
        'PSAvoidUsingPositionalParameters'
        # Tests and benchmarks make up the secrets that they use.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        # Pester's blocks assign in BeforeAll what It reads.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Helpers of tests are no commands: they need no -WhatIf and no help, and may stand in for a command that asks.
        'PSUseShouldProcessForStateChangingFunctions'
        'PSProvideCommentHelp'
        'PSAvoidOverwritingBuiltInCmdlets'
        # It does not see the parameters of a job's script block.
        'PSUseUsingScopeModifierInNewRunspaces'
        # PowerShell 7 reads UTF-8 without a mark.
        'PSUseBOMForUnicodeEncodedFile'
    )
}
