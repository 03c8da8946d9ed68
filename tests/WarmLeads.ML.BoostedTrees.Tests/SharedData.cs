using System.IO.Compression;
using System.Text;

namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>Real data sets, found beside the repository; a test that needs one skips where it is absent.</summary>
static class SharedData
{
    /// <summary>A table as columns, with text coded by first appearance; columns of a file without a header are #0, #1...</summary>
    public static (Dataset Data, double[][] Columns) Load(string file, string label, string positive, params string[] excluded)
    {
        var path = Find(file);
        Assert.SkipWhen(path is null, $"shared/data/{file} is not beside the repository.");
        var (header, rows) = Read(path!, hasHeader: !label.StartsWith('#'));
        var labelAt = Array.IndexOf(header, label);
        float[] labels = [.. rows.Select(row => row[labelAt] == positive ? 1f : 0f)];
        var (features, columns) = (new List<Feature>(), new List<double[]>());
        for (var at = 0; at < header.Length; at++)
        {
            if (at != labelAt && !excluded.Contains(header[at]))
            {
                features.Add(AddColumn(rows, at, $"{at} {header[at]}", columns));
            }
        }

        return (Dataset.FromColumns(new FeatureSchema(features), columns, labels), [.. columns]);
    }

    static Feature AddColumn(List<string[]> rows, int at, string name, List<double[]> columns)
    {
        var column = new double[rows.Count];
        columns.Add(column);
        if (rows.TrueForAll(row => IsMissing(row[at]) || double.TryParse(row[at], out _)))
        {
            for (var i = 0; i < column.Length; i++)
            {
                column[i] = IsMissing(rows[i][at]) ? double.NaN : double.Parse(rows[i][at]);
            }

            return new Feature(name);
        }

        var codes = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < column.Length; i++)
        {
            codes.TryAdd(rows[i][at], codes.Count);
            column[i] = IsMissing(rows[i][at]) ? double.NaN : codes[rows[i][at]];
        }

        return new Feature(name, FeatureKind.Categorical, codes.Count);
    }

    static bool IsMissing(string cell) => cell is "" or "NA" or "?";

    static (string[] Header, List<string[]> Rows) Read(string path, bool hasHeader)
    {
        using var file = File.OpenRead(path);
        using var unpacked = new GZipStream(file, CompressionMode.Decompress);
        using var reader = new StreamReader(unpacked, Encoding.UTF8);
        if (!hasHeader)
        {
            // The one such file is half a million rows of 41 columns: a tenth of it is plenty.
            List<string[]> tenth = [.. Records(reader, ',').Where((_, row) => row % 10 == 0)];
            return ([.. tenth[0].Select((_, at) => $"#{at}")], tenth);
        }

        var header = reader.ReadLine()!;
        var separator = header.Contains(';') ? ';' : ',';
        string[] names = [.. header.Split(separator).Select(name => name.Trim('"'))];
        return (names, [.. Records(reader, separator).Where(row => row.Length == names.Length)]);
    }

    static IEnumerable<string[]> Records(StreamReader reader, char separator)
    {
        var (cells, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var next = reader.Read(); next >= 0; next = reader.Read())
        {
            var c = (char)next;
            if (c == '"')
            {
                quoted = !quoted;
            }
            else if (quoted || (c != separator && c is not '\n' and not '\r'))
            {
                cell.Append(c);
            }
            else if (c != '\r')
            {
                cells.Add(cell.ToString());
                cell.Clear();
                if (c == '\n')
                {
                    yield return [.. cells];
                    cells.Clear();
                }
            }
        }
    }

    static string? Find(string file)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", file);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
