@{
    ExcludeRules = @(
        # Scripts in samples and the build talk to a person at a console.
        'PSAvoidUsingWriteHost'
        # Pester's blocks assign in BeforeAll what It reads.
        'PSUseDeclaredVarsMoreThanAssignments'
        # Join-Path a b c reads better than its names.
        'PSAvoidUsingPositionalParameters'
    )
}
