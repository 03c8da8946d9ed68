using System.Diagnostics;
using System.Text;

namespace WarmLeads.ML.EndToEnd.Tests;

/// <summary>The real service in a process of its own, on a free port of the loopback.</summary>
sealed class ServiceProcess : IDisposable
{
    readonly Process _process;
    readonly StringBuilder _output = new();
    readonly Lock _lock = new();
    readonly List<(string Text, TaskCompletionSource Seen)> _awaited = [];

    public ServiceProcess(string root, string sample, double budgetSeconds, params IReadOnlyList<string> more)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            WorkingDirectory = root,
        };
        foreach (var argument in (string[])
                 [
                     Path.Combine(AppContext.BaseDirectory, "WarmLeads.ML.Api.dll"), "--root", root, "--sample", sample, "--urls",
                     "http://127.0.0.1:0", "--budget", $"{budgetSeconds}", "--cron", "", .. more,
                 ])
        {
            start.ArgumentList.Add(argument);
        }

        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => FailAwaited();
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>All that it has said so far.</summary>
    public string Output
    {
        get
        {
            lock (_lock)
                return _output.ToString();
        }
    }

    /// <summary>Where it listens, as it printed it.</summary>
    public string Address => Output.Split("ranked list")[1].Split('\n')[0].Trim().TrimEnd('/');

    /// <summary>The curl command that it printed.</summary>
    public string Curl => Output.Split('\n').Single(line => line.Contains(" curl ", StringComparison.Ordinal)).Split("one lead")[1].Trim();

    /// <summary>Waits until it has said something.</summary>
    public async Task WaitForAsync(string text)
    {
        var seen = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            if (_output.ToString().Contains(text, StringComparison.Ordinal))
                return;
            _awaited.Add((text, seen));
        }

        if (_process.HasExited)
            FailAwaited();
        await seen.Task.WaitAsync(TimeSpan.FromMinutes(5));
    }

    /// <summary>Waits until it serves.</summary>
    public Task WaitUntilServingAsync() => WaitForAsync("API description");

    /// <summary>Asks it to stop, as a service manager does; returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Waits until it has ended by itself and said all it had to say; returns its exit code.</summary>
    public async Task<int> WaitForExitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    /// <summary>Ends it as a power cut would.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    void Take(string? line)
    {
        lock (_lock)
        {
            _output.Append(line).Append('\n');
            foreach (var (text, seen) in _awaited)
            {
                if (line?.Contains(text, StringComparison.Ordinal) == true)
                    seen.TrySetResult();
            }
        }
    }

    void FailAwaited()
    {
        lock (_lock)
        {
            foreach (var (text, seen) in _awaited)
                seen.TrySetException(new InvalidOperationException($"The service ended before it said '{text}':\n{_output}"));
        }
    }
}
