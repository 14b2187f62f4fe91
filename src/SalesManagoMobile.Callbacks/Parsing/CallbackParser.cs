namespace SalesManagoMobile.Callbacks;

/// <summary>Makes typed callbacks of bodies and of fields. It never fails: what has no documented shape is an unknown callback.</summary>
public static class CallbackParser
{
    /// <summary>Reads a POST as it arrived.</summary>
    public static SmCallback Parse(ReceivedPost post)
    {
        ArgumentNullException.ThrowIfNull(post);
        var body = new CallbackBody(post);
        CallbackFields fields = body.ReadFields(out bool isWhole);
        SmCallback callback = isWhole ? CallbackShapes.Create(fields) : CallbackShapes.CreateUnknown(fields);
        callback = callback with { ReceivedAt = post.ReceivedAt, SourceAddress = post.SourceAddress };
        if (callback is not SmUnknownCallback unknown)
        {
            return callback;
        }

        string? text = body.ToText();
        return unknown with
        {
            ContentType = post.ContentType,
            Body = text,
            BodyBase64 = text is null ? Convert.ToBase64String(post.Body.Span) : null,
        };
    }

    /// <summary>Reads fields that somebody else's web host has already taken apart.</summary>
    /// <param name="fields">Names and values; a name may come several times.</param>
    /// <param name="receivedAt">When the callback was received.</param>
    public static SmCallback FromFields(IEnumerable<KeyValuePair<string, string?>> fields, DateTimeOffset receivedAt)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var all = new CallbackFields { IsJson = true };
        foreach ((string? name, string? value) in fields)
        {
            if (!all.Add(name, value))
            {
                throw new ArgumentException($"A callback has at most {CallbackFields.MaxCount} fields.", nameof(fields));
            }
        }

        return CallbackShapes.Create(all) with { ReceivedAt = receivedAt };
    }
}
