using System.Text.Json;
using System.Text.Json.Serialization;
using WarmLeads.ML.Scoring;

namespace WarmLeads.ML.Training;

/// <summary>A model card as JSON: indented, camelCase, enums by name; figures that are no number (the AUC of one class) are null.</summary>
[JsonSourceGenerationOptions(
    WriteIndented = true,
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(FigureConverter)])]
[JsonSerializable(typeof(ModelCard))]
public sealed partial class ModelCardJson : JsonSerializerContext
{
    /// <summary>Writes a card.</summary>
    public static string Write(ModelCard card) => JsonSerializer.Serialize(card, Default.ModelCard);

    /// <summary>Reads a card.</summary>
    /// <param name="json">The JSON text.</param>
    /// <param name="origin">Where it comes from, for the sentence.</param>
    /// <exception cref="InvalidDataException">It is not a whole model card.</exception>
    public static ModelCard Read(string json, string origin)
    {
        try
        {
            return JsonSerializer.Deserialize(json, Default.ModelCard)
                ?? throw new InvalidDataException($"{origin} is not a usable model card: it holds null. Publish the model again.");
        }
        catch (JsonException problem)
        {
            throw new InvalidDataException($"{origin} is not a usable model card: {problem.Message} Publish the model again.", problem);
        }
    }
}
