using System.Globalization;

namespace SalesManagoMobile.Benchmarks.Data;

/// <summary>Made-up recipients, the same for every contender.</summary>
internal static class Recipients
{
    public const string PushId = "00000000-0000-4000-8000-000000000001";
    public const string ApplicationId = "bench_app";

    public static string Email(int index) => string.Create(CultureInfo.InvariantCulture, $"recipient{index:d7}@example.com");

    /// <summary>A CSV as an admin would have it: address and two columns for placeholders.</summary>
    public static void WriteCsv(string path, int count)
    {
        using var writer = new StreamWriter(path);
        writer.WriteLine("Email,discount,product");
        for (int index = 0; index < count; index++)
        {
            writer.Write(Email(index));
            writer.WriteLine(index % 2 == 0 ? ",20%,Turtleneck sweater" : ",15%,Denim jacket");
        }
    }
}
