namespace WarmLeads.ML.Reports;

// What the pages of the warm pool add.
public static partial class PageStyle
{
    const string PoolCss = """
        .top nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1.2rem; }
        [aria-current=page] { font-weight: 700; text-decoration: none; color: var(--ink); }
        .views { display: flex; flex-wrap: wrap; gap: 0.3rem 1.2rem; margin: 0.8rem 0 1rem; }
        .tags { display: inline-flex; flex-wrap: wrap; gap: 0.25rem; }
        p.tags { display: flex; gap: 0.4rem; align-items: baseline; }
        .tag { display: inline-block; padding: 0 0.45rem; border: 1.5px solid currentColor; border-radius: 0.8rem; font-size: 0.8125rem; font-weight: 600; line-height: 1.5; white-space: nowrap; }
        .tag-hot { background: var(--accent); color: var(--card); border-color: var(--accent); }
        .tag-warm, .tag-converted { color: var(--accent); } .tag-cold, .tag-lost { color: var(--soft); border-style: dotted; }
        .trend-heating, .rewarmed { color: var(--raises); } .trend-cooling { color: var(--lowers); }
        .pool .rank { width: 3.2rem; } .pool .id { width: 20%; font-weight: 600; } .pool .id .tags { display: flex; margin-top: 0.2rem; }
        .pool .chance { width: 10rem; } .pool .worth { width: 6.5rem; } .pool .next { width: 6rem; }
        .pool .why { font-size: 0.9rem; } .late { color: var(--lowers); font-weight: 700; }
        .criteria { list-style: none; padding: 0; }
        .criteria li { padding-left: 1.6rem; text-indent: -1.6rem; }
        .criteria li::before { display: inline-block; width: 1.6rem; text-indent: 0; font-weight: 700; }
        .criteria .met::before { content: "\2713"; color: var(--raises); } .criteria .missing::before { content: "\2013"; color: var(--soft); }
        .missing { color: var(--soft); }
        figure.wide { max-width: none; }
        figure.wide > svg:not(.timeline) { max-width: 34rem; }
        .act { fill: var(--fill); } .ours { fill: none; stroke: var(--soft); stroke-width: 1.5; }
        .span { stroke: var(--fill); stroke-width: 9; opacity: 0.55; }
        .steps .why { width: 38%; } .steps .value::before { content: ""; }
        .narrow { display: none; }

        """;

    // Where the page is narrow; after everything else.
    const string NarrowPoolCss = """
        @media screen and (max-width: 40rem) {
          .pool tr { grid-template-columns: 2.6rem 1fr auto; }
          .pool .rank, .pool .chance, .pool .worth, .pool .next, .pool .id { width: auto; }
          .pool .rank { text-align: left; } .pool .next { grid-column: 3; grid-row: 1; } .pool .id { grid-column: 2; grid-row: 1; }
          .pool .chance { grid-column: 2; } .pool .worth { grid-column: 3; } .pool .why { grid-column: 2 / -1; width: auto; }
          .labelled tr { grid-template-columns: 1fr; } .labelled .num { text-align: left; white-space: normal; } .narrow { display: inline; color: var(--soft); }
          .timeline { min-width: 40rem; } .steps .why { width: auto; }
        }

        """;
}
