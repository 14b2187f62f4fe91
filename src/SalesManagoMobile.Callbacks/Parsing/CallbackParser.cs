namespace SalesManagoMobile.Callbacks;

/// <summary>Makes typed callbacks of bodies and of fields. It never fails: what has no documented shape is an unknown callback.</summary>
public static class CallbackParser
{
    /// <summary>Reads a POST as it arrived.</summary>
    public static SmCallback Parse(ReceivedPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        SmCallback callback = CallbackShapes.Create(BodyReader.Read(post)) with
        {
            ReceivedAt = post.ReceivedAt,
            SourceAddress = post.SourceAddress,
        };
        return callback is SmUnknownCallback unknown
            ? unknown with { ContentType = post.ContentType, Body = BodyText(post) }
            : callback;
    }

    /// <summary>Reads fields that somebody else's web host has already taken apart.</summary>
    /// <param name="fields">Names and values; a name may come several times.</param>
    /// <param name="receivedAt">When the callback was received.</param>
    public static SmCallback FromFields(IEnumerable<KeyValuePair<string, string?>> fields, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var all = new CallbackFields();
        foreach ((string? name, string? value) in fields)
        {
            if (!all.Add(name, value))
            {
                throw new ArgumentException($"A callback has at most {CallbackFields.MaxCount} fields.", nameof(fields));
            }
        }

        return CallbackShapes.Create(all) with { ReceivedAt = receivedAt };
    }

    private static string BodyText(ReceivedPost post) =>
        BodyCharset.Decode(post.Body.Span, BodyCharset.Of(post.ContentType));
}
