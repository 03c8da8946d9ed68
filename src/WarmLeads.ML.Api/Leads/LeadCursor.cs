using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using WarmLeads.ML.Leads;

namespace WarmLeads.ML.Api;

/// <summary>A place in the ranked list of one sweep. In addresses it is an opaque text.</summary>
/// <param name="SweepId">The sweep, so that all pages are of one scoring.</param>
/// <param name="Rank">Rank of the last lead before the page, from 1.</param>
/// <param name="After">The last lead before the page; its reason is not kept.</param>
sealed record LeadCursor(long SweepId, long Rank, LeadScore After)
{
    // A layout that changes gets another first byte, so that an old cursor is refused and not misread.
    const byte Layout = 1;
    const int Fixed = 1 + 4 * sizeof(long), CheckLength = 8, LongestText = 2000;

    /// <summary>The cursor as a text of letters, digits, `-` and `_`.</summary>
    public string Encode()
    {
        var id = Encoding.UTF8.GetBytes(After.LeadId);
        var bytes = new byte[Fixed + id.Length + CheckLength];
        bytes[0] = Layout;
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(1), SweepId);
        BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(9), Rank);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(17), After.Probability);
        BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(25), After.Score);
        id.CopyTo(bytes, Fixed);
        Check(bytes).CopyTo(bytes.AsSpan(Fixed + id.Length));
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Reads a cursor back.</summary>
    /// <returns>False when it is not one that <see cref="Encode"/> wrote.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out LeadCursor? cursor)
    {
        cursor = null;
        if (text.Length > LongestText || !Base64Url.IsValid(text))
            return false;
        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length <= Fixed + CheckLength || bytes[0] != Layout || !bytes.AsSpan()[^CheckLength..].SequenceEqual(Check(bytes)))
            return false;
        var after = new LeadScore(
            Encoding.UTF8.GetString(bytes.AsSpan()[Fixed..^CheckLength]),
            BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(17)), BinaryPrimitives.ReadDoubleLittleEndian(bytes.AsSpan(25)), "");
        cursor = new LeadCursor(
            BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(1)), BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(9)), after);
        return true;
    }

    // Against cut and mistyped cursors; whoever makes one by hand only sees another part of the same list.
    static ReadOnlySpan<byte> Check(byte[] bytes) => SHA256.HashData(bytes.AsSpan()[..^CheckLength]).AsSpan()[..CheckLength];
}
