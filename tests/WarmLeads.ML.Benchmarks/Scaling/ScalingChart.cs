using System.Globalization;
using System.Text;

namespace WarmLeads.ML.Benchmarks;

/// <summary>Two charts side by side: cost per cell over rows and over columns, the size on a logarithmic axis.</summary>
static class ScalingChart
{
    const int Width = 420, Height = 260, Left = 56, Top = 44, Plot = 330, Depth = 160;

    /// <summary>The picture as SVG.</summary>
    public static string Draw(ScalingPoint[] byRows, ScalingPoint[] byColumns)
    {
        var most = byRows.Concat(byColumns).Max(point => Math.Max(point.Binning, point.Boosting)) * 1.1;
        var picture = new StringBuilder(Text(
            $"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {2 * Width} {Height}" font-family="sans-serif" font-size="11" fill="#333">"""));
        picture.Append("""<rect width="100%" height="100%" fill="#fff"/>""");
        Panel(picture, 0, $"by rows ({byRows[0].ColumnCount:N0} columns)", byRows, point => point.RowCount, most);
        Panel(picture, Width, $"by columns ({byColumns[0].RowCount:N0} rows)", byColumns, point => point.ColumnCount, most);
        return picture.Append("</svg>\n").ToString();
    }

    static void Panel(StringBuilder picture, int shift, string title, ScalingPoint[] points, Func<ScalingPoint, int> size, double most)
    {
        picture.Append(Text($"""<g transform="translate({shift + Left} {Top})">"""));
        picture.Append(Text($"""<text y="-26" font-size="13" font-weight="bold">Nanoseconds per cell, {title}</text>"""));
        for (var i = 0; i <= 4; i++)
        {
            var y = Depth - (Depth * i / 4);
            picture.Append(Text($"""<path d="M0 {y}H{Plot}" stroke="#ddd"/><text x="-6" y="{y + 4}" text-anchor="end">{most * i / 4:F1}</text>"""));
        }

        foreach (var point in points)
        {
            picture.Append(Text($"""<text x="{X(point):F1}" y="{Depth + 18}" text-anchor="middle">{size(point):N0}</text>"""));
        }

        Curve(picture, "#1f77b4", "boosting, per tree", -8, points.Select(point => (X(point), Y(point.Boosting))));
        Curve(picture, "#d95f02", "binning", 8, points.Select(point => (X(point), Y(point.Binning))));
        picture.Append("</g>");

        double X(ScalingPoint point)
        {
            var (first, last) = (Math.Log(size(points[0])), Math.Log(size(points[^1])));
            return last > first ? Plot * (Math.Log(size(point)) - first) / (last - first) : Plot / 2.0;
        }

        double Y(double value) => Depth * (1 - (value / most));
    }

    static void Curve(StringBuilder picture, string colour, string name, int lift, IEnumerable<(double X, double Y)> points)
    {
        (double X, double Y)[] all = [.. points];
        var path = string.Join('L', all.Select(point => Text($"{point.X:F1} {point.Y:F1}")));
        picture.Append($"""<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>""");
        foreach (var (x, y) in all)
        {
            picture.Append(Text($"""<circle cx="{x:F1}" cy="{y:F1}" r="3" fill="{colour}"/>"""));
        }

        picture.Append(Text($"""<text x="{Plot}" y="{all[^1].Y + lift:F1}" text-anchor="end" fill="{colour}">{name}</text>"""));
    }

    static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
