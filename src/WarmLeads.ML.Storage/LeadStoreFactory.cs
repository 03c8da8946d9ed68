using System.Data.Common;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Storage;

/// <summary>From the one connection setting to the store that it names.</summary>
public static class LeadStoreFactory
{
    static readonly string[] SqliteKeys = ["Data Source", "DataSource", "Filename"];
    static readonly string[] PostgreSqlKeys = ["Host", "Server"];

    /// <summary>The store that a setting names; nothing is opened before <see cref="ILeadStore.InitializeAsync"/>.</summary>
    /// <param name="setting">
    /// A path or `Data Source=path` for SQLite, `Host=…;Database=…;Username=…` for PostgreSQL, where `Search Path`
    /// names the schema (`warmleads` when it is missing).
    /// </param>
    /// <exception cref="ArgumentException">The setting names neither; the sentence never repeats a password.</exception>
    public static IPoolStore Create(string setting)
    {
        if (string.IsNullOrWhiteSpace(setting))
            throw new ArgumentException(
                "The store setting is empty; give a file for SQLite, or Host=…;Database=…;Username=… for PostgreSQL.");
        if (setting.Contains("://", StringComparison.Ordinal))
            throw new ArgumentException(
                "The store setting is an address; write a PostgreSQL database as Host=…;Port=…;Database=…;Username=…;Password=….");
        // Without an equals sign it is a path, and so is a path that has one in a name.
        if (!setting.Contains('=') || setting.StartsWith('/') || setting.StartsWith("./", StringComparison.Ordinal))
            return new SqliteLeadStore(setting.Trim());

        var parts = Parse(setting);
        if (PostgreSqlKeys.Any(parts.ContainsKey))
            return new PostgreSqlLeadStore(setting);
        if (SqliteKeys.FirstOrDefault(parts.ContainsKey) is { } key)
            return CreateSqlite(parts, key);
        throw new ArgumentException(
            $"The store setting names no store ({string.Join(", ", Keys(parts))}); " +
            "give Data Source=file for SQLite, or Host=…;Database=…;Username=… for PostgreSQL.");
    }

    static SqliteLeadStore CreateSqlite(DbConnectionStringBuilder parts, string key)
    {
        if (parts.Count > 1)
            throw new ArgumentException(
                $"The store setting for SQLite knows only the file; remove {string.Join(", ", Keys(parts).Where(other =>
                    !other.Equals(key, StringComparison.OrdinalIgnoreCase)))}.");
        var path = ((string)parts[key]).Trim();
        if (path.Length == 0 || path == ":memory:")
            throw new ArgumentException("The store setting for SQLite names no file; write Data Source=file.");
        return new SqliteLeadStore(path);
    }

    static DbConnectionStringBuilder Parse(string setting)
    {
        try
        {
            return new DbConnectionStringBuilder { ConnectionString = setting };
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException(
                "The store setting is neither a path nor a list of Key=Value with semicolons between them; " +
                "give Data Source=file for SQLite, or Host=…;Database=…;Username=… for PostgreSQL.", e);
        }
    }

    static IEnumerable<string> Keys(DbConnectionStringBuilder parts) => parts.Keys.Cast<string>();
}
