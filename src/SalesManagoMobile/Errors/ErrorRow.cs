using System.Management.Automation;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>One kind of error that a user can meet.</summary>
/// <param name="Id">What scripts compare with: the first part of <c>FullyQualifiedErrorId</c>.</param>
/// <param name="Category">The category that PowerShell shows and filters by.</param>
/// <param name="Action">One sentence on what to do about it.</param>
internal sealed record ErrorRow(string Id, ErrorCategory Category, string Action)
{
    /// <summary>Makes the error for one thing: the contact, push, conversation or job that it is about.</summary>
    /// <param name="exception">What happened. Its message stands first in what the user reads, safe to show.</param>
    /// <param name="target">The thing, or null when the error is about none.</param>
    public ErrorRecord For(Exception exception, object? target)
    {
        string safe = SafeText.ForScreen(exception.Message);
        Exception shown = safe == exception.Message ? exception : new InvalidOperationException(safe);
        return new ErrorRecord(shown, Id, Category, target)
        {
            // The engine shows the recommended action under the message.
            ErrorDetails = new ErrorDetails(safe) { RecommendedAction = Action },
        };
    }

    /// <inheritdoc cref="For(Exception, object?)"/>
    public ErrorRecord For(string message, object? target) => For(new InvalidOperationException(message), target);
}
