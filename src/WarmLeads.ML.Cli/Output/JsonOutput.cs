using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WarmLeads.ML.Cli;

/// <summary>One JSON object on standard output, for machines; everything else goes to standard error.</summary>
static class JsonOutput
{
    static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // A terminal is not a web page: leave names readable.
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new UndefinedNumberConverter() },
    };

    /// <summary>The option that asks for it.</summary>
    public static Option<bool> Option() => new("--json")
    {
        Description = "Print one JSON object and nothing else on standard output.",
    };

    /// <summary>Prints an object; names in snake_case.</summary>
    public static void Write<T>(TextWriter output, T value) => output.WriteLine(JsonSerializer.Serialize(value, Format));

    // JSON has no NaN; a figure that is not defined (the AUC of one class) is null.
    sealed class UndefinedNumberConverter : JsonConverter<double>
    {
        public override double Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.Null ? double.NaN : reader.GetDouble();

        public override void Write(Utf8JsonWriter writer, double value, JsonSerializerOptions options)
        {
            if (double.IsFinite(value))
                writer.WriteNumberValue(value);
            else
                writer.WriteNullValue();
        }
    }
}
