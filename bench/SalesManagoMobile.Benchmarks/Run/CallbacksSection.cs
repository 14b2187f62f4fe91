using System.Globalization;
using SalesManagoMobile.Benchmarks.Contenders;
using SalesManagoMobile.Benchmarks.Figures;

namespace SalesManagoMobile.Benchmarks.Run;

/// <summary>
/// Callbacks from 32 senders, beside 1,000 connections that are idle: what it costs that each is on the device before it is answered.
/// </summary>
internal sealed class CallbacksSection : ISection
{
    public const string Module = "the module's receiver, each callback on the device before its answer";
    public const string Bare = "the same receiver, answers and keeps nothing";
    public const string Kestrel = "Kestrel, one append and flush for all that wait before their answer";
    public const string HttpListener = "HttpListener, answers and keeps nothing";
    public const string FlushEach = "HttpListener, a file flushed for each callback";

    public const string SectionName = "callbacks";

    public string Name => SectionName;

    public bool MakesClaims => true;

    public async Task<BenchFigures> RunAsync(BenchFigures figures, BenchSettings settings, Uri server, CancellationToken cancellationToken)
    {
        string many = settings.Scale(60_000).ToString(CultureInfo.InvariantCulture);

        // One flush takes milliseconds: as many as the others would keep the machine busy for minutes.
        string few = settings.Scale(3_000).ToString(CultureInfo.InvariantCulture);
        Contender[] contenders =
        [
            Contender.Program(Module, "receive", CallbackListeners.Spool, many, settings.WorkFolder),
            Contender.Program(Bare, "receive", CallbackListeners.Bare, many, settings.WorkFolder),
            Contender.Program(Kestrel, "receive", CallbackListeners.Kestrel, many, settings.WorkFolder),
            Contender.Program(HttpListener, "receive", CallbackListeners.BareHttpListener, many, settings.WorkFolder),
            Contender.Program(FlushEach, "receive", CallbackListeners.FlushEach, few, settings.WorkFolder),
        ];
        return figures.With(Name, await SideBySide.RunAsync(Name, settings.Rounds(5), contenders, cancellationToken));
    }
}
