namespace SalesManagoMobile.Tests;

/// <summary>One Pester test and what became of it.</summary>
/// <param name="File">The file's name without the folder.</param>
/// <param name="Name">The names of its blocks and its own, joined by dots.</param>
/// <param name="Result"><c>Passed</c>, <c>Failed</c> or <c>Skipped</c>.</param>
/// <param name="Message">Why it failed, or why it was skipped.</param>
public sealed record PesterTest(string File, string Name, string Result, string? Message)
{
    /// <inheritdoc />
    public override string ToString() => Result;
}
