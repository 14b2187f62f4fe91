using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;

namespace SalesManagoMobile.Reporting;

/// <summary>Writes HTML. The literal parts of an interpolated string are markup, every value in it is text and is escaped.</summary>
internal sealed class HtmlWriter(TextWriter output)
{
    /// <summary>Writes a line of markup with escaped values.</summary>
    public void Line([InterpolatedStringHandlerArgument("")] Markup markup) => output.Write('\n');

    /// <summary>Writes markup that holds no value of anyone's.</summary>
    public void Raw(string markup)
    {
        output.Write(markup);
        output.Write('\n');
    }

    /// <summary>Writes the parts of the string as they come, so that there is no way to forget the escaping.</summary>
    [InterpolatedStringHandler]
    public readonly ref struct Markup
    {
        private readonly TextWriter _output;

        public Markup(int literalLength, int formattedCount, HtmlWriter writer) => _output = writer.Output;

        public void AppendLiteral(string markup) => _output.Write(markup);

        public void AppendFormatted<T>(T value, string? format = null) =>
            WebUtility.HtmlEncode(value is IFormattable number ? number.ToString(format, CultureInfo.InvariantCulture) : value?.ToString(), _output);
    }

    private TextWriter Output => output;
}
