using System.Net;
using System.Runtime.CompilerServices;
using SalesManagoMobile.Client;

namespace SalesManagoMobile.Reporting;

/// <summary>
/// Writes HTML. The literal parts of an interpolated string are markup; every value in it is text and is escaped, so that there is no way
/// to forget it. The format <c>:bdi</c> is for names of others: cut, and isolated from the direction of the text around them.
/// </summary>
internal sealed class HtmlWriter(TextWriter output)
{
    private const int MaxName = 100;

    /// <summary>Writes a line of markup with escaped values.</summary>
    public void Line([InterpolatedStringHandlerArgument("")] Markup markup) => output.Write('\n');

    /// <summary>Writes markup that holds no value of anyone's.</summary>
    public void Raw(string markup)
    {
        output.Write(markup);
        output.Write('\n');
    }

    /// <summary>Writes the parts of the string as they come.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly TextWriter _output;

        public Markup(int literalLength, int formattedCount, HtmlWriter writer) => _output = writer.Output;

        public void AppendLiteral(string markup) => _output.Write(markup);

        public void AppendFormatted(string? text, string? format = null)
        {
            if (format is null)
            {
                Encode(SafeText.ForScreen(text));
                return;
            }

            _output.Write("<bdi>");
            Encode(string.IsNullOrWhiteSpace(text) ? "Without a name" : SafeText.ForScreen(NameTable.Cut(text, MaxName)));
            _output.Write("</bdi>");
        }

        public void AppendFormatted(Shown shown)
        {
            if (shown is { Lang: null, Machine: null })
            {
                Encode(shown.Text);
                return;
            }

            string tag = shown.Machine is null ? "span" : "time";
            string lang = shown.Lang is null ? "" : $" lang=\"{shown.Lang}\"";
            _output.Write(shown.Machine is null ? $"<{tag}{lang}>" : $"<{tag}{lang} datetime=\"{shown.Machine}\">");
            Encode(shown.Text);
            _output.Write($"</{tag}>");
        }

        private void Encode(string text) => WebUtility.HtmlEncode(text, _output);
    }

    private TextWriter Output => output;
}
