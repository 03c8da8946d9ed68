using System.Security.Cryptography;
using System.Text;

namespace WarmLeads.ML.Reports;

/// <summary>The one style sheet of all pages, which stands in each of them, and the content security policy that allows it.</summary>
/// <remarks>
/// No page has a style attribute or a script, so the policy needs nothing but the style sheet's hash.
/// Contrast is at least 4.5 : 1 for text and 3 : 1 for bars in light and in dark (WCAG AA); print is always light.
/// </remarks>
public static partial class PageStyle
{
    /// <summary>The style sheet, byte for byte as it stands in the page.</summary>
    public static string Css { get; } = string.Concat(BaseCss, TableCss, ChartCss, PoolCss, ScreenAndPrintCss, NarrowPoolCss).ReplaceLineEndings("\n");

    /// <summary>A policy under which every page works: this style sheet and nothing else.</summary>
    public static string ContentSecurityPolicy { get; } =
        $"default-src 'none'; style-src {CspSource()}; base-uri 'none'; form-action 'none'";

    /// <summary>The style sheet as a source for `style-src`: 'sha256-…' with its quotes.</summary>
    public static string CspSource() => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Css)))}'";

    const string BaseCss = """
        :root {
          color-scheme: light dark;
          --paper: #faf8f5; --card: #ffffff; --ink: #1f2933; --soft: #55606c; --line: #dcd9d3; --track: #eceae5;
          --accent: #1d4e73; --fill: #4b7ea3; --raises: #0f766e; --lowers: #b45309; --warn-paper: #fdf3e1; --warn-line: #b7791f;
        }
        @media screen and (prefers-color-scheme: dark) {
          :root {
            --paper: #14181d; --card: #1c2229; --ink: #e6e9ec; --soft: #a9b3be; --line: #37404a; --track: #2b333c;
            --accent: #8fc1e3; --fill: #5b93bb; --raises: #4fb8ab; --lowers: #e39a4f; --warn-paper: #33291a; --warn-line: #d19a3e;
          }
        }
        * { box-sizing: border-box; }
        html { background: var(--paper); }
        body {
          margin: 0 auto; padding: 0 1.25rem; max-width: 60rem; color: var(--ink); background: var(--paper);
          font: 1rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Liberation Sans", "DejaVu Sans", sans-serif;
          overflow-wrap: break-word;
        }
        a { color: var(--accent); text-underline-offset: 0.15em; }
        a:focus-visible, summary:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
        .skip { position: absolute; left: -100rem; }
        .aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
        .skip:focus { left: 1rem; top: 0.5rem; padding: 0.4rem 0.8rem; background: var(--card); }
        .top { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; align-items: baseline; padding: 0.9rem 0; border-bottom: 1px solid var(--line); }
        .top p { margin: 0; }
        .top .brand { font-weight: 700; color: var(--accent); letter-spacing: 0.01em; }
        h1 { margin: 1.6rem 0 0.4rem; font-size: 1.8rem; line-height: 1.2; letter-spacing: -0.01em; text-wrap: balance; }
        h2 { margin: 2.4rem 0 0.6rem; font-size: 1.3rem; line-height: 1.3; }
        h3 { margin: 1.6rem 0 0.4rem; font-size: 1.05rem; line-height: 1.35; }
        p, ul, ol, dl { margin: 0.6rem 0; max-width: 46rem; text-wrap: pretty; }
        li { margin: 0.25rem 0; }
        h1, h2, h3, dd, li, p, th[scope=row], .why { overflow-wrap: anywhere; }
        .lead { font-size: 1.1rem; }
        .note, .empty { color: var(--soft); font-size: 0.925rem; }
        .facts { color: var(--soft); margin-top: 0; }
        .hash { font-family: ui-monospace, "Liberation Mono", monospace; font-size: 0.85em; }
        .card { margin: 1rem 0; padding: 0.9rem 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; }
        .card > :first-child { margin-top: 0; } .card > :last-child { margin-bottom: 0; }
        .verdict { border-left: 0.35rem solid var(--accent); font-size: 1.05rem; }
        .warning { background: var(--warn-paper); border-color: var(--warn-line); border-left: 0.35rem solid var(--warn-line); }
        .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(10.5rem, 1fr)); gap: 0.8rem; margin: 1rem 0; max-width: none; }
        .figures > div { padding: 0.75rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 0.6rem; display: flex; flex-direction: column-reverse; justify-content: flex-end; }
        .figures dt { color: var(--soft); font-size: 0.875rem; line-height: 1.4; }
        .figures dd { margin: 0; font-size: 1.75rem; font-weight: 650; line-height: 1.25; font-variant-numeric: tabular-nums; }
        .pairs { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: 0.3rem 1.25rem; max-width: none; }
        .pairs dt { color: var(--soft); } .pairs dd { margin: 0; }
        .bottom { margin: 3rem 0 2rem; padding-top: 0.8rem; border-top: 1px solid var(--line); color: var(--soft); font-size: 0.875rem; }
        .bottom p { margin: 0.2rem 0; max-width: none; }
        .paging { display: flex; flex-wrap: wrap; gap: 0.5rem 1.5rem; margin: 1rem 0; }

        """;

    const string TableCss = """
        table { width: 100%; border-collapse: collapse; font-size: 0.9375rem; font-variant-numeric: tabular-nums; }
        caption { text-align: left; color: var(--soft); font-size: 0.875rem; padding: 0.2rem 0 0.4rem; }
        th, td { padding: 0.45rem 0.6rem; text-align: left; vertical-align: top; border-bottom: 1px solid var(--line); }
        th:first-child, td:first-child { padding-left: 0; } th:last-child, td:last-child { padding-right: 0; }
        thead th { color: var(--soft); font-size: 0.8125rem; font-weight: 600; vertical-align: bottom; }
        tbody th { font-weight: 500; }
        .num { text-align: right; }
        td.num, time { white-space: nowrap; }
        .metrics { table-layout: fixed; } .metrics th:first-child { width: 37%; } .metrics td.num { white-space: normal; }
        .own { font-weight: 700; }
        .scroll { overflow-x: auto; }
        .scroll table { min-width: 48rem; }
        details { margin: 0.6rem 0; }
        summary { cursor: pointer; color: var(--accent); }
        .value { color: var(--soft); font-weight: 400; }
        .value::before { content: " \00b7\00a0"; }
        .contributions { table-layout: fixed; max-width: 48rem; }
        .contributions th:first-child { width: 48%; } .contributions .num { width: 5rem; }
        .contributions td { vertical-align: middle; }
        .contributions thead th:nth-child(2) { text-align: center; white-space: nowrap; }
        .contributions .end th, .contributions .end td { font-weight: 700; }
        .contributions tbody .end:last-child th, .contributions tbody .end:last-child td { border-top: 2px solid var(--ink); border-bottom: 0; }
        .contributions .folded th { font-style: italic; }
        .raises-text { color: var(--raises); } .lowers-text { color: var(--lowers); margin-right: 0.8em; }
        .meter { display: flex; align-items: center; gap: 0.6rem; }
        .figure { flex: none; min-width: 4rem; text-align: right; white-space: nowrap; }
        .families th[scope=rowgroup] { padding-top: 1.2rem; font-weight: 700; font-size: 1rem; }
        .families .value { font-size: 0.9375rem; }
        .values { table-layout: fixed; } .values th:first-child { width: 28%; } .values .num { width: 5rem; }
        .signals { table-layout: fixed; } .signals th:first-child { width: 30%; } .signals th:nth-child(2) { width: 27%; }
        .calls th[scope=row] { white-space: nowrap; } .calls th:last-child { width: 40%; }
        .metrics .better { display: block; font-size: 0.8125rem; color: var(--soft); font-weight: 400; }
        .leads .rank { width: 3.5rem; } .leads .chance { width: 11.5rem; } .leads .band { width: 10.5rem; } .band-name { color: var(--soft); }
        .leads .id { width: 22%; font-weight: 600; }
        .grade { display: inline-block; min-width: 1.6rem; padding: 0 0.4rem; margin-right: 0.2rem; border-radius: 0.35rem; border: 1.5px solid currentColor; font-weight: 700; text-align: center; line-height: 1.5; }
        .grade-1 { background: var(--accent); color: var(--card); border-color: var(--accent); }
        .grade-2 { color: var(--accent); } .grade-3 { color: var(--soft); } .grade-4 { color: var(--soft); border-style: dotted; }
        .scale { display: flex; flex-wrap: wrap; gap: 0.3rem 1.5rem; padding: 0; list-style: none; color: var(--soft); font-size: 0.925rem; max-width: none; }
        .scale li { margin: 0; }

        """;

    const string ChartCss = """
        .beside { display: grid; grid-template-columns: 1fr 1fr; gap: 0 2.2rem; align-items: start; }
        figure { margin: 1.2rem 0; max-width: 31rem; }
        figcaption { font-weight: 600; }
        svg { display: block; }
        .bar { flex: 1; min-width: 0; width: 100%; height: 0.7rem; margin: 0.2rem 0; overflow: visible; }
        .bar line { vector-effect: non-scaling-stroke; }
        .track { fill: var(--track); } .fill { fill: var(--fill); } .raises { fill: var(--raises); } .lowers { fill: var(--lowers); }
        .zero, .bar .interval { stroke: var(--ink); stroke-width: 1; }
        .reference { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 2 2; }
        .plot { width: 100%; height: auto; margin: 0.4rem 0; overflow: visible; font-family: inherit; }
        .plot text { font-size: 12.5px; fill: var(--soft); }
        .plot .axis { font-weight: 600; } .plot .label { font-size: 13px; font-weight: 600; }
        .plot .model-text { fill: var(--accent); } .plot .random-text { fill: var(--soft); }
        .grid { stroke: var(--line); stroke-width: 1; }
        .random { stroke: var(--soft); stroke-width: 1.5; stroke-dasharray: 5 4; }
        .model { fill: none; stroke: var(--accent); stroke-width: 2.5; stroke-linejoin: round; }
        .dot { fill: var(--accent); } .plot .interval { stroke: var(--fill); stroke-width: 2.5; }
        .hot-line { fill: none; stroke: var(--raises); stroke-width: 2.5; stroke-linejoin: round; }
        .hot-dot { fill: var(--raises); } .plot .hot-text { fill: var(--raises); }
        .version { stroke: var(--lowers); stroke-width: 1.5; stroke-dasharray: 3 3; }

        """;

    const string ScreenAndPrintCss = """
        @media screen and (max-width: 52rem) { .beside { grid-template-columns: 1fr; } }
        @media screen and (max-width: 40rem) {
          body { padding: 0 1rem; }
          h1 { font-size: 1.5rem; }
          .figures { grid-template-columns: repeat(2, 1fr); } .figures dd { font-size: 1.4rem; }
          .pairs { grid-template-columns: 1fr; gap: 0; } .pairs dd { margin-bottom: 0.5rem; }
          .card { padding: 0.75rem 0.85rem; }
          .stack, .stack tbody, .contributions, .contributions tbody { display: block; }
          .stack thead, .contributions thead { position: absolute; left: -100rem; }
          .stack caption, .contributions caption { display: block; }
          .stack tr, .contributions tr { display: grid; grid-template-columns: 1fr auto; gap: 0.1rem 0.8rem; padding: 0.5rem 0; border-bottom: 1px solid var(--line); }
          .stack th, .stack td, .contributions th, .contributions td { border: 0; padding: 0; width: auto; }
          .contributions tbody .end:last-child { border-top: 2px solid var(--ink); border-bottom: 0; }
          .contributions tbody .end:last-child th, .contributions tbody .end:last-child td { border: 0; }
          .contributions th:first-child, .contributions .num { width: auto; }
          .contributions .chart { grid-column: 1 / -1; grid-row: 2; } .contributions .end .chart { display: none; }
          .stack .why { grid-column: 1 / -1; }
          .metrics { font-size: 0.8125rem; } .metrics th:first-child { width: 27%; } .metrics th, .metrics td { padding: 0.4rem 0.3rem; } .metrics thead th { font-size: 0.6875rem; }
          .values th, .values td { padding: 0.4rem 0.3rem; } .values thead th { font-size: 0.6875rem; }
          .values .meter, .values .figure { display: block; } .values .figure { text-align: left; }
          .values th:first-child { width: 27%; } .values .num { width: 4rem; }
          .leads tr { grid-template-columns: 3rem 1fr auto; }
          .leads .rank, .leads .chance, .leads .band, .leads .id { width: auto; }
          .leads .rank { text-align: left; } .leads .chance { grid-column: 2 / -1; } .leads .band { grid-column: 3; grid-row: 1; } .leads .why { grid-column: 2 / -1; }
          .signals th:first-child, .signals th:nth-child(2) { width: auto; }
          .signals tr { grid-template-columns: 1fr 45%; } .signals .why, .signals th[scope=rowgroup] { grid-column: 1 / -1; }
        }
        @page { size: A4; margin: 16mm 15mm; }
        @media print {
          html { background: #ffffff; font-size: 9pt; }
          body { background: #ffffff; max-width: none; padding: 0; }
          .top nav, .skip, .paging, figure details { display: none; }
          details::details-content { content-visibility: visible; }
          summary { color: inherit; font-weight: 600; list-style: none; }
          .scroll { overflow: visible; } .scroll table { min-width: 0; }
          .figures { grid-template-columns: repeat(4, 1fr); }
          .leads .id { width: 18%; }
          p, ul, ol, dl { max-width: none; }
          h1, h2, h3, caption, figcaption, .intro, tr:has(th[scope=rowgroup]) { break-after: avoid; }
          figure, tr, .card, .figures > div, .contributions, .keep { break-inside: avoid; }
          thead { display: table-header-group; }
          figure { max-width: 110mm; }
          svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
          a { color: inherit; text-decoration: none; }
        }

        """;
}
