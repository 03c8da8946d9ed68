using System.Diagnostics;
using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>A folder in which another engine and ours pass each other models, rows and answers as raw numbers.</summary>
sealed class PeerFolder : IDisposable
{
    readonly string _path = Directory.CreateTempSubdirectory("warmleads-peer-").FullName;

    /// <summary>Runs a script that lies beside the tests; null when the program is not there, else its exit code and errors.</summary>
    public static (int Code, string Errors)? Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardError = true, RedirectStandardOutput = true, UseShellExecute = false, WorkingDirectory = ScriptFolder,
        };
        // Threads that wait for each other by spinning take a busy machine's time for nothing.
        start.Environment["OMP_NUM_THREADS"] = "1";
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, errors + output.Result);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    /// <summary>Where the scripts are.</summary>
    public static string ScriptFolder => Path.Combine(AppContext.BaseDirectory, "Interop");

    /// <summary>The folder's path.</summary>
    public override string ToString() => _path;

    public FileStream Open(string name) => File.OpenRead(Path.Combine(_path, name));

    public FileStream Create(string name) => File.Create(Path.Combine(_path, name));

    public void Write<T>(string name, ReadOnlySpan<T> numbers)
        where T : unmanaged => File.WriteAllBytes(Path.Combine(_path, name), MemoryMarshal.AsBytes(numbers).ToArray());

    public T[] Read<T>(string name)
        where T : unmanaged => MemoryMarshal.Cast<byte, T>(File.ReadAllBytes(Path.Combine(_path, name))).ToArray();

    public void Dispose() => Directory.Delete(_path, recursive: true);
}
