using System.CommandLine;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Cli;

/// <summary>Options that take an instant; a day is its midnight UTC, and an instant without offset is UTC, whatever the machine's time zone.</summary>
static class InstantOption
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What it does, for the help.</param>
    public static Option<DateTimeOffset?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "INSTANT",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (ValueText.TryParseInstant(text, out var instant))
                return instant;
            result.AddError($"{name} takes a day such as 2026-06-30 or an instant such as 2026-06-30T12:00:00+02:00; '{text}' is neither.");
            return null;
        },
    };
}
