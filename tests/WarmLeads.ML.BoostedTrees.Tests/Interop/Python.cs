using System.Collections.Concurrent;

namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>A Python with the packages that a script needs; a test that needs it skips where there is none.</summary>
static class Python
{
    static readonly ConcurrentDictionary<string, string?> _programs = new(StringComparer.Ordinal);

    /// <summary>Runs a script that lies beside the tests.</summary>
    public static void Run(string packages, string script, params string[] arguments)
    {
        var program = _programs.GetOrAdd(packages, Find);
        Assert.SkipWhen(program is null, $"No Python with {packages}: install them, or name one in WARMLEADS_TEST_PYTHON.");
        var (code, errors) = PeerFolder.Run(program!, [Path.Combine(PeerFolder.ScriptFolder, script), .. arguments])!.Value;
        Assert.True(code == 0, errors);
    }

    static string? Find(string packages) =>
        new[] { Environment.GetEnvironmentVariable("WARMLEADS_TEST_PYTHON"), "/usr/bin/python3", "python3" }
            .FirstOrDefault(program => program is not null && PeerFolder.Run(program, "-c", $"import {packages}") is (0, _));
}
