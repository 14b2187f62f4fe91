namespace SalesManagoMobile.Reporting;

/// <summary>Writes what admins ask about a report, folded: where the figures come from, and what is not in them.</summary>
internal sealed class FooterView(HtmlWriter html, ReportText text, StatisticsSummary summary, ReportOptions options)
{
    public void Write()
    {
        DeliveryStatistics source = summary.Source;
        TimeZoneInfo zone = source.Scope.Zone;
        html.Raw("<footer><details><summary>About this report</summary>");
        html.Line($"<p>Made {text.DayAndTime(TimeZoneInfo.ConvertTime(options.MadeAt, zone))}");
        html.Line($"from {text.Number(source.StatisticsRows)} rows of statistics and {text.Number(source.Records)} delivery records.");
        html.Line($"Times are in {zone.Id}.</p>");
        WritePeriod(source.Scope);
        html.Raw("<p>Displayed is a share of sent; clicked and dismissed are shares of displayed. Intervals are Wilson’s for a rate and");
        html.Raw("Newcombe’s for a difference, both at 95 %; where several are looked at together, they hold for all at once. Messages");
        html.Raw("to the same person count as independent.</p>");
        html.Raw("<p>A conversation belongs to the push that the data name; else to its own name without the date at its end.</p>");
        if (source.Records > 0 && source.StatisticsRows > 0)
        {
            html.Raw("<p>Where statistics and delivery records tell of the same conversation, its counts are those of the statistics.");
            html.Raw("Hours, times to click and groups come from the records.</p>");
        }

        WriteLeftOut(source);
        html.Raw("</details></footer>");
    }

    private void WritePeriod(StatisticsScope scope)
    {
        if (scope.Since is { } since)
        {
            html.Line($"<p>Sent at {text.DayAndTime(TimeZoneInfo.ConvertTime(since, scope.Zone))} or later.</p>");
        }

        if (scope.Until is { } until)
        {
            html.Line($"<p>Sent before {text.DayAndTime(TimeZoneInfo.ConvertTime(until, scope.Zone))}.</p>");
        }
    }

    private void WriteLeftOut(DeliveryStatistics source)
    {
        LeftOut left = source.LeftOut;
        (long Count, string What)[] facts =
        [
            (options.Unreadable, "inputs could not be read and are not counted"),
            (left.Outside, "messages were sent outside of the period and of the one before it"),
            (left.WithoutDate, "messages have no sent date and are not counted, because a period was asked for"),
            (left.Undated, "messages have no sent date and are not in the trend and the hours"),
            (left.Beyond, "records are in the totals only: there are too many different names and days to list them separately"),
            (left.Statistics, "rows of statistics beyond the limit are not counted"),
            (source.Delays.Negative, "clicks are dated before their message was sent and have no time to click"),
        ];
        foreach ((long count, string what) in facts.Where(static fact => fact.Count > 0))
        {
            html.Line($"<p>Left out: {text.Number(count)} {what}.</p>");
        }

        if (source.Conversations.IsFull || source.Platforms.IsFull || source.Groups.IsFull)
        {
            html.Line($"<p>The first {text.Number(DeliveryStatistics.MaxConversations)} conversations,");
            html.Line($"{text.Number(DeliveryStatistics.MaxPlatforms)} platforms and {text.Number(DeliveryStatistics.MaxGroups)} groups");
            html.Raw("are told apart; later ones count as Other.</p>");
        }
    }
}
