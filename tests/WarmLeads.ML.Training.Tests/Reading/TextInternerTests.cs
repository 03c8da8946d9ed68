namespace WarmLeads.ML.Training.Tests;

public sealed class TextInternerTests
{
    [Fact]
    public void Codes_and_texts_are_those_of_a_plain_dictionary()
    {
        var random = new Random(6);
        var interner = new TextInterner("x");
        var (codes, texts, codeOf) = (new List<int>(), new List<string>(), new Dictionary<string, int>(StringComparer.Ordinal));
        for (var row = 0; row < 50_000; row++)
        {
            // Empty, short, repeated, and a few longer than a whole block.
            var text = row % 10_000 == 9_999 ? new string('é', 1_500_000 + row) : random.Next(20_000) is var n && n == 0 ? "" : $"v{n}";
            interner.Add(text);
            if (!codeOf.TryGetValue(text, out var code))
            {
                codeOf.Add(text, code = texts.Count);
                texts.Add(text);
            }

            codes.Add(code);
        }

        var column = interner.Finish();
        Assert.Equal(codes, column.Codes);
        Assert.Equal(texts, column.Texts);
        Assert.Equal(texts.Count, column.Texts.Count);
    }
}
