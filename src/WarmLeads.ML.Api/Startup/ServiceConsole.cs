namespace WarmLeads.ML.Api;

/// <summary>What the service says to the person who started it: plain lines that read the same in a terminal and in a log file.</summary>
/// <param name="output">Where the lines go.</param>
sealed class ServiceConsole(TextWriter output)
{
    readonly Lock _lock = new();
    (string Phase, int Tenth) _last = ("", -1);

    /// <summary>One line.</summary>
    public void Line(string text)
    {
        lock (_lock)
            output.WriteLine(text);
    }

    /// <summary>How far a long job is. A line is written when its phase changes and at every tenth of the way.</summary>
    /// <param name="phase">What it does.</param>
    /// <param name="fraction">How much of the whole is done, 0..1.</param>
    /// <param name="message">One sentence.</param>
    public void Progress(string phase, double fraction, string message)
    {
        lock (_lock)
        {
            var step = (phase, Math.Max((int)(fraction * 10), string.Equals(phase, _last.Phase, StringComparison.Ordinal) ? _last.Tenth : 0));
            if (step == _last)
                return;
            _last = step;
            output.WriteLine($"  {100 * fraction,3:0} %  {message}");
        }
    }
}
