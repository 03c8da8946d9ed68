using System.Globalization;

namespace WarmLeads.ML.Api;

/// <summary>The waits between attempts as a text of seconds with commas between them.</summary>
static class AlertRetryText
{
    const double Week = 604_800;

    /// <summary>The waits; null when the text is something else.</summary>
    public static IReadOnlyList<TimeSpan>? Parse(string text)
    {
        var waits = new List<TimeSpan>();
        foreach (var part in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (!double.TryParse(part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || !(seconds is >= 0 and <= Week))
                return null;
            waits.Add(TimeSpan.FromSeconds(seconds));
        }

        return waits;
    }
}
