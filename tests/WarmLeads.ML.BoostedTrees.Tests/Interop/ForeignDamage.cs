namespace WarmLeads.ML.BoostedTrees.Tests;

/// <summary>Files of other engines after accidents and attacks.</summary>
static class ForeignDamage
{
    const int MostBytes = 30_000_000;

    /// <summary>Flips, cuts and swapped digits: each gives a sentence or a model that answers, without much memory.</summary>
    public static void AssertHarmless(byte[] file, Func<Stream, ImportedModel> read)
    {
        for (var length = 0; length < file.Length; length += 7)
        {
            AssertHarmless(read, file[..length], $"cut after {length} bytes");
        }

        var random = new Random(11);
        for (var i = 0; i < 3000; i++)
        {
            var damaged = (byte[])file.Clone();
            var kind = random.Next(3);
            for (var flips = random.Next(1, 6); flips > 0; flips--)
            {
                var at = random.Next(damaged.Length);
                damaged[at] = kind switch
                {
                    0 => (byte)random.Next(256),
                    1 => char.IsAsciiDigit((char)damaged[at]) ? (byte)('0' + random.Next(10)) : damaged[at],
                    _ => "0123456789-.,eE[]{}: \n="u8[random.Next(23)],
                };
            }

            AssertHarmless(read, damaged, $"damage {i}");
        }
    }

    static void AssertHarmless(Func<Stream, ImportedModel> read, byte[] file, string what)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            using var stream = new MemoryStream(file);
            var model = read(stream).Model;
            var why = model.Explain(new double[model.Schema.Count]);
            Assert.False(double.IsNaN(why.Score) || double.IsNaN(why.Bias) || why.Values.ToArray().Any(double.IsNaN), what);
        }
        catch (InvalidDataException refusal)
        {
            Assert.EndsWith(".", refusal.Message);
        }

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, MostBytes);
    }
}
