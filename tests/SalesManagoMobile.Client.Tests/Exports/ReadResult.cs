using System.Text;
using Xunit;

namespace SalesManagoMobile.Client.Tests;

/// <summary>What one reading gave: rows, what was told of bad rows, and how it ended.</summary>
internal sealed record ReadResult(IReadOnlyList<SmDeliveryRecord> Rows, IReadOnlyList<string> BadRows, SmException? Failure)
{
    public const string Header = "contactId,email,phone,name,platform,sentDate,displayedDate,clickedDate,dismissedDate";

    public static ReadResult Of(string content, string name = "opens.csv", DeliveryReadOptions? options = null) =>
        Of(Encoding.UTF8.GetBytes(content), name, options);

    public static ReadResult Of(byte[] content, string name = "opens.csv", DeliveryReadOptions? options = null) =>
        Of(new MemoryStream(content), name, options);

    public static ReadResult Of(Stream content, string name = "opens.csv", DeliveryReadOptions? options = null)
    {
        var rows = new List<SmDeliveryRecord>();
        var bad = new List<string>();
        try
        {
            foreach (SmDeliveryRecord row in DeliveryReader.Read(
                content, name, options ?? new(), e => bad.Add(e.Message), TestContext.Current.CancellationToken))
            {
                rows.Add(row);
            }

            return new ReadResult(rows, bad, null);
        }
        catch (SmException failure)
        {
            return new ReadResult(rows, bad, failure);
        }
    }

    /// <summary>The rows, when nothing at all went wrong.</summary>
    public IReadOnlyList<SmDeliveryRecord> Clean()
    {
        Assert.Null(Failure);
        Assert.Empty(BadRows);
        return Rows;
    }
}
