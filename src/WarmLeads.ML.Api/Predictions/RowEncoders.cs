using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Api;

/// <summary>Row encoders that wait for the next request: making one costs more than scoring a lead with it.</summary>
sealed class RowEncoders
{
    // Kept by model, so that the encoders of a model that is no longer in use go with it.
    readonly ConditionalWeakTable<ConversionModel, ConcurrentBag<RowEncoder>> _idle = [];

    /// <summary>Lends an encoder for the model's rows; give it back with <see cref="Return"/>.</summary>
    public RowEncoder Rent(ConversionModel model) =>
        _idle.GetOrCreateValue(model).TryTake(out var row) ? row : new RowEncoder(model.Schema);

    /// <summary>Takes an encoder back.</summary>
    public void Return(ConversionModel model, RowEncoder row) => _idle.GetOrCreateValue(model).Add(row);
}
