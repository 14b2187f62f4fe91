namespace SalesManagoMobile.Sandbox;

/// <summary>What an endpoint works on.</summary>
internal sealed record OperationContext(SandboxState State, SandboxFaults Faults, Uri Origin)
{
    public SandboxReply Succeed(params IReadOnlyList<string> messages) => AnswerWriter.Answer(State.Options.Slips, true, messages);

    public SandboxReply Refuse(params IReadOnlyList<string> messages) => AnswerWriter.Answer(State.Options.Slips, false, messages);

    public AnswerWriter Begin(params IReadOnlyList<string> messages) => new(State.Options.Slips, true, messages);
}
