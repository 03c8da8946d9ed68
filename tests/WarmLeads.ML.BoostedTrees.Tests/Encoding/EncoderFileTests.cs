using System.Buffers.Binary;

namespace WarmLeads.ML.BoostedTrees.Tests;

public class EncoderFileTests
{
    static readonly TargetEncoder Encoder = new TargetEncoding(
        Some.Table(weighted: true), [new(3), new(4), new(3, 4)], new() { PriorWeight = 7 }).Freeze();

    [Fact]
    public void An_encoder_read_back_widens_rows_to_the_same_bits()
    {
        var loaded = TargetEncoder.FromBytes(Encoder.ToBytes());

        Assert.Equal(Encoder.ToBytes(), loaded.ToBytes());
        var (before, after) = (new double[11], new double[11]);
        foreach (var row in Some.Rows(300))
        {
            Encoder.Widen(row, before);
            loaded.Widen(row, after);
            Assert.Equal(before, after);
        }
    }

    [Fact]
    public void Every_truncation_and_every_byte_too_many_is_refused()
    {
        var bytes = Encoder.ToBytes();
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => TargetEncoder.FromBytes(bytes.AsSpan(0, length)));
        }

        Assert.Throws<InvalidDataException>(() => TargetEncoder.FromBytes([.. bytes, 0]));
    }

    [Fact]
    public void Every_damage_is_refused_or_gives_an_encoder_that_answers()
    {
        var random = new Random(6);
        var bytes = Encoder.ToBytes();
        var widened = new double[11];
        for (var i = 0; i < 4000; i++)
        {
            var damaged = (byte[])bytes.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                // The head, where the counts are, as often as the levels.
                damaged[random.Next(random.Next(2) == 0 ? 140 : damaged.Length)] = (byte)(random.Next(3) == 0 ? 0xFF : random.Next(256));
            }

            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var loaded = TargetEncoder.FromBytes(damaged);
                if (loaded.Schema.Features.Count == 11)
                {
                    loaded.Widen([0.5, 2, 0.1, 1, 1], widened);
                    Assert.All(widened, value => Assert.True(double.IsFinite(value)));
                }
            }
            catch (InvalidDataException refusal)
            {
                Assert.StartsWith("The model file is damaged: in its section ", refusal.Message, StringComparison.Ordinal);
                Assert.EndsWith(" Copy it again, or retrain.", refusal.Message, StringComparison.Ordinal);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        }
    }

    [Fact]
    public void A_level_that_cannot_be_is_named()
    {
        var bytes = Encoder.ToBytes();
        var firstKey = bytes.Length - (24 * TargetEncoder.FromBytes(bytes).Tables[2].Keys.Length);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(firstKey), 6 * 41);
        Assert.Equal(
            "The model file is damaged: in its section Encoder, level 0 has the key 246, which is out of order or range. Copy it again, or retrain.",
            Assert.Throws<InvalidDataException>(() => TargetEncoder.FromBytes(bytes)).Message);
    }

    [Fact]
    public void Keys_that_all_fall_on_one_place_are_refused_rather_than_searched()
    {
        // A forger's keys: the table's hash of each begins with the same bits.
        const int count = 3000;
        var table = 2 * 4096;
        var keys = new List<long>();
        for (long key = 1; keys.Count < count; key++)
        {
            if ((LevelTable.Hash(key + 1) & (table - 1)) < 8)
            {
                keys.Add(key);
            }
        }

        var ones = Enumerable.Repeat(1.0, count).ToArray();
        var refusal = Assert.Throws<ArgumentException>(() => new LevelTable(1, 1, count, [.. keys], ones, ones));
        Assert.Equal("too many levels fall on one place", refusal.Message);
    }
}
