namespace SearchCore.Searching.Execution;

/// <summary>What x is (<see cref="ScoringFormula"/>) by the code of a field's length, in an index at a moment. Thread-safe.</summary>
/// <param name="once">For each code what x is where a word stands in the field once.</param>
internal sealed class LengthTable(double[] once)
{
    /// <summary>How many classes of lengths there are; and so many times or oftener are one number of times.</summary>
    public const int Classes = 16, Often = 15;

    /// <summary>Numbers of <see cref="Most"/>.</summary>
    public const int Size = Classes * (Often + 1);

    // Lengths up to some 46 words are the first class, each half of a doubling is another.
    internal const int CodeBits = 2, FirstClass = 10;

    // More than sums of rounded numbers may be too small by.
    private const double Rounding = 1e-6;

    private float[]? most;

    /// <summary>For each code of a length what x is where a word stands in the field once.</summary>
    public double[] Once { get; } = once;

    /// <summary>
    /// The most that x / (1 + x) is by the class of a length, in its upper four bits, and by how often a word stands in the field.
    /// </summary>
    public float[] Most => most ??= Make();

    /// <summary>The class of a length's code.</summary>
    public static int Class(int code) => Math.Clamp((code >> CodeBits) - FirstClass, 0, Classes - 1);

    private float[] Make()
    {
        var greatest = new double[Classes];
        for (var code = 0; code < Once.Length; code++)
        {
            greatest[Class(code)] = Math.Max(greatest[Class(code)], Once[code]);
        }

        var made = new float[Size];
        for (var i = 0; i < Size; i++)
        {
            var times = i % (Often + 1);
            var x = times * greatest[i / (Often + 1)];
            made[i] = times == Often ? 1 : (float)(x / (1 + x) * (1 + Rounding));
        }

        return made;
    }
}
