using Spectre.Console;
using WarmLeads.ML.Training;

namespace WarmLeads.ML.Cli;

/// <summary>Shows on standard error how a job runs: a moving bar on a screen, a few calm lines in a file.</summary>
/// <remarks>May be told from any thread.</remarks>
sealed class RunningProgress : IProgress<TrainingStep>
{
    // A redirected run says where it is when a phase begins and at each quarter of the whole, not at each step.
    const int LinesPerRun = 4;

    readonly Terminal _terminal;
    readonly ProgressTask? _task;
    readonly Lock _gate = new();
    string _phase = "";
    int _lines;

    RunningProgress(Terminal terminal, ProgressTask? task) => (_terminal, _task) = (terminal, task);

    /// <summary>Runs a job that tells how far it is.</summary>
    /// <param name="terminal">Where to show it.</param>
    /// <param name="job">The job.</param>
    public static async Task<T> ShowAsync<T>(Terminal terminal, Func<RunningProgress, Task<T>> job)
    {
        if (!terminal.ErrorIsScreen)
            return await job(new RunningProgress(terminal, null));
        return await terminal.Messages.Progress().AutoClear(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .StartAsync(context => job(new RunningProgress(terminal, context.AddTask("starting", maxValue: 1))));
    }

    /// <summary>Says how far the job is.</summary>
    public void Report(TrainingStep value)
    {
        var what = $"{value.Phase}: {value.Message}";
        lock (_gate)
        {
            if (_task is not null)
            {
                _task.Description = Markup.Escape(what);
                _task.Value = Math.Max(_task.Value, value.Fraction);
                return;
            }

            var line = (int)(value.Fraction * LinesPerRun);
            if (value.Phase == _phase && line <= _lines)
                return;
            (_phase, _lines) = (value.Phase, line);
            _terminal.Error.WriteLine($"{100 * value.Fraction,3:0} %  {what}");
        }
    }
}
