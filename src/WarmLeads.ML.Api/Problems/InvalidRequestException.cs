namespace WarmLeads.ML.Api;

/// <summary>A request whose body cannot be understood; answered with 400 and every mistake found.</summary>
/// <param name="errors">The mistakes, at least one.</param>
sealed class InvalidRequestException(IReadOnlyList<RequestError> errors)
    : Exception($"{errors[0].Path}: {errors[0].Detail}")
{
    /// <summary>The mistakes, at least one.</summary>
    public IReadOnlyList<RequestError> Errors => errors;
}
