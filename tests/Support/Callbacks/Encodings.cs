using System.Text;
using System.Text.Json;
using SalesManagoMobile.Callbacks;

namespace SalesManagoMobile.Tests.Support;

/// <summary>The three encodings in which a callback may come.</summary>
public static class Encodings
{
    public static IReadOnlyList<string> All { get; } = ["form", "multipart", "json"];

    public static ReceivedPost Encode(string encoding, IEnumerable<(string Name, string Value)> fields) => encoding switch
    {
        "form" => Post("application/x-www-form-urlencoded", Form(fields)),
        "multipart" => Post("multipart/form-data; boundary=\"x=y z\"", Multipart(fields, "x=y z")),
        "json" => Post("application/json; charset=utf-8", Json(fields)),
        _ => throw new ArgumentOutOfRangeException(nameof(encoding)),
    };

    public static ReceivedPost Post(string? contentType, string body) => Post(contentType, Encoding.UTF8.GetBytes(body));

    public static ReceivedPost Post(string? contentType, byte[] body) => new() { ContentType = contentType, Body = body };

    private static string Form(IEnumerable<(string Name, string Value)> fields) =>
        string.Join(
            '&', fields.Select(field => $"{Uri.EscapeDataString(field.Name)}={Uri.EscapeDataString(field.Value).Replace("%20", "+")}"));

    private static string Multipart(IEnumerable<(string Name, string Value)> fields, string boundary) =>
        string.Concat(fields.Select(field =>
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"{field.Name}\"\r\n\r\n{field.Value}\r\n")) + $"--{boundary}--\r\n";

    private static string Json(IEnumerable<(string Name, string Value)> fields) =>
        JsonSerializer.Serialize(fields.ToDictionary(field => field.Name, field => field.Value));
}
