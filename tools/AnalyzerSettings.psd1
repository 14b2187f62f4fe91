@{
    ExcludeRules = @(
        # Scripts in samples and the build talk to a person at a console.
        'PSAvoidUsingWriteHost'
        # It does not see a parameter that a script block uses.
        'PSReviewUnusedParameter'
        # Join-Path a b c reads better than its names.
        'PSAvoidUsingPositionalParameters'
    )
}
