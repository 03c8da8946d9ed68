using Microsoft.Data.Sqlite;

namespace WarmLeads.ML.Storage;

/// <summary>What SQLite reports as a number, as a sentence that names the file and what to do.</summary>
static class SqliteFailure
{
    // Result codes of https://www.sqlite.org/rescode.html.
    const int Busy = 5, Locked = 6, ReadOnly = 8, InputOutput = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NotADatabase = 26;

    public static Exception Explain(string path, SqliteException failure) => failure.SqliteErrorCode switch
    {
        NotADatabase => new InvalidDataException(
            $"{path} is not a SQLite database; name another file for the store, or move this one away and a new store is created.", failure),
        Corrupt => new InvalidDataException(
            $"{path} is damaged; restore it from a backup, or move it away and import the history again.", failure),
        CannotOpen => new IOException(
            $"{path} cannot be opened; check that its folder exists and that you may write there.", failure),
        ReadOnly => new IOException(
            $"{path} may not be written; give yourself the right to write to it and its folder, or name another file.", failure),
        Full => new IOException($"{path} cannot grow because the disk is full; nothing was stored, make room and repeat.", failure),
        Busy or Locked => new IOException(
            $"{path} is being written by another process; one process at a time uses a SQLite store, several share PostgreSQL.", failure),
        InputOutput => new IOException($"{path} cannot be read or written ({failure.Message}); check the disk.", failure),
        _ => new IOException($"{path} could not be used ({failure.Message}).", failure),
    };
}
