namespace WarmLeads.ML.Training;

/// <summary>Reads numbers with a decimal comma, `1250,5` or `1.250,50`, where a mapping says that a file writes them so.</summary>
static class DecimalComma
{
    /// <summary>The number as it is written everywhere else, `1250.50`.</summary>
    /// <param name="text">The text.</param>
    /// <param name="number">The number; the text as it is where it is none.</param>
    /// <returns>False for everything but such a number with a comma in it.</returns>
    public static bool TryMend(string text, out string number)
    {
        number = text;
        var comma = text.IndexOf(',', StringComparison.Ordinal);
        if (comma <= 0 || comma == text.Length - 1 || !text.AsSpan(comma + 1).ContainsOnlyDigits())
            return false;
        var whole = text.AsSpan(0, comma);
        var sign = whole[0] is '-' or '+' ? 1 : 0;
        var thousands = whole[sign..].ToString().Split('.');
        for (var i = 0; i < thousands.Length; i++)
        {
            if (!thousands[i].AsSpan().ContainsOnlyDigits() || (i > 0 ? thousands[i].Length != 3 : thousands.Length > 1 && thousands[i].Length > 3))
                return false;
        }

        number = $"{whole[..sign]}{string.Concat(thousands)}.{text.AsSpan(comma + 1)}";
        return true;
    }

    static bool ContainsOnlyDigits(this ReadOnlySpan<char> text) => !text.IsEmpty && !text.ContainsAnyExceptInRange('0', '9');
}
