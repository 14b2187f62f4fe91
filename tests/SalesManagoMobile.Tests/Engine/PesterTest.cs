namespace SalesManagoMobile.Tests;

/// <summary>One Pester test and what became of it.</summary>
/// <param name="File">The culture, and the file's name without the folder.</param>
/// <param name="Name">The names of its blocks and its own, joined by dots.</param>
/// <param name="Result"><c>Passed</c>, or anything else for a failure: a skipped test counts as failed.</param>
/// <param name="Message">Why it did not pass.</param>
public sealed record PesterTest(string File, string Name, string Result, string? Message)
{
    /// <inheritdoc />
    public override string ToString() => Result;
}
