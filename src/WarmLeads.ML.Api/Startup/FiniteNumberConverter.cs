using System.Text.Json;
using System.Text.Json.Serialization;

namespace WarmLeads.ML.Api;

/// <summary>Numbers in answers: JSON has no NaN and no infinity, so a figure that does not exist is null.</summary>
sealed class FiniteNumberConverter : JsonConverter<double>
{
    /// <inheritdoc/>
    public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDouble();

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
    {
        if (double.IsFinite(value))
            writer.WriteNumberValue(value);
        else
            writer.WriteNullValue();
    }
}
