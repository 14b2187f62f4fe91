namespace SalesManagoMobile.Sandbox;

/// <summary>The transfer of contacts.</summary>
internal static class ContactOperations
{
    public static Func<SandboxState, SandboxReply> Create(RequestReader reader, OperationContext context)
    {
        string? registration = reader.Text("pushRegistrationId", 512, required: true);
        string? application = reader.Text("applicationSimpleId", 255, required: true);
        string? system = reader.Text("system", 255, required: true);
        if (system is not (null or "ANDROID" or "IOS"))
        {
            reader.Fail($"system must be ANDROID or IOS, not {system}");
        }

        _ = reader.Text("systemVersion", 255);
        _ = reader.Text("deviceModel", 255);
        string? email = FieldChecks.Email(reader, "email", required: true);
        string? phone = reader.Text("phone", 255);
        _ = FieldChecks.TimeZone(reader);
        string? locale = FieldChecks.Locale(reader);
        return state =>
        {
            if (!state.Catalog.Applications.Contains(application!))
            {
                return context.Refuse($"Application not found: {application}");
            }

            Contact? known = state.Contacts.ByEmail(email!);
            Contact contact = known ?? state.Contacts.AddByEmail(email!);
            contact.Phone = phone ?? contact.Phone;
            contact.Locale = locale ?? contact.Locale;
            Register(contact, new Device(registration!, application!, system == "IOS"));

            using ResponseWriter response = context.Begin(known is null ? "Contact has been created" : "Contact has been updated");
            response.StartObject("data");
            response.Text("userId", contact.UserId);
            response.EndObject();
            return response.Finish();
        };
    }

    // A token that comes again is the same phone, now the one used last.
    private static void Register(Contact contact, Device device)
    {
        contact.Devices.RemoveAll(known => known.RegistrationId == device.RegistrationId && known.ApplicationId == device.ApplicationId);
        contact.Devices.Add(device);
    }
}
