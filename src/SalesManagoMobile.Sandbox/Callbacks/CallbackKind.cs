namespace SalesManagoMobile.Sandbox;

/// <summary>What a callback tells about one push.</summary>
internal enum CallbackKind
{
    Sending,
    Sent,
    Displayed,
    Clicked,
    Dismissed,
}
