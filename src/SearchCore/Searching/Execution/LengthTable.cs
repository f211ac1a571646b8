namespace SearchCore.Searching.Execution;

/// <summary>
/// What x is (<see cref="ScoringFormula"/>) by the code of a field's length, in an index at a moment; and a bound of it that is made of
/// small numbers: x is at most a quarter of a doubling more for each step that the times and the length are worth together. Thread-safe.
/// </summary>
/// <param name="once">For each code what x is where a word stands in the field once.</param>
internal sealed class LengthTable(double[] once)
{
    /// <summary>How many classes of lengths there are; and so many times or oftener are one number of times.</summary>
    public const int Classes = 16, Often = 15;

    /// <summary>The most steps there are: x may be any number.</summary>
    public const int Top = 47;

    /// <summary>Numbers of <see cref="Bounds"/>: some that vectors read are beyond those of <see cref="Top"/>.</summary>
    public const int Size = 64;

    // Lengths up to some 46 words are the first class, each half of a doubling is another.
    internal const int CodeBits = 2, FirstClass = 10;

    private const int StepsADoubling = 4;

    // The most that a length is worth, which is that of the shortest.
    private const int MostOfLength = 31;

    // More than sums of rounded numbers may be too small by.
    private const double Rounding = 1e-6;

    private static readonly byte[] OfTimes = [.. Enumerable.Range(0, Often + 1).Select(
        t => (byte)(t == Often ? Top : Math.Ceiling(StepsADoubling * Math.Log2(Math.Max(1, t)))))];

    private Worth? worth;

    /// <summary>For each number of times up to <see cref="Often"/> how many steps it is worth; the first is of no meaning.</summary>
    public static ReadOnlySpan<byte> StepsOfTimes => OfTimes;

    /// <summary>For each code of a length what x is where a word stands in the field once.</summary>
    public double[] Once { get; } = once;

    /// <summary>For each class of lengths how many steps it is worth.</summary>
    public byte[] StepsOfClass => Made.Steps;

    /// <summary>The most that x / (1 + x) is by the number of steps.</summary>
    public float[] Bounds => Made.Bounds;

    private Worth Made => worth ??= Make();

    /// <summary>The class of a length's code.</summary>
    public static int Class(int code) => Math.Clamp((code >> CodeBits) - FirstClass, 0, Classes - 1);

    private Worth Make()
    {
        var greatest = new double[Classes];
        for (var code = 0; code < Once.Length; code++)
        {
            greatest[Class(code)] = Math.Max(greatest[Class(code)], Once[code]);
        }

        var most = greatest.Max();
        var steps = new byte[Classes];
        for (var i = 0; i < Classes; i++)
        {
            var less = greatest[i] > 0 ? Math.Floor(StepsADoubling * Math.Log2(most / greatest[i])) : MostOfLength;
            steps[i] = (byte)(MostOfLength - Math.Min(less, MostOfLength));
        }

        var bounds = new float[Size];
        for (var i = 0; i < Size; i++)
        {
            var x = most * Math.Pow(2, (i - MostOfLength) / (double)StepsADoubling);
            bounds[i] = i < Top ? (float)(x / (1 + x) * (1 + Rounding)) : 1;
        }

        return new(steps, bounds);
    }

    private sealed record Worth(byte[] Steps, float[] Bounds);
}
