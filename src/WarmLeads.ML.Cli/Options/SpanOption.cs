using System.CommandLine;
using System.Globalization;

namespace WarmLeads.ML.Cli;

/// <summary>Options that take a length of time: `24h`, `30d`; a number alone is days.</summary>
static class SpanOption
{
    const double MostDays = 3650;

    /// <summary>Makes the option.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What it does, for the help.</param>
    public static Option<TimeSpan?> Create(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "24h",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (TryRead(text, out var span))
                return span;
            result.AddError($"{name} takes a length of time such as 24h or 7d, of 10 years at most; '{text}' is not one.");
            return null;
        },
    };

    /// <summary>Makes an option that takes whole days or `none`, which is 0.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What it does, for the help.</param>
    /// <param name="standard">Days when it is not given.</param>
    public static Option<int> Days(string name, string description, int standard) => new(name)
    {
        Description = description,
        HelpName = $"{standard}d|none",
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (text.Equals("none", StringComparison.OrdinalIgnoreCase))
                return 0;
            if (TryRead(text, out var span) && span.Ticks % TimeSpan.TicksPerDay == 0)
                return (int)span.TotalDays;
            result.AddError($"{name} takes whole days from 1d to 3650d, or none for the final outcome; '{text}' is neither.");
            return standard;
        },
    };

    /// <summary>Makes an option that takes several numbers of whole days.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What it does, for the help.</param>
    public static Option<int[]?> DayList(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "7d,30d,90d",
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            List<int> days = [];
            foreach (var part in text.Split(','))
            {
                if (TryRead(part.Trim(), out var span) && span.Ticks % TimeSpan.TicksPerDay == 0)
                {
                    days.Add((int)span.TotalDays);
                    continue;
                }

                result.AddError($"{name} takes whole days with commas between, such as 7d,30d,90d; '{part.Trim()}' is not a number of days from 1d to 3650d.");
                return null;
            }

            return [.. days.Distinct().Order()];
        },
    };

    static bool TryRead(string text, out TimeSpan span)
    {
        span = default;
        var isHours = text.EndsWith('h');
        var number = isHours || text.EndsWith('d') ? text[..^1] : text;
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return false;
        var days = isHours ? value / 24 : value;
        if (!(days > 0 && days <= MostDays))
            return false;
        span = isHours ? TimeSpan.FromHours(value) : TimeSpan.FromDays(value);
        return true;
    }
}
