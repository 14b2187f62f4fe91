namespace SalesManagoMobile;

/// <summary>Reads bound text: an empty cell of a CSV file is not a value.</summary>
internal static class Given
{
    public static string? Text(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    /// <summary>A text that may begin or end with blanks, such as a title.</summary>
    public static string? Verbatim(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
