using WarmLeads.ML.Storage.Tests;
using Xunit.Runner.InProc.SystemConsole;

// The tests, or the process that one of them kills.
return args is [WriterProcess.Argument, var file] ? await WriterProcess.RunAsync(file) : await ConsoleRunner.Run(args);
