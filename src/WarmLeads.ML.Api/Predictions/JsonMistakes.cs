namespace WarmLeads.ML.Api;

/// <summary>Collects the mistakes of a body, so that a caller can correct all of them at once.</summary>
sealed class JsonMistakes
{
    // A body of a thousand leads with one wrong column would otherwise be answered by a thousand sentences.
    const int Most = 20;

    readonly List<RequestError> _errors = [];

    /// <summary>Notes a mistake.</summary>
    /// <param name="path">Where, as a JSON path.</param>
    /// <param name="detail">What is wrong and what to do, in one sentence.</param>
    public void Add(string path, string detail)
    {
        if (_errors.Count < Most)
            _errors.Add(new RequestError(path, detail));
    }

    /// <summary>The mistakes so far; a body of many items is answered for each of them.</summary>
    public IReadOnlyList<RequestError> Errors => _errors;

    /// <summary>Refuses the request when a mistake was noted.</summary>
    /// <exception cref="InvalidRequestException">There was one.</exception>
    public void ThrowIfAny()
    {
        if (_errors.Count > 0)
            throw new InvalidRequestException(_errors);
    }
}
