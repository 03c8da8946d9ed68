using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace WarmLeads.ML.Api;

/// <summary>Why the service cannot start, in one sentence.</summary>
static class StartFailure
{
    /// <summary>The sentence; null when the failure is a defect of ours, which is to be seen with all its details.</summary>
    public static string? Explain(Exception problem) => problem switch
    {
        IOException { InnerException: AddressInUseException } =>
            $"{AddressOf(problem)} is used by another program; stop that program, or give another address with --urls http://localhost:5081.",
        OptionsValidationException settings => string.Join(Environment.NewLine, settings.Failures),
        UnauthorizedAccessException => $"{problem.Message} Give yourself the right to write there, or name another folder with --store and --models.",
        // Stores, registries, readers and model files throw these with a sentence that says what, where and what to do.
        InvalidDataException or IOException or ArgumentException => problem.Message,
        // The binder's sentence names the setting and the value that it cannot read.
        InvalidOperationException { Source: "Microsoft.Extensions.Configuration.Binder" } => problem.Message,
        _ => null,
    };

    // Kestrel's message is "Failed to bind to address http://127.0.0.1:5080: address already in use."
    static string AddressOf(Exception problem) =>
        problem.Message.Split(' ').FirstOrDefault(word => word.Contains("://", StringComparison.Ordinal))?.TrimEnd(':', '.') ?? "The address";
}
