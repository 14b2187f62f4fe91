using System.Globalization;
using System.Management.Automation;

namespace SalesManagoMobile;

/// <summary>
/// Reads a point in time the same on every machine: a <see cref="DateTime"/> of unspecified kind and a text without offset are local
/// time, texts are ISO 8601 or invariant (month first), and an empty text, as CSV has it, is not given.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DateTimeOffsetTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            null => null,
            DateTimeOffset time => time,
            DateTime time => new DateTimeOffset(time),
            string text when string.IsNullOrWhiteSpace(text) => null,
            string text => Parse(text),
            var other => throw new ArgumentTransformationMetadataException($"'{other}' is not a date: give a date, or text such as 2026-03-31T09:00."),
        };

    private static DateTimeOffset Parse(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset time)
            ? time
            : throw new ArgumentTransformationMetadataException($"'{text}' is not a date: write it as 2026-03-31T09:00 or 2026-03-31T09:00+02:00.");
}
