using SalesManagoMobile.Client;
using SalesManagoMobile.Sandbox;

namespace SalesManagoMobile.Drills;

/// <summary>What the server knows, held against what the sender says.</summary>
/// <param name="Twice">Recipients who got more than one.</param>
/// <param name="AcceptedButMissing">Recipients reported as accepted who got none.</param>
/// <param name="FailedButSent">Recipients reported as failed or not tried who got one.</param>
/// <param name="LeftOut">Recipients without any outcome.</param>
internal sealed record SendTruth(int Twice, int AcceptedButMissing, int FailedButSent, int LeftOut)
{
    public bool Holds => this == new SendTruth(0, 0, 0, 0);

    public static SendTruth Of(SandboxAccount account, JournaledRun run, int recipients)
    {
        int twice = 0, missing = 0, sent = 0, leftOut = 0;
        for (int index = 0; index < recipients; index++)
        {
            string recipient = JournaledRun.Recipient(index);
            int got = account.CountSendsTo(recipient);
            SmSendStatus? status = run.Statuses.TryGetValue(recipient, out SmSendStatus known) ? known : null;
            twice += got > 1 ? 1 : 0;
            missing += got == 0 && status is (SmSendStatus.Accepted or SmSendStatus.Skipped) ? 1 : 0;
            sent += got > 0 && status is (SmSendStatus.Failed or SmSendStatus.NotTried) ? 1 : 0;
            leftOut += status is null ? 1 : 0;
        }

        return new SendTruth(twice, missing, sent, leftOut);
    }
}
