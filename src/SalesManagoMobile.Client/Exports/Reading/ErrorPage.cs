using System.Net;
using System.Text;

namespace SalesManagoMobile.Client;

/// <summary>Tells in a line what an HTML or XML page says, for example the refusal of a file store.</summary>
internal static class ErrorPage
{
    private const int Looked = 4096;
    private const int Told = 200;

    public static string Describe(ReadOnlySpan<byte> head)
    {
        string page = Encoding.UTF8.GetString(head[..Math.Min(head.Length, Looked)]);
        var text = new StringBuilder();
        bool inTag = false;
        foreach (char c in page)
        {
            if (c is '<' or '>')
            {
                inTag = c == '<';
                if (text.Length > 0 && text[^1] != ' ')
                {
                    text.Append(' ');
                }
            }
            else if (!inTag && !(char.IsWhiteSpace(c) && (text.Length == 0 || text[^1] == ' ')))
            {
                text.Append(char.IsWhiteSpace(c) ? ' ' : c);
            }
        }

        return Shorten.To(WebUtility.HtmlDecode(text.ToString()), Told);
    }
}
