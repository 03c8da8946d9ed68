using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace WarmLeads.ML.Api;

/// <summary>Why the service cannot start, in one sentence.</summary>
static class StartFailure
{
    const string BinderSource = "Microsoft.Extensions.Configuration.Binder";

    /// <summary>The sentence; null when the failure is a defect of ours, which is to be seen with all its details.</summary>
    public static string? Explain(Exception problem) => problem switch
    {
        IOException { InnerException: AddressInUseException } =>
            $"{AddressOf(problem)} is used by another program; stop that program, or give another address with --urls http://localhost:5081.",
        OptionsValidationException settings => string.Join(Environment.NewLine, settings.Failures),
        UnauthorizedAccessException => $"{problem.Message} Give yourself the right to write there, or name another folder with --store and --models.",
        // Stores, registries, readers and model files throw these with a sentence that says what, where and what to do.
        InvalidDataException or IOException or ArgumentException => problem.Message,
        InvalidOperationException { Source: BinderSource } => ExplainBinding(problem.Message),
        _ => null,
    };

    /// <summary>Whether the failure is a wrong argument or setting.</summary>
    public static bool IsBadUsage(Exception problem) =>
        problem is ArgumentException or OptionsValidationException or InvalidOperationException { Source: BinderSource };

    // The binder names the setting and a value that it cannot read; of a setting that does not exist it speaks in its own terms.
    static string ExplainBinding(string message) =>
        message.StartsWith('\'')
            ? $"Section {ServiceOptions.Section} of the settings holds {message[(message.LastIndexOf(": ", StringComparison.Ordinal) + 2)..]}, which is no setting; " +
              $"known are {string.Join(", ", typeof(ServiceOptions).GetProperties().Where(property => property.CanWrite).Select(property => property.Name))}."
            : $"{message} Correct the value.";

    // Kestrel's message is "Failed to bind to address http://127.0.0.1:5080: address already in use."
    static string AddressOf(Exception problem) =>
        problem.Message.Split(' ').FirstOrDefault(word => word.Contains("://", StringComparison.Ordinal))?.TrimEnd(':', '.') ?? "The address";
}
