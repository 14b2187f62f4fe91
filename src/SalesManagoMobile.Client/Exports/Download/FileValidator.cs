namespace SalesManagoMobile.Client;

/// <summary>What tells that two answers hold parts of the same file.</summary>
/// <param name="ETag">The strong entity tag, or null.</param>
/// <param name="LastModified">When there is no tag: when the file changed.</param>
internal sealed record FileValidator(string? ETag, DateTimeOffset? LastModified)
{
    /// <summary>Null when the answer tells nothing to hold on to: then parts must not be joined. A weak tag is no proof of equal bytes.</summary>
    public static FileValidator? Of(HttpResponseMessage answer)
    {
        if (answer.Headers.ETag is { } tag)
        {
            return tag.IsWeak ? null : new FileValidator(tag.Tag, null);
        }

        return answer.Content.Headers.LastModified is { } time ? new FileValidator(null, time) : null;
    }
}
