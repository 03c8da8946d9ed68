using Microsoft.Data.Sqlite;

namespace WarmLeads.ML.Storage;

/// <summary>One prepared statement whose parameters are named @0, @1… and that runs many times.</summary>
sealed class SqliteStatement : IDisposable
{
    readonly SqliteCommand _command;

    public SqliteStatement(SqliteConnection connection, string sql, int parameterCount)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        for (var i = 0; i < parameterCount; i++)
            _command.Parameters.Add(new SqliteParameter { ParameterName = $"@{i}" });
    }

    /// <summary>Runs it.</summary>
    /// <returns>How many rows it wrote.</returns>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The first text that it answers; null when it answers none.</summary>
    public string? Text(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() as string;
    }

    /// <summary>What is read of its first row; null when it answers none.</summary>
    public T? First<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
        where T : class
    {
        Bind(values);
        using var row = _command.ExecuteReader();
        return row.Read() ? read(row) : null;
    }

    /// <summary>What is read of each row that it answers.</summary>
    public List<T> All<T>(Func<SqliteDataReader, T> read, params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var row = _command.ExecuteReader();
        var all = new List<T>();
        while (row.Read())
            all.Add(read(row));
        return all;
    }

    public void Dispose() => _command.Dispose();

    void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
