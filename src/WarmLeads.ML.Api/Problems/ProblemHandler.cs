using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;

namespace WarmLeads.ML.Api;

/// <summary>What was thrown becomes an answer: a caller's mistake with its sentence, our own fault with a trace id only.</summary>
/// <param name="log">Receives our own faults.</param>
sealed class ProblemHandler(ILogger<ProblemHandler> log) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        switch (exception)
        {
            // The caller went away: nobody reads an answer, and nothing went wrong.
            case OperationCanceledException when httpContext.RequestAborted.IsCancellationRequested:
                httpContext.Response.StatusCode = StatusCodes.Status499ClientClosedRequest;
                break;
            case InvalidRequestException mistakes:
                var invalid = new InvalidRequest(mistakes.Message);
                invalid.Extensions["errors"] = mistakes.Errors;
                await invalid.ExecuteAsync(httpContext);
                break;
            case BadHttpRequestException mistake:
                var detail = mistake.StatusCode == StatusCodes.Status413PayloadTooLarge
                    ? $"The body is larger than {RequestLimits.Of(httpContext)} bytes; send less at a time."
                    : mistake.Message;
                await ServiceGate.AnswerAsync(httpContext, mistake.StatusCode, "The request cannot be read", detail);
                break;
            default:
                var trace = Activity.Current?.Id ?? httpContext.TraceIdentifier;
                log.LogError(exception, "{Method} {Path} failed, trace {TraceId}.", httpContext.Request.Method, httpContext.Request.Path, trace);
                await ServiceGate.AnswerAsync(
                    httpContext, StatusCodes.Status500InternalServerError, "The service failed",
                    $"The service failed to answer; its log has the details under trace {trace}.");
                break;
        }

        return true;
    }
}
