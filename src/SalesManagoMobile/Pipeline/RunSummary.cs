using System.Globalization;
using SalesManagoMobile.Client;

namespace SalesManagoMobile;

/// <summary>The line that closes a run: what became of its inputs, and how to go on.</summary>
internal static class RunSummary
{
    /// <summary>The line of a run that read its whole input, and whether the screen shows it: not when all went well.</summary>
    public static (string Line, bool IsShown) Of(string activity, BulkProgress progress, string? journalPath)
    {
        bool incomplete = progress.Failed + progress.Unknown + progress.NotTried > 0;
        return ($"{activity}: {Counts(progress)}.{(incomplete ? " " + HowToGoOn(progress, journalPath) : "")}", incomplete);
    }

    /// <summary>What would be done with a row that the journal has judged.</summary>
    public static string WhatIf(JournalVerdict verdict, string action) => verdict switch
    {
        JournalVerdict.Skip => "Skip (accepted before)",
        JournalVerdict.Unknown => "Leave as unknown (tried before; -ResendUnknown sends it again)",
        _ => action,
    };

    /// <summary>The line of a run that could not write all of its results.</summary>
    public static string EndedEarly(string activity, BulkProgress progress, int notWritten, string? journalPath)
    {
        string lost = notWritten == 0
            ? ""
            : string.Create(CultureInfo.CurrentCulture, $" The last {notWritten:N0} results could not be written.");
        string then = journalPath is not null
            ? $"The journal {journalPath} has them: run the same command again, and it sends only what is missing."
            : notWritten > 0 ? "The results are incomplete, so running it again may send twice; -JournalPath prevents that." : "";
        return $"{activity} ended early: {Counts(progress)}.{lost} {then}".TrimEnd();
    }

    /// <summary>What became of the inputs, in words.</summary>
    public static string Counts(BulkProgress progress)
    {
        (long Number, string What)[] all =
        [
            (progress.Accepted, "accepted"), (progress.Failed, "failed"), (progress.Unknown, "unknown"),
            (progress.Skipped, "skipped"), (progress.NotTried, "not tried"),
        ];
        return string.Join(", ", all.Where((one, i) => i == 0 || one.Number > 0)
            .Select(one => string.Create(CultureInfo.CurrentCulture, $"{one.Number:N0} {one.What}")));
    }

    private static string HowToGoOn(BulkProgress progress, string? journalPath)
    {
        string unknown = progress.Unknown == 0 ? ""
            : journalPath is null ? " Sends with the status Unknown may have arrived: check Get-SmPushHistory before you send them again."
            : $" Sends with the status Unknown may have arrived and are not sent again: Resolve-SmSendJournal {journalPath} looks them up.";
        string again = progress.Failed + progress.NotTried == 0 ? ""
            : journalPath is null ? "Results with the status Failed or NotTried were not processed and can be piped in again."
            : $"Run the same command again with -JournalPath {journalPath} to send what failed or was not tried.";
        return (again + unknown).TrimStart();
    }
}
