namespace SalesManagoMobile.Sandbox;

/// <summary>Places where the API's documentation contradicts itself, and shapes a careful client must read all the same.</summary>
[Flags]
public enum SandboxQuirks
{
    /// <summary>Answers look exactly as the documentation's samples.</summary>
    None = 0,

    /// <summary>Every number in an answer is a string, times included.</summary>
    NumbersAsStrings = 1,

    /// <summary><c>success</c> is the string <c>"true"</c> or <c>"false"</c>.</summary>
    SuccessAsString = 2,

    /// <summary><c>message</c> is one string instead of an array.</summary>
    MessageAsString = 4,

    /// <summary><c>message</c> is null when there is nothing to say.</summary>
    MessageAsNull = 8,

    /// <summary><c>data</c> of the statistics is one object, as the field table says: the sums over the platforms.</summary>
    StatsAsObject = 16,

    /// <summary>History's <c>cid</c> is a number like every other conversation id.</summary>
    NumericCid = 32,

    /// <summary>History shows the extended fields whether asked for or not, as the sample does.</summary>
    AlwaysExtended = 64,

    /// <summary>Fields without a value are left out of answers instead of being null.</summary>
    OmitNulls = 128,

    /// <summary>An export may span more than 30 days, as the sample's range of 231 days does.</summary>
    LongExportRange = 256,

    /// <summary>A custom send may name several recipients and a push id, as the sample does; the e-mail address wins.</summary>
    SeveralRecipients = 512,

    /// <summary>A custom batch may come without <c>contacts</c>, as the sample does; it reaches nobody.</summary>
    MissingContacts = 1024,

    /// <summary><c>properties</c> may be an array of key-value pairs, as the field table says.</summary>
    PropertiesAsArray = 2048,

    /// <summary>A job says "Export done" from the first question on, long before it has a file.</summary>
    EarlyExportDone = 4096,

    /// <summary>Exported files are named <c>.json</c> whatever they hold, as the sample's address is.</summary>
    FilesNamedJson = 8192,

    /// <summary>Sends are told as the platform's later delivery reports, as JSON without a type, instead of forms of type PUSH.</summary>
    JsonDeliveryReports = 16384,
}
