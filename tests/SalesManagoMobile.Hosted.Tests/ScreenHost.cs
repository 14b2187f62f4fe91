using System.Collections.Concurrent;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace SalesManagoMobile.Tests;

/// <summary>A host whose screen can be read: what stays on it when the pipeline takes nothing any more.</summary>
internal sealed class ScreenHost : PSHost
{
    private readonly Screen _screen = new();

    public IEnumerable<string> Lines => _screen.Lines;

    /// <summary>Ends when progress was shown for the first time.</summary>
    public Task ProgressShown => _screen.ProgressShown.Task;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override string Name => nameof(ScreenHost);

    public override PSHostUserInterface UI => _screen;

    public override Version Version { get; } = new(1, 0);

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }

    private sealed class Screen : PSHostUserInterface
    {
        public ConcurrentQueue<string> Lines { get; } = new();

        public TaskCompletionSource ProgressShown { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override PSHostRawUserInterface? RawUI => null;

        public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) =>
            throw new NotSupportedException();

        public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) =>
            throw new NotSupportedException();

        public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) =>
            throw new NotSupportedException();

        public override PSCredential PromptForCredential(
            string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes,
            PSCredentialUIOptions options) =>
            throw new NotSupportedException();

        public override string ReadLine() => throw new NotSupportedException();

        public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

        public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Lines.Enqueue(value);

        public override void Write(string value) => Lines.Enqueue(value);

        public override void WriteDebugLine(string message) => Lines.Enqueue(message);

        public override void WriteErrorLine(string value) => Lines.Enqueue(value);

        public override void WriteLine(string value) => Lines.Enqueue(value);

        public override void WriteProgress(long sourceId, ProgressRecord record) => ProgressShown.TrySetResult();

        public override void WriteVerboseLine(string message) => Lines.Enqueue(message);

        public override void WriteWarningLine(string message) => Lines.Enqueue(message);
    }
}
