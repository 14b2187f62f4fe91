using System.Text.Json;

namespace SalesManagoMobile.Client;

/// <summary>A request of the caller's own, for what the API can do and this library has no method for.</summary>
internal static class OwnRequest
{
    // What RequestBody writes.
    private static readonly string[] Credentials = ["clientId", "apiKey", "sha"];

    /// <summary>What is wrong with it, before anything is sent.</summary>
    public static IReadOnlyList<string> Check(Endpoint endpoint, JsonDocument? body)
    {
        Problems problems = new();
        if (!IsPath(endpoint.Path))
        {
            problems.Add("Path", $"{Problems.Quoted(endpoint.Path)} is not a path on the host, such as /api/mobile/push/list");
        }

        if (Endpoint.All.FirstOrDefault(known => known.Path == endpoint.Path) is { } known)
        {
            if (known.Host != endpoint.Host)
            {
                problems.Add("Path", $"{known.Path} is on the {Advice.NameOf(known.Host)}");
            }

            if (endpoint.Repeatable && !known.Repeatable)
            {
                problems.Add("Path", $"{known.Path} changes something, so it is never repeated");
            }
        }

        if (body?.RootElement.ValueKind != JsonValueKind.Object)
        {
            problems.Add("Body", "it is not a JSON object");
        }
        else if (body.RootElement.EnumerateObject().Select(field => field.Name)
            .FirstOrDefault(name => Credentials.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } credential)
        {
            problems.Add("Body", $"'{credential}' is added when the request is signed");
        }

        return problems.Found;
    }

    /// <summary>Reads the body; null when it is not JSON.</summary>
    public static JsonDocument? Read(string body)
    {
        try
        {
            return JsonDocument.Parse(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the fields of the body.</summary>
    public static void Write(Utf8JsonWriter writer, JsonDocument body)
    {
        foreach (JsonProperty field in body.RootElement.EnumerateObject())
        {
            field.WriteTo(writer);
        }
    }

    private static bool IsPath(string path) =>
        path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('#', StringComparison.Ordinal)
        && Uri.TryCreate("https://host" + path, UriKind.Absolute, out Uri? uri) && uri.Authority == "host" && uri.PathAndQuery == path;
}
