using System.CommandLine;
using System.Globalization;

namespace WarmLeads.ML.Cli;

/// <summary>Options that take a number: written with a point whatever the culture, refused outside their range.</summary>
static class NumberOption
{
    /// <summary>An option that takes a whole number.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What it does, for the help.</param>
    /// <param name="standard">Its value when it is not given.</param>
    /// <param name="least">The least value allowed.</param>
    /// <param name="most">The greatest value allowed.</param>
    public static Option<int> Whole(string name, string description, int standard, int least, int most) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
                && value >= least && value <= most)
                return value;
            result.AddError(most == int.MaxValue
                ? $"{name} takes a whole number of {least} or more; '{text}' is not one."
                : $"{name} takes a whole number from {least} to {most}; '{text}' is not one.");
            return standard;
        },
    };

    /// <summary>An option that takes a decimal number.</summary>
    /// <param name="name">The option, with its dashes.</param>
    /// <param name="description">What it does, for the help.</param>
    /// <param name="standard">Its value when it is not given.</param>
    /// <param name="least">The least value allowed.</param>
    /// <param name="most">The greatest value allowed.</param>
    public static Option<double> Decimal(string name, string description, double standard, double least, double most) => new(name)
    {
        Description = description,
        DefaultValueFactory = _ => standard,
        CustomParser = result =>
        {
            var text = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
                && value >= least && value <= most)
                return value;
            result.AddError(string.Create(
                CultureInfo.InvariantCulture, $"{name} takes a number from {least} to {most}; '{text}' is not one."));
            return standard;
        },
    };
}
