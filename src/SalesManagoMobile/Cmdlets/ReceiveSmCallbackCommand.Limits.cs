using System.Management.Automation;

namespace SalesManagoMobile;

/// <content>What the receiver puts up with.</content>
public sealed partial class ReceiveSmCallbackCommand
{
    /// <summary>The longest body, in bytes; 1 MiB by default. A longer one is answered 413.</summary>
    [Parameter(HelpMessage = "The longest body, in bytes")]
    [ValidateRange(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = Defaults.MaxBodyBytes;

    /// <summary>The longest request line and headers together, in bytes; 16 KiB by default. Longer ones are answered 431.</summary>
    [Parameter(HelpMessage = "The longest request line and headers together, in bytes")]
    [ValidateRange(1024, 1024 * 1024)]
    public int MaxHeaderBytes { get; set; } = Defaults.MaxHeaderBytes;

    /// <summary>How long a request may take to arrive, in seconds; 10 by default.</summary>
    [Parameter(HelpMessage = "How long a request may take to arrive, in seconds")]
    [ValidateRange(1, 3600)]
    public int RequestTimeoutSec { get; set; } = (int)Defaults.RequestTimeout.TotalSeconds;

    /// <summary>How long a connection may rest between two requests, in seconds; 60 by default.</summary>
    [Parameter(HelpMessage = "How long a connection may be idle, in seconds")]
    [ValidateRange(1, 3600)]
    public int IdleTimeoutSec { get; set; } = (int)Defaults.IdleTimeout.TotalSeconds;

    /// <summary>Connections at once; 1024 by default. One more pushes out the slowest.</summary>
    [Parameter(HelpMessage = "Connections at once")]
    [ValidateRange(1, 65536)]
    public int MaxConnections { get; set; } = Defaults.MaxConnections;

    /// <summary>Connections at once from one address; 64 by default, and not counted for trusted proxies.</summary>
    [Parameter(HelpMessage = "Connections at once from one address")]
    [ValidateRange(1, 65536)]
    public int MaxConnectionsPerSource { get; set; } = Defaults.MaxConnectionsPerSource;
}
