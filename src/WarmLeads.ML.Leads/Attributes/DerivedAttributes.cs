namespace WarmLeads.ML.Leads;

/// <summary>What other attributes of a lead say between the lines: whose mail it is, how senior it is, where it works.</summary>
/// <remarks>
/// `email_kind` comes from the first of the attributes email, email_address, work_email, email_domain and domain;
/// `title_seniority` and `title_department` from the first of job_title, title, position and job. Names are compared in
/// any case, with spaces and hyphens as underscores. What cannot be derived is left out, as a missing attribute is.
/// </remarks>
public static class DerivedAttributes
{
    static readonly string[] s_mailNames = ["email", "email_address", "work_email", "email_domain", "domain"];
    static readonly string[] s_titleNames = ["job_title", "title", "position", "job"];

    /// <summary>What can be derived, for lists.</summary>
    public static IReadOnlyList<FeatureDefinition> Definitions { get; } =
    [
        new("email_kind", "Kind of e-mail address", SignalFamily.Fit, "text",
            "Whether the lead's address is at a free mail provider (free), a school (academic), a throw-away service " +
            "(disposable), or its own company (business)."),
        new("title_seniority", "Seniority by job title", SignalFamily.Fit, "text",
            "The rank that the job title tells: c_level, vp, director, manager, individual or student."),
        new("title_department", "Department by job title", SignalFamily.Fit, "text",
            "The department that the job title tells: marketing, sales, finance, technology, product, operations, people, " +
            "legal, general or other."),
    ];

    /// <summary>Derives from a lead's attributes; an attribute of the same name that the CRM holds comes first and is not derived.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(IReadOnlyDictionary<string, string> attributes)
    {
        ArgumentNullException.ThrowIfNull(attributes);
        if (Find(attributes, s_mailNames) is { } mail && !attributes.ContainsKey("email_kind") && EmailKind.Of(mail) is { } kind)
            yield return new KeyValuePair<string, string>("email_kind", kind);
        if (Find(attributes, s_titleNames) is not { } title)
            yield break;
        if (!attributes.ContainsKey("title_seniority"))
            yield return new KeyValuePair<string, string>("title_seniority", JobTitle.SeniorityOf(title));
        if (!attributes.ContainsKey("title_department"))
            yield return new KeyValuePair<string, string>("title_department", JobTitle.DepartmentOf(title));
    }

    static string? Find(IReadOnlyDictionary<string, string> attributes, string[] names)
    {
        foreach (var name in names)
        {
            foreach (var (attribute, value) in attributes)
            {
                if (IsNamed(attribute, name) && IsSaid(value))
                    return value;
            }
        }
        return null;
    }

    static bool IsNamed(string attribute, string name)
    {
        if (attribute.Length != name.Length)
            return false;
        for (var i = 0; i < name.Length; i++)
        {
            var c = attribute[i] is ' ' or '-' ? '_' : char.ToLowerInvariant(attribute[i]);
            if (c != name[i])
                return false;
        }
        return true;
    }

    static bool IsSaid(string value) =>
        !string.IsNullOrWhiteSpace(value) && !value.Equals("Select", StringComparison.OrdinalIgnoreCase) &&
        !value.Equals("NA", StringComparison.OrdinalIgnoreCase) && !value.Equals("null", StringComparison.OrdinalIgnoreCase);
}
