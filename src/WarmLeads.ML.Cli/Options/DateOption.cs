using System.CommandLine;
using System.Globalization;

namespace WarmLeads.ML.Cli;

/// <summary>Options that take a day, read as midnight UTC whatever the time zone of the machine.</summary>
static class DateOption
{
    /// <summary>Makes the option.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What it does, for the help.</param>
    public static Option<DateTimeOffset?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "DATE",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (DateTimeOffset.TryParseExact(
                text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day))
                return day;
            result.AddError($"{name} takes a day such as 2026-06-30; '{text}' is not one.");
            return null;
        },
    };
}
