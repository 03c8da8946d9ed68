using System.Buffers.Binary;
using System.Security.Cryptography;

namespace WarmLeads.ML.BoostedTrees.Tests;

public class ModelFileTests
{
    const int SectionTable = 64, EntryLength = 32;

    static readonly byte[] _file = Some.Bytes(
        Some.Model(Some.Options with { NumberOfTrees = 2, NumberOfLeaves = 4 }),
        new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["card"] = [1, 2, 3] });

    // The same with a link, which a model of log-odds goes without.
    static readonly byte[] _amounts = Some.Bytes(
        new BoostedTreeTrainer(Some.Options with { NumberOfTrees = 2, NumberOfLeaves = 4, Objective = Objective.Poisson }).Fit(Some.Amounts()));

    static readonly byte[] _times = Some.Bytes(
        new BoostedTreeTrainer(Some.Options with { NumberOfTrees = 2, NumberOfLeaves = 4, Objective = Objective.Hazard }).Fit(Some.Times()));

    public static TheoryData<byte[]> Files => [_file, _amounts, _times];

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Every_damaged_byte_is_noticed(byte[] file)
    {
        for (var at = 0; at < file.Length; at++)
        {
            foreach (var flip in new byte[] { 1, 0x80, 0xFF })
            {
                var damaged = (byte[])file.Clone();
                damaged[at] ^= flip;
                AssertRefused(damaged);
            }
        }
    }

    [Fact]
    public void Every_truncation_is_noticed()
    {
        for (var length = 0; length < _file.Length; length++)
        {
            AssertRefused(_file[..length]);
        }
    }

    [Fact]
    public void Bytes_behind_the_end_are_noticed() =>
        Assert.Equal(
            $"The model file is damaged: it goes on after its {_file.Length} bytes. Copy it again, or retrain.",
            AssertRefused([.. _file, 0]));

    [Theory]
    [MemberData(nameof(Files), DisableDiscoveryEnumeration = true)]
    public void Every_damage_with_a_checksum_that_fits_is_refused_or_loads_a_whole_model(byte[] file)
    {
        // Whoever forges a checksum may change values, but may not crash the reader or make it allocate at will.
        var random = new Random(3);
        for (var i = 0; i < 4000; i++)
        {
            var damaged = (byte[])file.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                damaged[random.Next(64, damaged.Length)] = (byte)(random.Next(3) == 0 ? 0xFF : random.Next(256));
            }

            Sign(damaged);
            var before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                var model = Some.Load(damaged);
                Assert.False(double.IsNaN(model.Predict(new double[model.Schema.Count]).Mean));
            }
            catch (InvalidDataException refusal)
            {
                Assert.EndsWith(".", refusal.Message);
            }

            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4_000_000);
        }
    }

    [Theory]
    [InlineData(3, "in its section Schema, it claims 4294967295 items in")]
    [InlineData(4, "in its section Categories, it claims 4294967295 items in")]
    public void A_count_that_cannot_be_is_refused_before_anything_is_allocated(int entry, string what)
    {
        var hostile = (byte[])_file.Clone();
        var offset = BinaryPrimitives.ReadInt64LittleEndian(hostile.AsSpan(SectionTable + ((entry - 3) * EntryLength) + 8));
        BinaryPrimitives.WriteUInt32LittleEndian(hostile.AsSpan((int)offset), uint.MaxValue);
        Sign(hostile);
        Assert.Contains(what, AssertRefused(hostile), StringComparison.Ordinal);
    }

    [Fact]
    public void A_length_that_lies_costs_no_memory()
    {
        var hostile = (byte[])_file.Clone();
        BinaryPrimitives.WriteInt64LittleEndian(hostile.AsSpan(16), 1L << 30);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(
            $"The model file is damaged: it ends after {_file.Length} of 1073741824 bytes. Copy it again, or retrain.", AssertRefused(hostile));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
    }

    [Fact]
    public void Another_version_is_named()
    {
        var newer = (byte[])_file.Clone();
        newer[8] = 9;
        Assert.Equal(
            "The model file has format version 9; this program reads version 1. Retrain the model with this program.", AssertRefused(newer));
    }

    [Fact]
    public void A_file_of_something_else_is_told_apart() =>
        Assert.Equal(
            "This is no model file: it does not start with the mark of one. Pass a file that training has written.",
            AssertRefused("PK a zip archive, say"u8.ToArray()));

    [Fact]
    public void A_file_beyond_the_limit_is_refused()
    {
        using var stream = new MemoryStream(_file);
        var refusal = Assert.Throws<InvalidDataException>(() => BoostedTreeModel.Load(stream, out _, maximumBytes: 100));
        Assert.Equal(
            $"The model file is {_file.Length} bytes long; the limit is 100. Raise the limit if the file can be trusted.", refusal.Message);
    }

    [Fact]
    public void A_section_that_may_be_skipped_is_and_one_that_may_not_is_named()
    {
        var newer = (byte[])_file.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(newer.AsSpan(SectionTable + (3 * EntryLength)), 77);
        Sign(newer);
        Assert.Equal(2, Some.Load(newer).NumberOfTrees);

        BinaryPrimitives.WriteUInt32LittleEndian(newer.AsSpan(SectionTable + (3 * EntryLength) + 4), 1);
        Sign(newer);
        Assert.Equal(
            "The model file has a section of kind 77 that this program does not know and must not skip. Use a newer program, or retrain.",
            AssertRefused(newer));
    }

    [Fact]
    public void A_link_that_no_program_knows_is_refused()
    {
        var hostile = (byte[])_amounts.Clone();
        var offset = BinaryPrimitives.ReadInt64LittleEndian(hostile.AsSpan(SectionTable + (3 * EntryLength) + 8));
        BinaryPrimitives.WriteUInt32LittleEndian(hostile.AsSpan((int)offset), 77);
        Sign(hostile);
        Assert.Equal(
            "The model file is damaged: in its section Link, the link has the unknown number 77. Copy it again, or retrain.",
            AssertRefused(hostile));
    }

    [Fact]
    public void Intervals_that_cannot_be_are_refused()
    {
        var offset = BinaryPrimitives.ReadInt64LittleEndian(_times.AsSpan(SectionTable + (3 * EntryLength) + 8));
        string Refused(int at, double value)
        {
            var hostile = (byte[])_times.Clone();
            BinaryPrimitives.WriteDoubleLittleEndian(hostile.AsSpan((int)offset + at), value);
            Sign(hostile);
            return AssertRefused(hostile);
        }

        const string Where = "The model file is damaged: in its section Link, ";
        Assert.StartsWith(Where + "interval 0 ends after NaN days at the hazard ", Refused(8, double.NaN));
        Assert.StartsWith(Where + "interval 1 ends after 0.5 days at the hazard", Refused(24, 0.5));
        Assert.StartsWith(Where + "interval 0 ends after ", Refused(16, -1));
        var none = (byte[])_times.Clone();
        BinaryPrimitives.WriteUInt32LittleEndian(none.AsSpan((int)offset + 4), 0);
        Sign(none);
        Assert.StartsWith(Where + "the link ComplementaryLogLog has 0 intervals", AssertRefused(none));
    }

    [Fact]
    public void Attachments_come_back_as_they_were()
    {
        var attachments = new Dictionary<string, byte[]>(StringComparer.Ordinal)
        {
            ["card.json"] = "{}"u8.ToArray(), ["empty"] = [], ["Bäume"] = [.. Enumerable.Range(0, 1000).Select(i => (byte)i)],
        };
        using var stream = new MemoryStream(Some.Bytes(Some.Model(), attachments));
        BoostedTreeModel.Load(stream, out var loaded);
        Assert.Equal(attachments.OrderBy(pair => pair.Key, StringComparer.Ordinal), loaded.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        Assert.Equal(
            "An attachment has no name; give every attachment a name.",
            Assert.Throws<ArgumentException>(() => Some.Bytes(Some.Model(), new Dictionary<string, byte[]>(StringComparer.Ordinal) { [""] = [] })).Message);
    }

    [Fact]
    public void A_model_without_trees_is_saved_loaded_and_explained()
    {
        var model = Some.Model(Some.Options with { NumberOfTrees = 0 });
        var loaded = Some.Load(Some.Bytes(model));
        var why = loaded.Explain(Some.Rows(1)[0]);
        Assert.Equal(0, loaded.NumberOfTrees);
        Assert.Equal(model.Bias, loaded.Predict(Some.Rows(1)[0]).Score);
        Assert.Equal(model.Bias, why.Score);
        Assert.All(why.Values.ToArray(), value => Assert.Equal(0, value));
    }

    static string AssertRefused(byte[] file)
    {
        var refusal = Assert.Throws<InvalidDataException>(() => Some.Load(file));
        Assert.EndsWith(".", refusal.Message);
        return refusal.Message;
    }

    static void Sign(byte[] file)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(file, 0, 32);
        hash.AppendData(file, 64, file.Length - 64);
        hash.GetHashAndReset().CopyTo(file, 32);
    }
}
