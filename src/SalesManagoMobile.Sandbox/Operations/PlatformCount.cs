namespace SalesManagoMobile.Sandbox;

/// <summary>The numbers of one conversation on one platform.</summary>
internal sealed class PlatformCount(string? platform)
{
    public string? Platform { get; } = platform;

    public int Sent { get; private set; }

    public int Displayed { get; private set; }

    public int Clicked { get; private set; }

    public int Dismissed { get; private set; }

    public void Add(Reaction reaction)
    {
        Sent++;
        Displayed += reaction.Displayed is null ? 0 : 1;
        Clicked += reaction.Clicked is null ? 0 : 1;
        Dismissed += reaction.Dismissed is null ? 0 : 1;
    }

    public PlatformCount Add(PlatformCount other)
    {
        Sent += other.Sent;
        Displayed += other.Displayed;
        Clicked += other.Clicked;
        Dismissed += other.Dismissed;
        return this;
    }
}
