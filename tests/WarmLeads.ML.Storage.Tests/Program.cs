using WarmLeads.ML.Storage.Tests;
using Xunit.Runner.InProc.SystemConsole;

// The tests, or a process that one of them kills.
return args switch
{
    [WriterProcess.Argument, var file] => await WriterProcess.RunAsync(file),
    [IntakeProcess.Argument, var setting, var round] => await IntakeProcess.RunAsync(setting, int.Parse(round)),
    _ => await ConsoleRunner.Run(args),
};
