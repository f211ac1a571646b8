using System.Text;

namespace SearchCore.Schema;

/// <summary>The letters after a host's <c>xn--</c> labels (RFC 3492, section 6.2), independent of the host's Unicode library.</summary>
internal static class Punycode
{
    private const int Base = 36, TMin = 1, TMax = 26, Skew = 38, Damp = 700, InitialBias = 72, InitialN = 128;

    /// <summary>Decodes a label; null where it is not the code of anything.</summary>
    /// <param name="label">The label after <c>xn--</c>.</param>
    public static string? Decode(ReadOnlySpan<char> label)
    {
        if (!Ascii.IsValid(label))
        {
            return null;
        }

        var delimiter = label.LastIndexOf('-');
        var output = new List<int>();
        foreach (var basic in delimiter > 0 ? label[..delimiter] : [])
        {
            output.Add(basic);
        }

        var (n, i, bias) = (InitialN, 0, InitialBias);
        for (var at = delimiter > 0 ? delimiter + 1 : 0; at < label.Length;)
        {
            var (before, weight) = (i, 1L);
            for (var k = Base; ; k += Base)
            {
                if (at == label.Length || Digit(label[at++]) is not (>= 0 and var digit)
                    || (i + (digit * weight)) is var next && next > int.MaxValue)
                {
                    return null;
                }

                i = (int)next;
                var threshold = Math.Clamp(k - bias, TMin, TMax);
                if (digit < threshold)
                {
                    break;
                }

                weight = Math.Min(weight * (Base - threshold), int.MaxValue);
            }

            bias = Adapt(i - before, output.Count + 1, before == 0);
            n += i / (output.Count + 1);
            i %= output.Count + 1;
            if (n < 0 || !Rune.IsValid(n))
            {
                return null;
            }

            output.Insert(i++, n);
        }

        return string.Concat(output.Select(c => new Rune(c).ToString()));
    }

    private static int Digit(char c) => c switch
    {
        >= 'a' and <= 'z' => c - 'a',
        >= 'A' and <= 'Z' => c - 'A',
        >= '0' and <= '9' => c - '0' + 26,
        _ => -1,
    };

    private static int Adapt(int delta, int points, bool first)
    {
        delta /= first ? Damp : 2;
        delta += delta / points;
        var k = 0;
        for (; delta > (Base - TMin) * TMax / 2; k += Base)
        {
            delta /= Base - TMin;
        }

        return k + ((Base - TMin + 1) * delta / (delta + Skew));
    }
}
