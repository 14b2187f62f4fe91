using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>
/// Keeps the people of one shard in one journal: with another count or seed they would be divided in another way, and some would get a
/// second push that no journal can see.
/// </summary>
internal static class JournalShard
{
    private const int MaxBytes = JournalFormat.MaxHeaderLength - JournalFormat.HeaderLength - 1;

    /// <summary>What keeps a journal from being opened for rows of a shard at all, or null.</summary>
    /// <param name="shard">The shard of the rows, as <see cref="AudienceSplit.Describe"/> writes it, or null when they have none.</param>
    public static SmException? Problem(string? shard) =>
        shard is null || (AudienceSplit.IsShard(shard) && Encoding.UTF8.GetByteCount(shard) <= MaxBytes) ? null : Failure(
            $"Shard {Problems.Quoted(shard)} is not a shard as Split-SmAudience writes it, for example 0/4:spring. Nothing was sent. "
            + "Leave the column out, or rename it.");

    /// <summary>What is wrong with sending rows of a shard with a journal of a shard, or null.</summary>
    /// <param name="path">The journal.</param>
    /// <param name="own">The shard that its header names, or null.</param>
    /// <param name="shard">The shard of the rows, or null when they have none.</param>
    public static SmException? Mismatch(string path, string? own, string? shard) => own == shard ? null : Failure(
        $"The journal {path} belongs to {(own is null ? "a list that is not divided" : $"shard {Problems.Quoted(own)}")}, and the input "
        + $"{(shard is null ? "has no column Shard" : $"is of shard {Problems.Quoted(shard)}")}. Nothing more was sent. "
        + "-Count, -Index and -Seed of Split-SmAudience must stay the same while a list is being sent.");

    private static SmException Failure(string message) => new(SmFailureKind.ShardMismatch, message);
}
