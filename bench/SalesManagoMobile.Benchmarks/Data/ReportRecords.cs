using System.Globalization;

namespace SalesManagoMobile.Benchmarks.Data;

/// <summary>An export of any number of conversations over 90 days, the same every time: what a report is made of.</summary>
internal static class ReportRecords
{
    private const int Days = 90;
    private const long FirstSent = 1_767_571_200_000;
    private const long DayLength = 86_400_000;

    public static void Write(string path, int conversations, int records)
    {
        var random = new Random(5);
        using var file = new StreamWriter(path);
        file.WriteLine("contactId,email,phone,name,platform,sentDate,displayedDate,clickedDate,dismissedDate");
        for (int record = 0; record < records; record++)
        {
            int conversation = record % conversations;
            long sent = FirstSent + (conversation * 7919L % Days * DayLength) + random.Next((int)DayLength / 2);
            bool displayed = random.Next(10) < 7;
            bool clicked = displayed && random.Next(100) < 4 + (conversation % 9);
            string platform = record % 5 < 3 ? "android" : "ios";
            file.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"c{record},person{record}@example.com,,Push {conversation % 40} wave {conversation},{platform},{sent},"
                    + $"{Time(displayed, sent + 5000)},{Time(clicked, sent + random.Next(10_000_000))},null"));
        }
    }

    private static string Time(bool happened, long time) => happened ? time.ToString(CultureInfo.InvariantCulture) : "null";
}
