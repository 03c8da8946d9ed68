using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace WarmLeads.ML.Reports.Tests;

/// <summary>A rendered page, parsed.</summary>
sealed class Page
{
    Page(string html)
    {
        Html = html;
        // Void elements may stand unclosed in HTML; everything else is well-formed XML.
        var xml = Regex.Replace(html, @"<meta([^>]*?)\s*/?>", "<meta$1/>");
        using var reader = XmlReader.Create(new StringReader(xml), new XmlReaderSettings { DtdProcessing = DtdProcessing.Ignore });
        Root = XDocument.Load(reader).Root!;
    }

    public string Html { get; }

    public XElement Root { get; }

    /// <summary>What is read on the page, style sheet left out, blanks collapsed.</summary>
    public string Text => Flat(Read(Root.Element("body")!));

    public IEnumerable<XElement> All(string name) => Root.Descendants(name);

    // Blocks stand apart; words in a line do not.
    static string Read(XElement element)
    {
        var text = string.Concat(element.Nodes().Select(node => node is XElement child ? Read(child) : node is XText words ? words.Value : ""));
        return element.Name.LocalName is "span" or "strong" or "a" or "time" ? text : $" {text} ";
    }

    public static string Flat(string text) => Regex.Replace(text, @"\s+", " ").Trim();

    public static async Task<Page> CardAsync(Scoring.ModelCard card)
    {
        await using var renderer = new PageRenderer();
        return new Page(await renderer.RenderModelCardAsync(card));
    }

    public static async Task<Page> ReportAsync(ExplanationReport report)
    {
        await using var renderer = new PageRenderer();
        return new Page(await renderer.RenderReportAsync(report));
    }

    public static async Task<Page> LeadListAsync(LeadListPage page)
    {
        await using var renderer = new PageRenderer();
        return new Page(await renderer.RenderLeadListAsync(page));
    }

    public static async Task<Page> PoolAsync(PoolListPage page)
    {
        await using var renderer = new PageRenderer();
        return new Page(await renderer.RenderPoolAsync(page));
    }

    public static async Task<Page> FunnelAsync(FunnelPage page)
    {
        await using var renderer = new PageRenderer();
        return new Page(await renderer.RenderFunnelAsync(page));
    }

    public static async Task<Page> ForecastAsync(ForecastPage page)
    {
        await using var renderer = new PageRenderer();
        return new Page(await renderer.RenderForecastAsync(page));
    }

    public static async Task<Page> MessageAsync(MessagePage page)
    {
        await using var renderer = new PageRenderer();
        return new Page(await renderer.RenderMessageAsync(page));
    }

    public static async Task<Page> LeadAsync(LeadPage page)
    {
        await using var renderer = new PageRenderer();
        return new Page(await renderer.RenderLeadAsync(page));
    }
}
