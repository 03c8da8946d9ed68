using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace WarmLeads.ML.BoostedTrees;

/// <summary>exp and log whose bits are the same on every machine, one number or eight at a time.</summary>
/// <remarks>
/// The platform's own functions differ in the last bit between systems, and a model must not. Only additions,
/// multiplications and divisions in one fixed order, never fused. Relative error below 3e-16.
/// Source: range reduction and the polynomial of the logarithm are those of fdlibm (Sun Microsystems, 1993).
/// </remarks>
static class PortableMath
{
    const double Log2E = 1.4426950408889634, Ln2High = 6.93147180369123816490e-01, Ln2Low = 1.90821492927058770002e-10;

    // Adding 1.5 * 2^52 rounds to an integer and leaves that integer in the low bits.
    const double Round = 6755399441055744.0;
    const double Limit = 708;

    const double E2 = 1.0 / 2, E3 = 1.0 / 6, E4 = 1.0 / 24, E5 = 1.0 / 120, E6 = 1.0 / 720, E7 = 1.0 / 5040, E8 = 1.0 / 40320,
        E9 = 1.0 / 362880, E10 = 1.0 / 3628800, E11 = 1.0 / 39916800, E12 = 1.0 / 479001600, E13 = 1.0 / 6227020800;

    const double L1 = 6.666666666666735130e-01, L2 = 3.999999999940941908e-01, L3 = 2.857142874366239149e-01,
        L4 = 2.222219843214978396e-01, L5 = 1.818357216161805012e-01, L6 = 1.531383769920937332e-01, L7 = 1.479819860511658591e-01;

    const long One = 0x3FF0000000000000, RootHalf = 0x3FE6A09E00000000, Mantissa = 0x000FFFFFFFFFFFFF;

    /// <summary>e to the power of x; x beyond 708 counts as 708, so the answer is never infinite and never zero.</summary>
    public static double Exp(double x)
    {
        x = Math.Min(Math.Max(x, -Limit), Limit);
        var t = (x * Log2E) + Round;
        var k = t - Round;
        var r = (x - (k * Ln2High)) - (k * Ln2Low);
        var p = (E13 * r) + E12;
        p = (p * r) + E11;
        p = (p * r) + E10;
        p = (p * r) + E9;
        p = (p * r) + E8;
        p = (p * r) + E7;
        p = (p * r) + E6;
        p = (p * r) + E5;
        p = (p * r) + E4;
        p = (p * r) + E3;
        p = (p * r) + E2;
        p = (p * r) + 1;
        p = (p * r) + 1;
        return p * BitConverter.Int64BitsToDouble((BitConverter.DoubleToInt64Bits(t) << 52) + One);
    }

    /// <summary><see cref="Exp(double)"/> of eight numbers, bit for bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Exp(Vector512<double> x)
    {
        x = Vector512.Min(Vector512.Max(x, Vector512.Create(-Limit)), Vector512.Create(Limit));
        var t = (x * Log2E) + Vector512.Create(Round);
        var k = t - Vector512.Create(Round);
        var r = (x - (k * Ln2High)) - (k * Ln2Low);
        var p = (r * E13) + Vector512.Create(E12);
        p = (p * r) + Vector512.Create(E11);
        p = (p * r) + Vector512.Create(E10);
        p = (p * r) + Vector512.Create(E9);
        p = (p * r) + Vector512.Create(E8);
        p = (p * r) + Vector512.Create(E7);
        p = (p * r) + Vector512.Create(E6);
        p = (p * r) + Vector512.Create(E5);
        p = (p * r) + Vector512.Create(E4);
        p = (p * r) + Vector512.Create(E3);
        p = (p * r) + Vector512.Create(E2);
        p = (p * r) + Vector512<double>.One;
        p = (p * r) + Vector512<double>.One;
        return p * (Vector512.ShiftLeft(t.AsInt64(), 52) + Vector512.Create(One)).AsDouble();
    }

    /// <summary>Natural logarithm of a positive, finite, normal number.</summary>
    public static double Log(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x) + (One - RootHalf);
        var k = (double)((bits >> 52) - 1023);
        var f = BitConverter.Int64BitsToDouble((bits & Mantissa) + RootHalf) - 1;
        var s = f / (f + 2);
        var z = s * s;
        var w = z * z;
        var even = w * (L2 + (w * (L4 + (w * L6))));
        var odd = z * (L1 + (w * (L3 + (w * (L5 + (w * L7))))));
        var half = f * f * 0.5;
        return ((((s * (half + (odd + even))) + (k * Ln2Low)) - half) + f) + (k * Ln2High);
    }

    /// <summary><see cref="Log(double)"/> of eight numbers, bit for bit.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Log(Vector512<double> x)
    {
        var bits = x.AsInt64() + Vector512.Create(One - RootHalf);
        var k = Vector512.ConvertToDouble(Vector512.ShiftRightArithmetic(bits, 52) - Vector512.Create(1023L));
        var f = ((bits & Vector512.Create(Mantissa)) + Vector512.Create(RootHalf)).AsDouble() - Vector512<double>.One;
        var s = f / (f + Vector512.Create(2.0));
        var z = s * s;
        var w = z * z;
        var even = w * (Vector512.Create(L2) + (w * (Vector512.Create(L4) + (w * L6))));
        var odd = z * (Vector512.Create(L1) + (w * (Vector512.Create(L3) + (w * (Vector512.Create(L5) + (w * L7))))));
        var half = f * f * 0.5;
        return ((((s * (half + (odd + even))) + (k * Ln2Low)) - half) + f) + (k * Ln2High);
    }

    /// <summary>From log-odds to probability: 1 / (1 + e^-x).</summary>
    public static double Logistic(double x)
    {
        var z = Exp(-Math.Abs(x));
        return (x >= 0 ? 1 : z) / (1 + z);
    }

    /// <summary>1 - e^-x for x of 0 or more, to full relative precision also where x is small.</summary>
    /// <remarks>Source: Kahan's correction, as in Higham, "Accuracy and stability of numerical algorithms", 1.14.1.</remarks>
    public static double ComplementaryExp(double x)
    {
        var u = Exp(-x);
        return u == 1 ? x : (1 - u) * (x / -Log(u));
    }

    /// <summary>From probability to log-odds: ln(p / (1 - p)), p strictly between 0 and 1.</summary>
    public static double LogOdds(double p) => Log(p) - Log(1 - p);
}
