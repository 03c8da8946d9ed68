namespace WarmLeads.ML.Api;

/// <summary>Every setting of the service, from section `WarmLeads` of appsettings.json, the environment (`WarmLeads__Store=…`) or the command line.</summary>
public sealed record ServiceOptions
{
    /// <summary>The section that holds them.</summary>
    public const string Section = "WarmLeads";

    /// <summary>The folder that relative paths start from. Empty: the clone that the working folder or the program lies in, else the working folder.</summary>
    public string Root { get; init; } = "";

    /// <summary>A path for SQLite, or `Host=…;Database=…;Username=…` for PostgreSQL.</summary>
    public string Store { get; init; } = "data/store/warmleads.db";

    /// <summary>The folder of the published models.</summary>
    public string Models { get; init; } = "models";

    /// <summary>A folder with leads.csv, events.csv and outcomes.csv that an empty store is filled with. Empty: nothing is loaded.</summary>
    public string Sample { get; init; } = "data/sample";

    /// <summary>The model that the service trains on the store and ranks the pool with: 1 to 64 letters, digits, `-`, `_`.</summary>
    public string ModelName { get; init; } = "conversion";

    /// <summary>Days within which the trained model predicts the conversion, 1 to 365.</summary>
    public int HorizonDays { get; init; } = 30;

    /// <summary>Snapshots that training takes of each lead, 1 to 50. More follow a lead more closely and take longer.</summary>
    public int SnapshotsPerLead { get; init; } = 4;

    /// <summary>An attribute of categories whose values get a part of their own in the model, as far as their outcomes bear it out. Empty: one model of all.</summary>
    public string SegmentAttribute { get; init; } = "";

    /// <summary>Seconds that one training may take, 1 to 86,400.</summary>
    public double BudgetSeconds { get; init; } = 30;

    /// <summary>Seed of everything random in training.</summary>
    public ulong Seed { get; init; }

    /// <summary>When to train again, as a Quartz cron expression in UTC. Empty: only when it is asked for.</summary>
    public string TrainingCron { get; init; } = "0 0 3 * * ?";

    /// <summary>The addresses to listen on, with semicolons between them.</summary>
    public string Urls { get; init; } = "http://localhost:5080";

    /// <summary>Keys by the name of their holder (`WarmLeads__ApiKeys__website=…`), each of 16 characters or more. None: only this machine is served.</summary>
    public Dictionary<string, string> ApiKeys { get; init; } = new(StringComparer.Ordinal);

    /// <summary>Names that the service may be called by, with semicolons between them; `*` for any. Empty: localhost and the hosts of <see cref="Urls"/>.</summary>
    public string AllowedHosts { get; init; } = "";

    /// <summary>A signals.json whose `names` say which kind an event name of another system is. Empty: the shipped names.</summary>
    public string Signals { get; init; } = "";

    /// <summary>The warm pool: when it is swept, what is told to whom, and how leads are handed over.</summary>
    public PoolOptions Pool { get; init; } = new();
}
