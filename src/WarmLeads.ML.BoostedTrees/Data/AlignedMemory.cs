using System.Runtime.InteropServices;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Zeroed memory outside the garbage collector's care, aligned to a cache line; longer than an array may be.</summary>
sealed unsafe class AlignedMemory : SafeHandle
{
    const int CacheLine = 64;

    /// <summary>Allocates the memory.</summary>
    /// <param name="byteCount">Bytes to allocate.</param>
    /// <param name="purpose">What for, as the subject of a sentence when the memory cannot be had.</param>
    /// <exception cref="InvalidOperationException">The memory cannot be had.</exception>
    public AlignedMemory(long byteCount, string purpose)
        : base(invalidHandleValue: 0, ownsHandle: true)
    {
        ByteCount = Math.Max(byteCount, CacheLine);
        try
        {
            SetHandle((nint)NativeMemory.AlignedAlloc((nuint)ByteCount, CacheLine));
        }
        catch (OutOfMemoryException failure)
        {
            throw new MemoryNeed(byteCount, purpose).Refusal("the system does not give them", failure);
        }

        NativeMemory.Clear(Pointer, (nuint)ByteCount);
        GC.AddMemoryPressure(ByteCount);
    }

    /// <summary>The first byte.</summary>
    public byte* Pointer => (byte*)handle;

    /// <summary>Bytes that may be used.</summary>
    public long ByteCount { get; }

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        NativeMemory.AlignedFree(Pointer);
        GC.RemoveMemoryPressure(ByteCount);
        return true;
    }
}
