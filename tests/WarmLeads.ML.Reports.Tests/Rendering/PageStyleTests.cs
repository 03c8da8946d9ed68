using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace WarmLeads.ML.Reports.Tests;

public sealed class PageStyleTests
{
    [Fact]
    public async Task The_policy_allows_the_style_sheet_that_stands_in_the_page()
    {
        await using var renderer = new PageRenderer();
        var html = await renderer.RenderLeadListAsync(Some.LeadList());
        var style = Regex.Match(html, "<style>(.*?)</style>", RegexOptions.Singleline).Groups[1].Value;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));
        Assert.Equal($"'sha256-{hash}'", PageStyle.CspSource());
        Assert.Equal($"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'", PageStyle.ContentSecurityPolicy);
    }

    [Theory]
    [InlineData("ink", "paper", 4.5)]
    [InlineData("ink", "card", 4.5)]
    [InlineData("ink", "warn-paper", 4.5)]
    [InlineData("soft", "paper", 4.5)]
    [InlineData("soft", "card", 4.5)]
    [InlineData("soft", "warn-paper", 4.5)]
    [InlineData("accent", "paper", 4.5)]
    [InlineData("accent", "card", 4.5)]
    [InlineData("raises", "paper", 4.5)]
    [InlineData("lowers", "paper", 4.5)]
    [InlineData("raises", "card", 4.5)]
    [InlineData("lowers", "card", 4.5)]
    [InlineData("fill", "paper", 3)]
    [InlineData("fill", "track", 3)]
    public void Text_and_bars_stand_out_in_light_and_in_dark(string ink, string paper, double atLeast)
    {
        foreach (var colors in Regex.Matches(PageStyle.Css, @":root \{(.*?)\}", RegexOptions.Singleline).Select(match => match.Groups[1].Value))
            Assert.True(Contrast(Luminance(colors, ink), Luminance(colors, paper)) >= atLeast, $"{ink} on {paper}: {Contrast(Luminance(colors, ink), Luminance(colors, paper)):0.00}");
    }

    static double Contrast(double a, double b) => (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);

    // Relative luminance, WCAG 2.2.
    static double Luminance(string colors, string name)
    {
        var hex = Convert.FromHexString(Regex.Match(colors, $"--{name}: #([0-9a-f]{{6}})").Groups[1].Value);
        return 0.2126 * Linear(hex[0]) + 0.7152 * Linear(hex[1]) + 0.0722 * Linear(hex[2]);
    }

    static double Linear(byte channel) => channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);
}
