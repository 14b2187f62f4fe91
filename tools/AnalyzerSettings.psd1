@{
    ExcludeRules = @(
        # Scripts in samples and the build talk to a person at a console.
        'PSAvoidUsingWriteHost'
        # Pester's blocks assign in BeforeAll what It reads.
        'PSUseDeclaredVarsMoreThanAssignments'
        # It does not see a parameter that a script block uses.
        'PSReviewUnusedParameter'
        # Tests and benchmarks make up the secrets that they use.
        'PSAvoidUsingConvertToSecureStringWithPlainText'
        # Join-Path a b c reads better than its names.
        'PSAvoidUsingPositionalParameters'
    )
}
