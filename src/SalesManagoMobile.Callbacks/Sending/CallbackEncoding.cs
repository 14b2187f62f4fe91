namespace SalesManagoMobile.Callbacks;

/// <summary>How a made-up callback is written. The platform documents only "POST with parameters".</summary>
public enum CallbackEncoding
{
    /// <summary><c>application/x-www-form-urlencoded</c></summary>
    Form,

    /// <summary><c>multipart/form-data</c></summary>
    Multipart,

    /// <summary><c>application/json</c></summary>
    Json,
}
