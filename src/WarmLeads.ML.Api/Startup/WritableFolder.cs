namespace WarmLeads.ML.Api;

/// <summary>Finds out whether a folder can be written to before anything relies on it.</summary>
static class WritableFolder
{
    /// <summary>Creates the folder when it is missing, and tries to write to it.</summary>
    /// <exception cref="IOException">It cannot be written to.</exception>
    public static void Check(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".write-test-{Environment.ProcessId}");
            using var file = new FileStream(probe, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The models folder {folder} cannot be written to ({problem.Message.TrimEnd('.')}); give yourself the right to, or name another one with --models.",
                problem);
        }
    }
}
