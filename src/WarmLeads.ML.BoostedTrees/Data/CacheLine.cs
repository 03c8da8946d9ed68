using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>Calls memory into the cache before it is needed; reads that are scattered wait for it otherwise.</summary>
static unsafe class CacheLine
{
    /// <summary>Examples between the call and the use: long enough for the memory to answer.</summary>
    public const int Ahead = 32;

    /// <summary>Calls the line of an address; does nothing where the processor has no such order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Call(void* address)
    {
        if (Sse.IsSupported)
        {
            Sse.Prefetch0(address);
        }
    }
}
