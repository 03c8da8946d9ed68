using System.Text;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>LightGBM's text: lines of key=value, first of the whole model, then of each tree.</summary>
/// <param name="Header">What stands before the first tree; a key without a value has an empty one.</param>
/// <param name="Trees">What each tree has.</param>
sealed record LightGbmText(Dictionary<string, string> Header, List<Dictionary<string, string>> Trees)
{
    const string Source = "LightGBM";

    static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file up to the line "end of trees"; importances and parameters follow it.</summary>
    public static LightGbmText Read(byte[] file)
    {
        var text = new LightGbmText(new(StringComparer.Ordinal), []);
        var isFirst = true;
        foreach (var line in Decode(file).AsSpan().EnumerateLines())
        {
            if (isFirst && line is not "tree")
            {
                break;
            }

            isFirst = false;
            if (line is "end of trees")
            {
                return text;
            }

            if (line.StartsWith("Tree="))
            {
                text.Trees.Add(new(StringComparer.Ordinal));
            }
            else if (!line.IsEmpty)
            {
                var split = line.IndexOf('=');
                var key = split < 0 ? line : line[..split];
                (text.Trees.Count > 0 ? text.Trees[^1] : text.Header)[key.ToString()] = split < 0 ? "" : line[(split + 1)..].ToString();
            }
        }

        throw ForeignForest.Refuse(
            Source, isFirst ? "it does not start with the line 'tree', as the text of a model does" : "it ends before the line 'end of trees'");
    }

    static string Decode(byte[] file)
    {
        try
        {
            return _strict.GetString(file);
        }
        catch (ArgumentException)
        {
            throw ForeignForest.Refuse(Source, "it is not UTF-8");
        }
    }
}
