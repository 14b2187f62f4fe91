namespace SalesManagoMobile.Sandbox;

/// <summary>What a person does with one push, in Unix milliseconds; null for what never happens or has not happened yet.</summary>
internal readonly record struct Reaction(long? Displayed, long? Clicked, long? Dismissed)
{
    private const double AtHandMilliseconds = 3000;

    /// <summary>All that will ever happen to one push.</summary>
    public static Reaction Of(in DeliveryRow delivery, SandboxAudience audience)
    {
        if (Fate.Draw(delivery.Fate, 1) >= audience.DisplayRate)
        {
            return default;
        }

        bool atHand = Fate.Draw(delivery.Fate, 2) < audience.AtHandRate;
        double wait = Fate.Draw(delivery.Fate, 3);
        long displayed = delivery.SentAt + (long)(atHand ? AtHandMilliseconds * wait : Exponential(wait, audience.DisplayDelay));
        double acts = Fate.Draw(delivery.Fate, 4);
        long acted = displayed + 1 + (long)Exponential(Fate.Draw(delivery.Fate, 5), audience.ReactionDelay);
        if (acts < audience.ClickRate)
        {
            return new Reaction(displayed, acted, null);
        }

        return new Reaction(displayed, null, acts < audience.ClickRate + audience.DismissRate ? acted : null);
    }

    /// <summary>What had happened by <paramref name="moment"/>.</summary>
    public Reaction By(long moment) => new(Seen(Displayed, moment), Seen(Clicked, moment), Seen(Dismissed, moment));

    private static long? Seen(long? time, long moment) => time <= moment ? time : null;

    private static double Exponential(double draw, TimeSpan mean) => -Math.Log(1 - draw) * mean.TotalMilliseconds;
}
