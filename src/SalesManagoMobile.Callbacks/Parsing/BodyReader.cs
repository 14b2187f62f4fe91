using System.Text;

namespace SalesManagoMobile.Callbacks;

/// <summary>
/// Finds the fields of a body. The platform documents only "POST with parameters", so the content type is a hint: the named
/// encoding is tried first, then whatever the body looks like.
/// </summary>
internal static class BodyReader
{
    /// <summary>The fields of body and query; empty when neither can be read.</summary>
    public static CallbackFields Read(ReceivedPost post)
    {
        var contentType = HeaderValue.Parse(post.ContentType);
        CallbackFields fields = ReadBody(post.Body.Span, contentType, BodyCharset.Find(contentType["charset"])) ?? new CallbackFields();
        if (post.Query is { Length: > 0 } query && FormBody.Read(Encoding.UTF8.GetBytes(query), Encoding.UTF8) is { } inQuery)
        {
            fields.AddMissing(inQuery);
        }

        return fields;
    }

    private static CallbackFields? ReadBody(ReadOnlySpan<byte> body, HeaderValue contentType, Encoding charset)
    {
        string? boundary = contentType["boundary"];
        if (contentType.Value.StartsWith("multipart/", StringComparison.Ordinal) &&
            MultipartBody.Read(body, boundary, charset) is { } parts)
        {
            return parts;
        }

        // A JSON object is never a form by accident, whatever the header says.
        return JsonBody.Read(body, charset)
            ?? MultipartBody.Read(body, null, charset)
            ?? FormBody.Read(body, charset);
    }
}
