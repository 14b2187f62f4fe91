using System.Net.Http.Headers;

namespace SalesManagoMobile.Sandbox;

/// <summary>Answers a request for a file, or for one range of its bytes.</summary>
internal static class Ranges
{
    public static SandboxReply Answer(ExportFile file, in SandboxRequest request, bool ignoreRanges)
    {
        var tag = KeyValuePair.Create("ETag", file.ETag);
        KeyValuePair<string, string>[] headers = ignoreRanges ? [tag] : [tag, new("Accept-Ranges", "bytes")];
        var whole = new SandboxReply { ContentType = file.ContentType, Body = file.Content, Headers = headers };
        if (ignoreRanges || request.Range is not { } text || (request.IfRange is { } condition && condition != file.ETag))
        {
            return whole;
        }
        // What is not understood is ignored, as HTTP demands.
        if (!RangeHeaderValue.TryParse(text, out RangeHeaderValue? range) || range.Unit != "bytes" || range.Ranges.Count != 1)
        {
            return whole;
        }

        RangeItemHeaderValue asked = range.Ranges.Single();
        int length = file.Content.Length;
        long first = asked.From ?? Math.Max(0, length - asked.To!.Value);
        long last = asked.From is null ? length - 1 : Math.Min(asked.To ?? length - 1, length - 1);
        if (first >= length || first > last)
        {
            var refusal = SandboxReply.Text(416, "The range is outside the file");
            return refusal with { Headers = [.. headers, new("Content-Range", $"bytes */{length}")] };
        }

        return whole with
        {
            Status = 206,
            Body = file.Content.Slice((int)first, (int)(last - first + 1)),
            Headers = [.. headers, new("Content-Range", $"bytes {first}-{last}/{length}")],
        };
    }
}
