namespace WarmLeads.ML.Cli;

/// <summary>How a run ended, for scripts.</summary>
static class ExitCode
{
    /// <summary>The job is done.</summary>
    public const int Ok = 0;

    /// <summary>The job failed or was cancelled; its input was fine.</summary>
    public const int Failed = 1;

    /// <summary>The command line or the input is wrong; the message says what to correct.</summary>
    public const int BadInput = 2;
}
